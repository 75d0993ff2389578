import type { Expr } from '../condition.ts';
import type { RawRow } from '../dialects/dialect.ts';
import { sql } from '../sql.ts';

/** One connection that asks a database about itself and reads long results piece by piece. It never writes. */
export interface Session {
  run(query: Expr): Promise<readonly RawRow[]>;
  /** The rows of a query, in no order, some hundred at a time; the limit of a statement holds for each time. One query at once. */
  batches(query: LongQuery): AsyncIterable<readonly RawRow[]>;
  /** Begins to read one state of the database, as far as its engine has that without holding up those who write. */
  oneState(): Promise<OneState>;
  /** Which column of which table each column of a query is, where it is one as it stands. */
  origins(query: RowsOf): Promise<ReadonlyMap<string, Origin>>;
  login(from: readonly RowsOf[]): Promise<Login>;
  /** The tables that the login can see, system tables left out. */
  tables(): Promise<readonly TableFacts[]>;
  close(): Promise<void>;
}

/** A link's table or SELECT: as it was written, and as the table `r` of a statement. */
export interface RowsOf {
  readonly from: { readonly table: string } | { readonly select: string };
  readonly derived: Expr;
}

export interface Origin {
  /** As SQL writes it, quoted; a view is none. */
  readonly table: string;
  /** Whether an index of it can be made while others write. */
  readonly concurrently: boolean;
  readonly column: string;
  /** The columns of each index of the table, in its order. */
  readonly indexes: readonly (readonly string[])[];
}

export interface Login {
  readonly name: string;
  /** What it can change, in words; empty if it can only read. */
  readonly writes: readonly string[];
  /** Statements that would make a login that only reads. */
  readonly remedy: readonly string[];
}

export interface TableFacts {
  /** As a link file names it: `report`, `other_schema.report`. */
  readonly name: string;
  readonly primaryKey: readonly string[];
  readonly foreignKeys: readonly ForeignKey[];
}

export interface ForeignKey {
  readonly column: string;
  readonly table: string;
  readonly references: string;
}

/** A query for many rows, which are told apart by a key. */
export interface LongQuery {
  readonly columns: Expr;
  readonly from: Expr;
  readonly where: Expr;
  /** What orders the rows and tells them apart; none is NULL. Of faulty rows several may have one key. */
  readonly key: readonly Expr[];
}

/** The same state of a database, from when it was begun until it is ended. */
export interface OneState {
  /** Whether others were seen to write meanwhile, so that what was read may be of several states. */
  changed(): Promise<boolean>;
  end(): Promise<void>;
}

/** All rows of a long query in one statement. */
export function wholeQuery({ columns, from, where }: LongQuery): Expr {
  return sql`select ${columns} from ${from} where ${where}`;
}
