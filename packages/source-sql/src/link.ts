import type { RecordType } from '@observer-graph/contract';
import type { Visibility } from '@observer-graph/executor';

/** A link file, read and checked: how one member's existing database answers the contract. */
export interface Link {
  /** The file's path, for messages. */
  readonly file: string;
  /** The member's code. */
  readonly member: string;
  readonly database: DatabaseSettings;
  readonly contact?: string;
  /** Where elections are looked up: a hub's GraphQL endpoint, or the registry's base URL. */
  readonly registry?: string;
  /** In the order of the file. */
  readonly sources: readonly LinkedSource[];
}

export type Dialect = 'postgres' | 'mysql' | 'sqlite';

export interface DatabaseSettings {
  /** `mysql` is MySQL and MariaDB. */
  readonly dialect: Dialect;
  /** What the link file calls it, where that is something else: `mariadb`, `csv`. */
  readonly named?: string;
  /** A connection URL; of SQLite, a file's path, resolved against the link file's folder. */
  readonly url: string;
  /** CSV or TSV files that are the database, as a folder or one file; the dialect is then `sqlite`, and `url` the same path. */
  readonly files?: string;
  /** Milliseconds that one statement may take. @default 10000 */
  readonly statementTimeoutMs: number;
  /** Connections open at once. @default 5 */
  readonly poolSize: number;
  /** Whether a login that can write is refused. @default false */
  readonly strict?: boolean;
}

/** Rows of the member's database that are records of one type. */
export interface LinkedSource {
  readonly record: RecordType;
  /** Part of the records' ids, and so for ever. */
  readonly name: string;
  /** The line of the link file where it stands, from 1. */
  readonly line: number;
  readonly from: { readonly table: string } | { readonly select: string };
  /** The columns that identify a row; unique together, not null. */
  readonly key: readonly string[];
  /** By the contract's field names. Defaults of the file stand here as constants; what is absent is unknown. */
  readonly fields: ReadonlyMap<string, FieldLink>;
  /** At least one; the strictest decides. */
  readonly visibility: readonly VisibilityRule[];
  /** Records are withheld until this instant; for ever while it is NULL. */
  readonly embargoUntil?: ColumnLink;
}

/** One of a link's sources has it; two record types may have sources of one name. */
export function nameOfSource({ record, name }: LinkedSource): string {
  return `${record.name} ${name}`;
}

export type FieldLink = ConstantLink | ColumnLink | LookupLink | SeveralLink | ObjectLink | ObjectsLink;

/** The same contract value in every record; a list for a list field. */
export interface ConstantLink {
  readonly kind: 'constant';
  readonly value: unknown;
}

/** The one election of a country, year and kind that the registry has; unknown if it has none, or several. */
export interface LookupLink {
  readonly kind: 'lookup';
  readonly by: LookupParts;
  /** What the registry has of all that it could be; absent, and all unknown, until it was asked. */
  readonly elections?: readonly RegisteredElection[];
}

export interface LookupParts {
  /** Null, while the file is read: as of the records. */
  readonly country: LookupPart | null;
  /** A column's number or word, or the year of its times, where `time` or the column's own type says that it has such. */
  readonly year: LookupPart;
  readonly kind: LookupPart;
}

export type LookupPart = ConstantLink | ColumnLink;

/** An election by what it is looked up by. */
export interface RegisteredElection {
  readonly id: string;
  readonly country: string;
  /** That of its first round, in which it was held. */
  readonly year: number;
  readonly kind: string;
}

export interface ColumnLink {
  readonly kind: 'column';
  readonly column: string;
  /** The column's values in the contract's words. Without it the column has the contract's words itself. */
  readonly values?: ValueMap;
  /** The cell holds several values. */
  readonly list?: ListFormat;
  /** Values, as text, that mean unknown: `N/A`, `0`, the empty string. */
  readonly empty: readonly string[];
  /** Of an instant or date: how the column tells time. */
  readonly time?: TimeFormat;
  /** Of a reference to an owned record by local key: the source that has the key. */
  readonly source?: string;
  /** Of a text: what is taken out of it. */
  readonly redact?: Redaction;
  /** Of a number, above all a coordinate: to how many decimal places it is told. */
  readonly decimals?: Protection & { readonly to: number };
  /** Of an instant: how coarsely it is told. */
  readonly coarsen?: Protection & { readonly to: Coarseness };
}

export type Coarseness = 'HOUR' | 'DAY' | 'MONTH';

/** Something that viewers are not told as it is. */
export interface Protection {
  /** For whom: viewers of this level and of the more open ones; all viewers if absent, the owner too. */
  readonly for?: Exclude<Visibility, 'OWNER'>;
}

export interface Redaction extends Protection {
  /** Regular expressions of JavaScript, with the flags `g` and `u`. */
  readonly patterns: readonly string[];
  /** Found as parts of words too, whatever the case of their letters. */
  readonly words: readonly string[];
}

/** Raw values, as text, to contract values; null is unknown. */
export interface ValueMap {
  readonly entries: ReadonlyMap<string, string | null>;
  /** What a value that the map does not name becomes; without it, unknown. SQL NULL is always unknown. */
  readonly otherwise?: string;
}

export type ListFormat =
  /** `a; b; c`; spaces around values do not count, empty ones are left out. */
  | { readonly kind: 'separated'; readonly separator: string }
  /** A JSON array, of scalars or of objects with the contract's field names. */
  | { readonly kind: 'json' }
  /** A JSON object: each entry one object with the key and the value under these names. */
  | { readonly kind: 'json-map'; readonly key: string; readonly value: string }
  /** An array of PostgreSQL. */
  | { readonly kind: 'array' }
  /** An integer whose bits 1, 2, 4 … are the values `1`, `2`, `4` … */
  | { readonly kind: 'bits' };

export interface TimeFormat {
  /**
   * `native`: the database's own date and time types, ISO 8601 text in SQLite. `unix-seconds` and
   * `unix-milliseconds`: integers. `year`: an integer, the first of January standing for it.
   */
  readonly format: 'native' | 'unix-seconds' | 'unix-milliseconds' | 'year';
  /** IANA zone of a local time; without effect on instants that know their zone. */
  readonly zone: string;
}

/** Several columns that make one list, for example the levels of a place. */
export interface SeveralLink {
  readonly kind: 'several';
  readonly parts: readonly (ColumnLink | ConstantLink | LookupLink)[];
}

export interface ObjectLink {
  readonly kind: 'object';
  readonly fields: ReadonlyMap<string, FieldLink>;
}

/** A list of objects from columns that stand side by side; one whose columns are all unknown is left out. */
export interface ObjectsLink {
  readonly kind: 'objects';
  readonly items: readonly ObjectLink[];
}

/** What a row's column, or the source as a whole, says of who may see the record. */
export type VisibilityRule =
  | { readonly kind: 'constant'; readonly level: Visibility }
  | {
      readonly kind: 'column';
      readonly column: string;
      /** Raw values, as text. A value not named, and NULL, is OWNER, or `otherwise`, which is never PUBLIC. */
      readonly values: ReadonlyMap<string, Visibility>;
      readonly otherwise: Visibility;
    };
