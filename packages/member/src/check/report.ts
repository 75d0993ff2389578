import type { Visibility } from '@observer-graph/executor';
import { oneLine } from '../harmless-text.ts';

/** `error`: it must not be served like this. `warning`: something is lost, slow or shown that may not be meant. */
export type Gravity = 'error' | 'warning' | 'note';

export type RemarkCode =
  | 'DATABASE_UNREACHABLE'
  | 'SOURCE_MISFIT'
  | 'STATEMENT_FAILED'
  | 'STATEMENT_TOO_SLOW'
  | 'KEY_NULL'
  | 'KEY_DUPLICATE'
  | 'KEY_UNUSABLE'
  | 'BYTES_AS_HEXADECIMAL'
  | 'ROWS_UNSTEADY'
  | 'VALUES_UNSTEADY'
  | 'CHANGED_MEANWHILE'
  | 'REQUIRED_EMPTY'
  | 'VALUE_NOT_MAPPED'
  | 'VALUE_BY_OTHERWISE'
  | 'VALUE_NEVER_SEEN'
  | 'VALUE_UNREADABLE'
  | 'PLACE_IMPOSSIBLE'
  | 'TIME_UNREADABLE'
  | 'TIME_ZONE_NOT_SAID'
  | 'TIME_IN_FUTURE'
  | 'TIME_TOO_EXACT'
  | 'TEXT_BROKEN'
  | 'TEXT_VERY_LONG'
  | 'TEXT_WITHHELD'
  | 'LOOKUP_UNMATCHED'
  | 'REGISTRY_UNREACHABLE'
  | 'REFERENCE_UNKNOWN'
  | 'REFERENCE_NOT_CHECKED'
  | 'REFERENCE_HIDDEN'
  | 'VISIBILITY_NOT_NAMED'
  | 'NOTHING_SHOWN'
  | 'PERSONAL_COLUMN'
  | 'PERSONAL_TEXT'
  | 'PERSONAL_LIMITS'
  | 'ORDER_WITHOUT_INDEX'
  | 'LOGIN_CAN_WRITE';

export interface Remark {
  readonly gravity: Gravity;
  readonly code: RemarkCode;
  /** `findings.reports`; absent where it concerns the whole file. */
  readonly source?: string;
  /** Where the source stands in the link file. */
  readonly line?: number;
  /** By its path, `place.name`. */
  readonly field?: string;
  readonly column?: string;
  readonly rows?: number;
  /** One sentence or two: what was found and what follows. */
  readonly message: string;
  /** Statements or lines that would mend it. */
  readonly remedy?: readonly string[];
}

export interface SourceReport {
  readonly source: string;
  readonly record: string;
  readonly line: number;
  /** Null where they could not be counted. */
  readonly rows: number | null;
  /** How many records each kind of viewer finds in lists. */
  readonly visibleTo: Readonly<Partial<Record<Visibility, number>>>;
  /** Percent of the rows, to one decimal, by field. */
  readonly filled: Readonly<Record<string, number>>;
  /** The link's columns, by field. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  /** Columns that no field names; they stay where they are. */
  readonly unmapped: readonly string[];
}

export interface CheckReport {
  readonly file: string;
  readonly member: string;
  readonly dialect: string;
  /** No errors. */
  readonly ok: boolean;
  readonly remarks: readonly Remark[];
  readonly sources: readonly SourceReport[];
}

/** `17 rows`, `1 row`. */
export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en-US')} ${noun}${count === 1 ? '' : noun.endsWith('s') ? 'es' : 's'}`;
}

/** `1 row has`, `17 rows have`. */
export function rowsHave(count: number): string {
  return `${counted(count, 'row')} ${count === 1 ? 'has' : 'have'}`;
}

/** A value as a reader can tell it from its surroundings, not longer than a line. */
export function quotedValue(text: string | null): string {
  if (text === null) return 'NULL';
  return oneLine(`'${text.length > 60 ? `${text.slice(0, 57)}…` : text}'`);
}
