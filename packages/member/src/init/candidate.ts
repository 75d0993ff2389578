import type { Dialect, InspectedColumn, InspectedTable } from '@observer-graph/source-sql';

/** A column that a draft may use: of the table itself, or one that its SELECT can have. */
export interface Candidate {
  readonly column: InspectedColumn;
  /** The table that the column is of. */
  readonly table: string;
  readonly computed?: Computed;
  /** The field that it is for, whatever its name; of a place, `place`, by their names. */
  readonly fills?: string;
  /** Only where no column of the table itself fills the field. */
  readonly late?: true;
}

/** A column of the drafted SELECT that is more than a column of its table `t`. */
export interface Computed {
  readonly sql: string;
  readonly alias: string;
  /** JOINs that `sql` needs, in their order. */
  readonly joins: readonly string[];
  /** What the link file says beside the column: `separator: "|"`. */
  readonly more?: readonly string[];
}

/** The whole database as a draft knows it. */
export interface Surroundings {
  readonly tables: readonly InspectedTable[];
  readonly dialect: Dialect;
}

/** A column of the SELECT before it was run, so without values. */
export function computedCandidate(
  name: string,
  table: InspectedTable,
  computed: Computed,
  rest: Pick<Candidate, 'fills' | 'late'> = {},
): Candidate {
  return { column: { name, type: 'text', values: [], more: false }, table: table.name, computed, ...rest };
}

/** What a candidate is called in the link file. */
export function nameOf({ column, computed }: Candidate): string {
  return computed?.alias ?? column.name;
}

/** A name that no database needs quoted; null if no letter is left. */
export function plainName(text: string): string | null {
  const plain = text
    .normalize('NFKD')
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toLowerCase();
  return /^[a-z]/.test(plain) ? plain.slice(0, 50) : null;
}
