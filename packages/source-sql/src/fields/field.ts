import { recordId } from '@observer-graph/contract';
import type { Condition } from '../condition.ts';
import type { Cells, Column, SqlDialect } from '../dialects/dialect.ts';
import type { Protection, RegisteredElection } from '../link.ts';
import type { SortKey } from '../order/sort-key.ts';
import type { Selection } from '../selection.ts';
import type { Withheld } from './withheld.ts';

/** A field of a record over a member's columns. */
export interface Field {
  /** Whether every record has the same value. */
  readonly constant: boolean;
  /** Selects what the field needs. @returns what reads its value, in the contract's words, from a row */
  read(selection: Selection): (row: Cells) => unknown;
  /**
   * Like `read`, but gives the value as JSON, where that is found sooner: of texts, times and the like, in which a client's type
   * of value would change nothing. Null where it is unknown.
   */
  write?(selection: Selection): (row: Cells) => string | null;
  /** Selects the one column whose text alone decides the value, of a field of few values. @returns what reads that text */
  decidedBy?(selection: Selection): (row: Cells) => string | null;
  /** Of an object: its fields, and those that it cannot be without. */
  readonly parts?: { readonly fields: ReadonlyMap<string, Field>; readonly required: readonly string[] };
  /** Like `read`, but says whether the row's own columns, and not constants alone, give the value; absent: where it is not null. */
  informs?(selection: Selection): (row: Cells) => boolean;
  /** Where elections are looked up: by what, and what the registry has. */
  readonly lookups?: readonly Lookup[];
  /** Records whose field is, or has, one of the values. */
  matches(wanted: ReadonlySet<string>): Condition;
  /** Records whose field contains a text, whatever the case of its letters. */
  contains(part: string): Condition;
  /** @throws {LinkMistake} if the column's type has no such order */
  sortKey(): SortKey;
}

export interface Lookup {
  readonly elections: readonly RegisteredElection[];
  /** Selects what the row's election is looked up by. */
  combination(selection: Selection): (row: Cells) => Combination;
}

/** What an election is looked up by, in the contract's words; null is unknown. */
export interface Combination {
  readonly country: string | null;
  readonly year: string | null;
  readonly kind: string | null;
}

/** What fields are made from: the database's dialect, the columns of the source, and ids. */
export interface FieldContext {
  readonly dialect: SqlDialect;
  /** @throws {LinkMistake} if the source has no such column */
  column(name: string): Column;
  readonly ids: ReferenceIds;
  /** Whether a protection holds for those for whom the fields are made. */
  protects(protection: Protection | undefined): boolean;
  readonly withheld: Withheld;
}

/** How references of this member are written. */
export interface ReferenceIds {
  readonly member: string;
  /** The slug of a type whose records members own; null of a shared type. */
  slugOf(type: string): string | null;
}

/** The link file asks of the database what it does not have. The message is for the member's administrator. */
export class LinkMistake extends Error {
  override readonly name = 'LinkMistake';
}

export function localId(ids: ReferenceIds, slug: string, source: string, key: string): string {
  return recordId(ids.member, slug, source, [key]);
}
