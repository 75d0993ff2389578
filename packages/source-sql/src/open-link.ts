import type { Viewer, Visibility } from '@observer-graph/executor';
import type { Fields, Filter, ListQuery, Source, SourceFor, SummaryQuery } from '@observer-graph/source';
import { prepareCaseVariants } from './case-variants.ts';
import { type CompiledSource, compileSource, listed } from './compile-source.ts';
import { coverageOf } from './coverage.ts';
import { databaseShare, shareOf } from './database-share.ts';
import type { Database } from './dialects/dialect.ts';
import { OpenError } from './errors.ts';
import { columnsOf } from './fields/columns-of.ts';
import { LinkMistake } from './fields/field.ts';
import type { Withheld } from './fields/withheld.ts';
import { openSession } from './inspect/open-session.ts';
import type { Link, LinkedSource } from './link.ts';
import { listPage, listPages } from './list-pages.ts';
import { openDatabase } from './open-database.ts';
import { recordsById } from './records-by-id.ts';
import { derivedTable } from './source-key.ts';
import { countOf } from './statement.ts';
import { summarize } from './summary.ts';
import { audienceOf, levels } from './visibility.ts';

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

/** @throws {OpenError} `DATABASE_UNREACHABLE` */
export async function connect({ file, member, database }: Link): Promise<Database> {
  try {
    return await openDatabase(database);
  } catch (cause) {
    if (cause instanceof OpenError) throw cause;
    const reason = reasonOf(cause);
    throw new OpenError(
      'DATABASE_UNREACHABLE',
      `The ${database.dialect} database of "${member}" cannot be opened${reason}. See that ${database.dialect === 'sqlite' ? 'its file is there' : 'it runs'}, and that \`database\` in ${file} is right.`,
      [],
      { cause },
    );
  }
}

/** A short code as drivers have it (`ECONNREFUSED`, `28P01`); their messages may hold hosts, names and passwords. */
function reasonOf(cause: unknown): string {
  const code = (cause as { code?: unknown }).code;
  return typeof code === 'string' && /^\w+$/.test(code) ? ` (${code})` : '';
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

/** A source as the public is told of it, and as others are. */
export interface CompiledFor extends CompiledSource {
  readonly audiences: ReadonlyMap<Visibility, CompiledSource>;
}

/** One source over the columns that the database has, or in sentences why it does not fit them. */
export async function compiled(
  source: LinkedSource,
  member: string,
  database: Database,
  withheld?: Withheld,
): Promise<CompiledFor | { readonly problems: readonly string[] }> {
  const where = `line ${source.line}, source "${source.name}"`;
  let columns: Awaited<ReturnType<Database['columns']>>;
  try {
    columns = await database.columns(derivedTable(source.from));
  } catch (cause) {
    const rows =
      'table' in source.from ? `its table "${source.from.table}" cannot be read` : 'its SELECT does not run';
    return { problems: [`${where}: ${rows}: ${(cause as Error).message}`] };
  }
  const names = columns.map(({ name }) => name);
  const wanted = columnsOf(source);
  const missing = [...wanted].filter(([column]) => !names.includes(column));
  const ambiguous = [...wanted].filter(([column]) => names.indexOf(column) !== names.lastIndexOf(column));
  const problems: string[] = [];
  if (missing.length > 0) {
    const list = missing.map(([column, use]) => `"${column}" (${use})`).join(', ');
    problems.push(`${where}: it has no column ${list}; it has ${names.join(', ')}.`);
  }
  if (ambiguous.length > 0) {
    problems.push(
      `${where}: several columns are named ${ambiguous.map(([column]) => `"${column}"`).join(', ')}.`,
    );
  }
  if (problems.length > 0) return { problems };
  try {
    const forAudience = (audience: Visibility) =>
      compileSource(source, member, database, columns, audience, withheld);
    const strictest = forAudience('PUBLIC');
    const others = levels.slice(1).map((level) => [level, forAudience(level)] as const);
    return { ...strictest, audiences: new Map([['PUBLIC', strictest], ...others]) };
  } catch (error) {
    if (!(error instanceof LinkMistake)) throw error;
    return { problems: error.message.split('\n').map((mistake) => `${where}: ${mistake}`) };
  }
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
