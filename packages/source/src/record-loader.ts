import { type RecordType, recordType } from '@observer-graph/contract';
import type { Viewer } from '@observer-graph/executor';
import DataLoader from 'dataloader';
import { emptySource } from './empty-source.ts';
import { relatedCounts } from './related-counts.ts';
import type {
  Fields,
  Filter,
  ListQuery,
  Page,
  Row,
  Source,
  SourceFor,
  Summary,
  SummaryQuery,
} from './source.ts';

/** The records of one type for one request: what is asked for at the same time is asked of the source once. */
export interface RecordLoader {
  readonly record: RecordType;
  /** Of each field that a resolver makes: the record's fields that it is made from. */
  readonly computed: Readonly<Record<string, readonly string[]>>;
  /** @returns null if there is none that the viewer may see */
  byId(id: string, want: Fields): Promise<Row | null>;
  list(query: ListQuery): Promise<Page>;
  /** A page of the records whose filter field `by` has the key. */
  related(by: string, key: string, query: ListQuery): Promise<Page>;
  count(filter: Filter): Promise<number>;
  /** @returns null if the source has no way to count them */
  countRelated(by: string, key: string, filter: Filter): Promise<number | null>;
  summarize(query: SummaryQuery): Promise<Summary>;
}

const nothingComputed = {};

/** Keys of one statement; more make several. */
const maxBatchSize = 200;

/**
 * @param sourceFor absent if the member has no records of the type: then there are none
 * @param computed see {@link RecordLoader.computed}
 */
export function recordLoader(
  name: string,
  sourceFor: SourceFor | undefined,
  viewer: Viewer,
  computed: RecordLoader['computed'] = nothingComputed,
): RecordLoader {
  return new SourceLoader(recordType(name), sourceFor, viewer, computed);
}

/** What is not asked for in a request, costs it nothing: there are several such loaders for each. */
class SourceLoader implements RecordLoader {
  readonly record: RecordType;
  readonly computed: RecordLoader['computed'];
  readonly #sourceFor: SourceFor | undefined;
  readonly #viewer: Viewer;
  #sourceMade: Source | null = null;
  #batchesMade: Batches | null = null;

  constructor(
    record: RecordType,
    sourceFor: SourceFor | undefined,
    viewer: Viewer,
    computed: RecordLoader['computed'],
  ) {
    this.record = record;
    this.computed = computed;
    this.#sourceFor = sourceFor;
    this.#viewer = viewer;
  }

  get #source(): Source {
    this.#sourceMade ??= this.#sourceFor ? this.#sourceFor(this.#viewer) : emptySource();
    return this.#sourceMade;
  }

  get #batches(): Batches {
    this.#batchesMade ??= batchesOf(this.#source, this.record);
    return this.#batchesMade;
  }

  byId(id: string, want: Fields): Promise<Row | null> {
    return this.#batches.byId(want).load(id);
  }

  list(query: ListQuery): Promise<Page> {
    return this.#source.list(query);
  }

  related(by: string, key: string, query: ListQuery): Promise<Page> {
    return this.#batches.pages({ by, query }).load(key);
  }

  count(filter: Filter): Promise<number> {
    return this.#source.count(filter);
  }

  countRelated(by: string, key: string, filter: Filter): Promise<number | null> {
    return this.#batches.counts({ by, filter }).load(key);
  }

  summarize(query: SummaryQuery): Promise<Summary> {
    return this.#source.summarize(query);
  }
}

type Batches = ReturnType<typeof batchesOf>;

function batchesOf(source: Source, record: RecordType) {
  return {
    byId: loaders((want: Fields) => (ids: readonly string[]) => source.byIds(ids, want)),
    pages: loaders(
      ({ by, query }: { by: string; query: ListQuery }) =>
        (keys: readonly string[]) =>
          source.pages(by, keys, query),
    ),
    counts: loaders(
      ({ by, filter }: { by: string; filter: Filter }) =>
        (keys: readonly string[]) =>
          relatedCounts(source, record, by, keys, filter),
    ),
  };
}

/** One DataLoader for each distinct question. */
function loaders<Question, Answer>(
  batch: (question: Question) => (keys: readonly string[]) => Promise<readonly Answer[]>,
): (question: Question) => DataLoader<string, Answer> {
  const made = new Map<string, DataLoader<string, Answer>>();
  return (question) => {
    const text = textOf(question);
    let loader = made.get(text);
    if (!loader) {
      loader = new DataLoader<string, Answer>(batch(question), { maxBatchSize });
      made.set(text, loader);
    }
    return loader;
  };
}

/** Equal questions have equal texts, in whichever order their fields were written. */
function textOf(question: unknown): string {
  return JSON.stringify(question, (_name, value: unknown) => {
    if (value instanceof Set) return [...value].sort();
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
