import { recordType } from '@observer-graph/contract';
import type { Viewer, Visibility } from '@observer-graph/executor';
import type { Fields, Filter, ListQuery, Source, SourceFor, SummaryQuery } from '@observer-graph/source';
import { answersOfAll } from './answers-of-all.ts';
import { prepareCaseVariants } from './case-variants.ts';
import { type CompiledSource, listed } from './compile-source.ts';
import { connect } from './connect.ts';
import { coverageOf } from './coverage.ts';
import { OpenError } from './errors.ts';
import { openSession } from './inspect/open-session.ts';
import type { Link } from './link.ts';
import { listPage, listPages } from './list-pages.ts';
import { recordsById } from './records-by-id.ts';
import { type ServedOptions, ServedSources } from './served-sources.ts';
import { derivedTable } from './source-key.ts';
import { countOf } from './statement.ts';
import { summarize } from './summary.ts';
import { audienceOf } from './visibility.ts';

/** A link over its open database. */
export interface OpenLink {
  /** The record types that the link has sources of, in the order of the file. */
  readonly records: readonly string[];
  /** @returns null if the link has no source of that record type */
  sourceFor(record: string): SourceFor | null;
  /** How many texts were withheld until now because they could not be redacted. */
  withheldTexts(): number;
  /**
   * Looks whether rows can be told apart by their keys, which reads each source whole whose table does not say so itself, and from
   * then on looks again from time to time. A source of which they cannot is logged, and fails until they can.
   */
  refuseFaultyKeys(): Promise<void>;
  /** Asks the database for no more than an answer. @throws what it fails by */
  reach(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Connects to a link's database and checks that it is as the link says. When tables are altered, or files are replaced, it
 * follows them.
 *
 * @throws {OpenError} `DATABASE_UNREACHABLE`, `LOGIN_CAN_WRITE`, or `LINK_MISMATCH` with everything that does not fit
 */
export async function openLink(link: Link, options: ServedOptions = {}): Promise<OpenLink> {
  const database = await connect(link);
  prepareCaseVariants();
  try {
    if (link.database.strict) await refuseWriters(link);
    const sources = await ServedSources.over(link, database, options);
    const records = [...new Set(link.sources.map(({ record }) => record.name))];
    return {
      records,
      sourceFor(record) {
        if (!records.includes(record)) return null;
        return (viewer) => new SqlSource(sources, record, viewer, audienceOf(viewer, link.member));
      },
      withheldTexts: () => sources.withheldTexts,
      refuseFaultyKeys: () => sources.refuseFaultyKeys(),
      reach: () => sources.reach(),
      close: () => sources.close(),
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** @throws {OpenError} `LOGIN_CAN_WRITE` */
async function refuseWriters({ file, database, sources }: Link): Promise<void> {
  const session = await openSession(database);
  const { writes, remedy } = await session
    .login(sources.map(({ from }) => ({ from, derived: derivedTable(from) })))
    .finally(() => session.close());
  if (writes.length === 0) return;
  throw new OpenError(
    'LOGIN_CAN_WRITE',
    `${file} says strict: true, and the login of its database ${writes.join(', ')}. Use one that only reads:`,
    remedy,
  );
}

/** One record type's sources in one file, as a source. */
class SqlSource implements Source {
  readonly #sources: ServedSources;
  readonly #record: string;
  readonly #viewer: Viewer;
  readonly #audience: Visibility;

  constructor(sources: ServedSources, record: string, viewer: Viewer, audience: Visibility) {
    this.#sources = sources;
    this.#record = record;
    this.#viewer = viewer;
    this.#audience = audience;
  }

  list(query: ListQuery) {
    return this.#ask((sources) => listPage(sources, this.#viewer, query));
  }

  pages(by: string, keys: readonly string[], query: ListQuery) {
    const parents = keys.map((key) => ({ [by]: [key] }));
    return this.#ask((sources) => listPages(sources, this.#viewer, query, parents));
  }

  byIds(ids: readonly string[], want: Fields) {
    return this.#ask((sources) => recordsById(sources, this.#viewer, ids, want));
  }

  count(filter: Filter) {
    return this.#ask((sources) => countAll(sources, this.#viewer, filter));
  }

  summarize(query: SummaryQuery) {
    return this.#ask((sources) => summarize(sources, this.#viewer, query));
  }

  coverage() {
    return this.#ask((sources) => coverageOf(recordType(this.#record), sources, this.#viewer));
  }

  #ask<Answer>(question: (sources: readonly CompiledSource[]) => Promise<Answer>): Promise<Answer> {
    return this.#sources.ask(this.#record, this.#audience, question);
  }
}

async function countAll(sources: readonly CompiledSource[], viewer: Viewer, filter: Filter): Promise<number> {
  const counts = await answersOfAll(sources.map((source) => countOf(source, listed(source, viewer, filter))));
  return counts.reduce((sum, count) => sum + count, 0);
}
