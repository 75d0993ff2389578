import { recordId, recordType } from '@observer-graph/contract';
import type { FieldLink, Link, LinkedSource } from '@observer-graph/source-sql';
import Database from 'libsql';
import { columnsOf, type DrawnRecord, type WorldRow } from './world.ts';

export const oracleCode = 'oracle';

/** A number as the local key of a row: text of one width, so that its order is that of the numbers. */
const padded = (number: number) => String(number).padStart(5, '0');

/** The id of a row of the world in the federation, where its member owns it. */
export function federatedId({
  record,
  member,
  number,
}: Pick<WorldRow, 'record' | 'member' | 'number'>): string {
  return recordId(member, record.toLowerCase(), 's', [padded(number)]);
}

/**
 * The direction of the orders that an oracle is for. Among equal sort keys, members come in the order of their codes in
 * both, and a member's rows in the order of their keys in one and the other way round in the other: a database whose keys
 * begin with the member needs other keys for each.
 */
export type Direction = 'ascending' | 'descending';

export const directions: readonly Direction[] = ['ascending', 'descending'];

/** What the oracle's keys begin with, for member `m01`: in the order of the direction it is the order of the codes. */
function prefixOf(member: string, direction: Direction): string {
  const number = Number(member.slice(1));
  return direction === 'ascending' ? `a${padded(number)}` : `d${padded(99_999 - number)}`;
}

function memberOf(letter: string, digits: string): string {
  const number = letter === 'a' ? Number(digits) : 99_999 - Number(digits);
  return `m${String(number).padStart(2, '0')}`;
}

/** The local key of a row in the oracle, which owns them all: keys sort by member, then number, as cursors do. */
function oracleKey({ member, number }: Pick<WorldRow, 'member' | 'number'>, direction: Direction): string {
  return `${prefixOf(member, direction)}/${padded(number)}`;
}

/** The oracle's ids in a text become the federation's. */
export const asFederated = (text: string): string =>
  text.replace(
    /oracle:(\w+):s:([ad])(\d{5})%2F(\w+)/g,
    (_, type: string, letter: string, digits: string, key: string) =>
      `${memberOf(letter, digits)}:${type}:s:${key}`,
  );
/** And back. */
export const asOracle = (text: string, direction: Direction): string =>
  text.replace(
    /(m\d\d):(\w+):s:(\w+)/g,
    (_, member: string, type: string, key: string) =>
      `oracle:${type}:s:${prefixOf(member, direction)}%2F${key}`,
  );

/** Writes one member's rows into a new database and links it. */
export function writeMember(path: string, rows: readonly WorldRow[], code: string): Link {
  return write(path, rows, code, (row) => (row.member === code ? padded(row.number) : null), federatedId);
}

/** Writes all rows into a new database, for questions in orders of one direction, and links it. */
export function writeOracle(path: string, rows: readonly WorldRow[], direction: Direction): Link {
  const keyOf = (row: WorldRow) => oracleKey(row, direction);
  const idOf = (row: WorldRow) => recordId(oracleCode, row.record.toLowerCase(), 's', [keyOf(row)]);
  return write(path, rows, oracleCode, keyOf, idOf);
}

/** @param keyOf the local key of a row; null if it is not of this database */
function write(
  path: string,
  rows: readonly WorldRow[],
  code: string,
  keyOf: (row: WorldRow) => string | null,
  idOf: (row: WorldRow) => string,
): Link {
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  const textOf = (value: unknown) =>
    value === null || value === undefined
      ? null
      : Array.isArray(value)
        ? JSON.stringify(value)
        : String(value);
  const refOf = (number: number) => idOf(byNumber.get(number) as WorldRow);

  const database = new Database(path);
  try {
    database.exec('BEGIN');
    const sources = (['Finding', 'Mission', 'Recommendation', 'Assessment'] as const).map(
      (record): LinkedSource => {
        const columns = columnsOf(record);
        const table = record.toLowerCase();
        database.exec(
          `CREATE TABLE "${table}" ("key" TEXT PRIMARY KEY, ${columns.map((name) => `"${name}" TEXT`).join(', ')})`,
        );
        const insert = database.prepare(
          `INSERT INTO "${table}" VALUES (${['key', ...columns].map(() => '?').join(', ')})`,
        );
        for (const row of rows.filter((one) => one.record === record)) {
          const key = keyOf(row);
          if (key === null) continue;
          const values = columns.map((name) => {
            const ref = row.refs[name];
            if (Array.isArray(ref)) return JSON.stringify(ref.map(refOf));
            return typeof ref === 'number' ? refOf(ref) : textOf(row.values[name]);
          });
          insert.run([key, ...values]);
        }
        return {
          record: recordType(record),
          name: 's',
          line: 1,
          from: { table },
          key: ['key'],
          fields: new Map(
            columns.filter((name) => name !== 'visibility').map((name) => [name, columnLink(record, name)]),
          ),
          visibility: [
            {
              kind: 'column',
              column: 'visibility',
              values: new Map([
                ['PUBLIC', 'PUBLIC'],
                ['NETWORK', 'NETWORK'],
              ]),
              otherwise: 'OWNER',
            },
          ],
        };
      },
    );
    database.exec('COMMIT');
    return {
      file: `${code}.yaml`,
      member: code,
      database: { dialect: 'sqlite', url: path, statementTimeoutMs: 10_000, poolSize: 1 },
      sources,
    };
  } finally {
    database.close();
  }
}

function columnLink(record: DrawnRecord, name: string): FieldLink {
  const field = recordType(record).fields.get(name);
  return {
    kind: 'column',
    column: name,
    empty: [],
    ...(field?.list && { list: { kind: 'json' } }),
    ...((field?.kind === 'instant' || field?.kind === 'date') && { time: { format: 'native', zone: 'UTC' } }),
  };
}
