import type { Viewer } from '@observer-graph/executor';
import type { Fields, Filter, ListQuery, Source, SourceFor, SummaryQuery } from '@observer-graph/source';
import { prepareCaseVariants } from './case-variants.ts';
import { type CompiledFor, compiled } from './compile-audiences.ts';
import { type CompiledSource, listed } from './compile-source.ts';
import { connect } from './connect.ts';
import { coverageOf } from './coverage.ts';
import { databaseShare, shareOf } from './database-share.ts';
import type { Database } from './dialects/dialect.ts';
import { OpenError } from './errors.ts';
import type { Withheld } from './fields/withheld.ts';
import { openSession } from './inspect/open-session.ts';
import type { Link } from './link.ts';
import { listPage, listPages } from './list-pages.ts';
import { recordsById } from './records-by-id.ts';
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
  close(): Promise<void>;
}

/**
 * Connects to a link's database and checks that it is as the link says.
 *
 * @throws {OpenError} `DATABASE_UNREACHABLE`, `LOGIN_CAN_WRITE`, or `LINK_MISMATCH` with everything that does not fit
 */
export async function openLink(link: Link): Promise<OpenLink> {
  const database = await connect(link);
  prepareCaseVariants();
  try {
    if (link.database.strict) await refuseWriters(link);
    const withheld: Withheld = { count: 0 };
    const compiled = await compileAll(link, database, withheld);
    const records = [...new Set(link.sources.map(({ record }) => record.name))];
    return {
      records,
      sourceFor(record) {
        const sources = compiled.filter((source) => source.record.name === record);
        return sources.length === 0 ? null : sourceOver(sources, link.member);
      },
      withheldTexts: () => withheld.count,
      close: () => database.close(),
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

async function compileAll(link: Link, database: Database, withheld: Withheld): Promise<CompiledFor[]> {
  const { poolSize, statementTimeoutMs } = link.database;
  const most = shareOf(poolSize, link.sources.length);
  const results = await Promise.all(
    link.sources.map((source) =>
      compiled(source, link.member, databaseShare(database, most, statementTimeoutMs), withheld),
    ),
  );
  const problems = results.flatMap((result) => ('problems' in result ? result.problems : []));
  if (problems.length > 0) {
    throw new OpenError('LINK_MISMATCH', `${link.file} does not fit its database:`, problems);
  }
  return results.flatMap((result) => ('problems' in result ? [] : [result]));
}

/** One record type's sources in one file, as a source. */
function sourceOver(all: readonly CompiledFor[], member: string): SourceFor {
  return (viewer): Source => {
    const audience = audienceOf(viewer, member);
    return new SqlSource(
      all.map((source) => source.audiences.get(audience) ?? source),
      viewer,
    );
  };
}

/** What one viewer may see of linked sources. */
class SqlSource implements Source {
  readonly #sources: readonly CompiledSource[];
  readonly #viewer: Viewer;

  constructor(sources: readonly CompiledSource[], viewer: Viewer) {
    this.#sources = sources;
    this.#viewer = viewer;
  }

  list(query: ListQuery) {
    return listPage(this.#sources, this.#viewer, query);
  }

  pages(by: string, keys: readonly string[], query: ListQuery) {
    const parents = keys.map((key) => ({ [by]: [key] }));
    return listPages(this.#sources, this.#viewer, query, parents);
  }

  byIds(ids: readonly string[], want: Fields) {
    return recordsById(this.#sources, this.#viewer, ids, want);
  }

  async count(filter: Filter) {
    const counts = await Promise.all(
      this.#sources.map((source) => countOf(source, listed(source, this.#viewer, filter))),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  }

  summarize(query: SummaryQuery) {
    return summarize(this.#sources, this.#viewer, query);
  }

  coverage() {
    return coverageOf((this.#sources[0] as CompiledSource).record, this.#sources, this.#viewer);
  }
}
