import type pg from 'pg';
import { Asked } from '../asked.ts';
import type { Cells } from '../dialect.ts';
import type { Told } from '../named-rows.ts';
import { ReadOnlyQuery } from './read-only-query.ts';
import type { NamedStatement } from './statement-names.ts';

/** Runs a statement. @throws whatever the server says, or that it says nothing */
export function answerOf(
  client: pg.PoolClient,
  { name, text, values }: NamedStatement,
  limitMs: number,
): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    const asked = new Asked<pg.QueryResult>({ resolve, reject }, limitMs);
    client.query({ name, text, values: [...values] }, (error, result) =>
      error ? asked.fail(error) : asked.answer(result),
    );
  });
}

/** The rows of a SELECT of texts alone, which cannot write. @throws like {@link answerOf} */
export function cellsOf(
  client: pg.PoolClient,
  statement: NamedStatement,
  limitMs: number,
): Promise<readonly Cells[]> {
  return new Promise((resolve, reject) => {
    const asked = new Asked<readonly Cells[]>({ resolve, reject }, limitMs);
    client.query(new ReadOnlyQuery(statement, false, asked));
  });
}

export type Described = Told<pg.FieldDef>;

/** Like {@link cellsOf}, with the columns. */
export function describedOf(
  client: pg.PoolClient,
  statement: NamedStatement,
  limitMs: number,
): Promise<Described> {
  return new Promise((resolve, reject) => {
    const asked = new Asked<Described>({ resolve, reject }, limitMs);
    const query = new ReadOnlyQuery(statement, true, {
      answer: (rows) => asked.answer({ fields: query.fields, rows }),
      fail: (error) => asked.fail(error),
    });
    client.query(query);
  });
}
