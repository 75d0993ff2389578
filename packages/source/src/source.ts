import type { Bucket, Coverage } from '@observer-graph/contract';
import type { PlainObject, Viewer } from '@observer-graph/executor';

/**
 * A record as a source gives it: the contract's field names and words. A reference is the key of what it refers to
 * (`organization: 'golos'`, `elections: ['GE-2024-10-26-parliamentary']`), an instant or date its ISO text, an object
 * an object, an unknown value null. It has `id` (or the record type's key) and the fields that were asked for.
 */
export type Row = Readonly<Record<string, unknown>>;

/** The names of the record's fields that are wanted; the key is always given. */
export type Fields = ReadonlySet<string>;

/**
 * Values by the names of the record type's filter fields; OR within a list, AND between fields. An empty list matches
 * nothing; an absent field matches everything.
 */
export type Filter = Readonly<Record<string, readonly unknown[] | string | boolean>>;

/** Exactly one of `first` and `last`; cursors are checked against the order by whoever makes the query. */
export interface PageQuery {
  readonly first?: number;
  readonly after?: string;
  readonly last?: number;
  readonly before?: string;
}

export interface ListQuery {
  readonly filter: Filter;
  /** The name of one of the record type's orders. */
  readonly order: string;
  readonly page: PageQuery;
  readonly want: Fields;
  /** What is selected of an edge, where its JSON will do: a source that can write that, need not give the records. */
  readonly edge?: PlainObject;
}

export interface Page<R extends Row = Row> {
  /** In the list's order, whichever the direction of paging. Cursors strictly rise as strings. */
  readonly edges: readonly { readonly cursor: string; readonly node: R }[];
  /** The edges as the query's `edge` says, in their place: then there are none. */
  readonly written?: WrittenEdges;
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

export interface WrittenEdges {
  /** A list, as JSON. */
  readonly text: string;
  /** Null where the list is empty. */
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

export interface SummaryQuery {
  readonly filter: Filter;
  /** Names of the record type's dimensions. */
  readonly by: readonly string[];
}

export interface Summary {
  readonly total: number;
  readonly copies: number;
  /** Empty if no dimension was asked for. */
  readonly buckets: readonly Bucket[];
}

/** The records of one type, as one viewer may see them. */
export interface Source<R extends Row = Row> {
  list(query: ListQuery): Promise<Page<R>>;
  /**
   * One page for each parent, in one statement: the records whose filter field `by` has the parent's key.
   *
   * @returns one page per key, in the order of `keys`
   */
  pages(by: string, keys: readonly string[], query: ListQuery): Promise<Page<R>[]>;
  /** @returns one record per id, in the order of `ids`; null where there is none that the viewer may see */
  byIds(ids: readonly string[], want: Fields): Promise<(R | null)[]>;
  count(filter: Filter): Promise<number>;
  summarize(query: SummaryQuery): Promise<Summary>;
  /** What the records that this viewer may see cover. */
  coverage(): Promise<Coverage>;
}

/** There is no way to read without a viewer. */
export type SourceFor<R extends Row = Row> = (viewer: Viewer) => Source<R>;
