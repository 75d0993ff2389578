import type { Viewer } from '@observer-graph/executor';
import type { Row } from '@observer-graph/source';
import { compiled } from '../compile-audiences.ts';
import { type CompiledSource, listed } from '../compile-source.ts';
import { all, asSql, type Condition, not } from '../condition.ts';
import { connect } from '../connect.ts';
import type { Column, ColumnType, RawRow } from '../dialects/dialect.ts';
import { rawText } from '../dialects/raw-text.ts';
import { type DuplicateKeys, duplicateKeys, keyIsNull, nullKeys, unusableKey } from '../faulty-keys.ts';
import { columnsOf } from '../fields/columns-of.ts';
import type { Combination, Lookup } from '../fields/field.ts';
import { electionsByName, nameOf } from '../fields/lookup-field.ts';
import { timeKey } from '../fields/time-field.ts';
import type { ColumnLink, Link, LinkedSource } from '../link.ts';
import { requiredOf } from '../link-file/record-fields.ts';
import { listPage } from '../list-pages.ts';
import { recordReader, rowReader } from '../row-reader.ts';
import { Selection } from '../selection.ts';
import { derivedTable, leadsBack } from '../source-key.ts';
import { sql } from '../sql.ts';
import { ask, countOf, failureOf, groups } from '../statement.ts';
import { openSession } from './open-session.ts';
import type { Login, LongQuery, OneState, Origin, Session } from './session.ts';

/** What an administrator may know of their own database before it is served. Nothing of it goes to clients. */
export interface Inspection {
  /** Sources that do not fit the database, and why; one sentence each. */
  readonly misfits: readonly { readonly source: LinkedSource; readonly problems: readonly string[] }[];
  readonly sources: readonly InspectedSource[];
  login(): Promise<Login>;
  /** Lets all {@link InspectedSource.records} be of one state of the database, as far as its engine has that. */
  oneState(): Promise<OneState>;
  close(): Promise<void>;
}

export interface InspectedSource {
  readonly link: LinkedSource;
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  /** The columns that the link names, and for what. */
  readonly used: ReadonlyMap<string, string>;
  /** Fields without which the contract has no such record; of several in one list, one is enough. */
  readonly required: readonly (readonly string[])[];
  /** Whether each column of the key is a whole number, and so sorts as one. */
  readonly integerKeys: readonly boolean[];
  rows(): Promise<number>;
  /** Records that a viewer finds in lists. */
  count(viewer: Viewer): Promise<number>;
  nullKeys(): Promise<number>;
  duplicateKeys(examples: number): Promise<DuplicateKeys>;
  /** Different values of a column as text, the commonest first. */
  valuesOf(column: string, most: number): Promise<ColumnValues>;
  /** Values that the link reads as a time and that are none. */
  unreadableTimes(
    link: ColumnLink,
    kind: 'instant' | 'date',
    examples: number,
  ): Promise<readonly ValueCount[]>;
  /** Times that lie later than now, by the link's zone. */
  futureTimes(link: ColumnLink, kind: 'instant' | 'date'): Promise<number>;
  /** All records with a whole key, in no order, some hundred at a time; `asServed`: the withdrawn without content. */
  records(options?: { readonly asServed?: boolean }): AsyncIterable<readonly InspectedRecord[]>;
  /** The first page in an order, as a list would be asked for. @returns milliseconds */
  firstPage(order: string): Promise<number>;
  /** What elections are looked up by in the rows, where that finds not just one; the commonest first. */
  notOneElection(): Promise<readonly LookedUp[]>;
  origins(): Promise<ReadonlyMap<string, Origin>>;
  /** How many texts were withheld until now because they could not be redacted. */
  withheldTexts(): number;
}

export interface LookedUp extends Combination {
  readonly field: string;
  readonly rows: number;
  /** The elections that the registry has of it: none, or several. */
  readonly ids: readonly string[];
}

export interface ValueCount {
  readonly text: string | null;
  readonly rows: number;
}

export interface ColumnValues {
  readonly values: readonly ValueCount[];
  /** Whether there are more than were asked for. */
  readonly more: boolean;
}

export interface InspectedRecord {
  readonly key: readonly string[];
  /** Whether its id and its cursors lead back to it, and to no other. */
  readonly canBeFound: boolean;
  /** Made of the row when it is first asked for. */
  readonly record: Row;
  /** A column that the link names, as text. */
  raw(column: string): string | null;
}

/**
 * Connects to a link's database to look at it closely. Unlike {@link openLink} it goes on where a source does not fit.
 *
 * @throws {OpenError} `DATABASE_UNREACHABLE`
 */
export async function inspectLink(link: Link): Promise<Inspection> {
  const database = await connect(link);
  let session: Session;
  try {
    session = await openSession(link.database);
  } catch (error) {
    await database.close();
    throw error;
  }
  const close = async () => {
    await Promise.allSettled([session.close(), database.close()]);
  };
  const misfits: { source: LinkedSource; problems: readonly string[] }[] = [];
  const sources: InspectedSource[] = [];
  try {
    for (const source of link.sources) {
      const withheld = { count: 0 };
      const result = await compiled(source, link.member, database, withheld);
      if ('problems' in result) misfits.push({ source, problems: result.problems });
      else {
        sources.push({
          ...inspected(source, result, result.columns, session),
          withheldTexts: () => withheld.count,
        });
      }
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    misfits,
    sources,
    login: () => session.login(link.sources.map(({ from }) => ({ from, derived: derivedTable(from) }))),
    oneState: () => session.oneState(),
    close,
  };
}

function inspected(
  link: LinkedSource,
  source: CompiledSource,
  columns: readonly Column[],
  session: Session,
): Omit<InspectedSource, 'withheldTexts'> {
  const { dialect } = source.database;
  const used = columnsOf(link);
  const columnNamed = (name: string): Column => {
    const column = columns.find((each) => each.name === name);
    if (!column) throw new RangeError(`${link.name} has no column ${name}.`);
    return column;
  };
  const keyColumns = link.key.map(columnNamed);
  const unreadable = (column: ColumnLink, kind: 'instant' | 'date'): Condition => {
    const { known } = timeKey(column, kind, columnNamed(column.column), dialect);
    return all([
      sql`${sql.id('r', column.column)} is not null`,
      not(dialect.anyOf(columnNamed(column.column), column.empty)),
      not(known),
    ]);
  };
  async function* batches(query: LongQuery): AsyncGenerator<readonly RawRow[]> {
    try {
      yield* session.batches(query);
    } catch (cause) {
      throw failureOf(source, cause);
    }
  }
  async function valueCounts(column: Column, where: Condition, most: number): Promise<ColumnValues> {
    const value = sql.id('v');
    const rows = await ask(
      source,
      sql`select min(${value}) as ${value}, ${dialect.digits(sql`count(*)`)} as ${sql.id('n')}
        from (select ${dialect.text(column)} as ${value} from ${source.from} where ${asSql(where)}) as g
        group by ${dialect.bytes(value)} order by count(*) desc, ${dialect.bytes(value)} limit ${most + 1}`,
    );
    const values = rows.slice(0, most).map((row) => {
      const text = row['v'] ?? null;
      return { text: text === null ? null : rawText(column, text), rows: Number(row['n']) };
    });
    return { values, more: rows.length > most };
  }
  return {
    link,
    columns,
    used,
    required: requiredOf(link.record),
    integerKeys: source.key.orderings.map(({ integer }) => integer),
    rows: () => countOf(source, true),
    count: (viewer) => countOf(source, listed(source, viewer, {})),
    nullKeys: () => nullKeys(source, keyColumns),
    duplicateKeys: (examples) => duplicateKeys(source, keyColumns, examples),
    valuesOf: (column, most) => valueCounts(columnNamed(column), true, most),
    async unreadableTimes(column, kind, examples) {
      const where = unreadable(column, kind);
      if (where === false || (await countOf(source, where)) === 0) return [];
      return (await valueCounts(columnNamed(column.column), where, examples)).values;
    },
    async futureTimes(column, kind) {
      const sort = timeKey(column, kind, columnNamed(column.column), dialect);
      const now = kind === 'date' ? Math.floor(Date.now() / 86_400_000) + 1 : Date.now() * 1000;
      let [low, high] = [sort.lowest, sort.highest];
      while (low < high) {
        const middle = low + Math.floor((high - low) / 2);
        if (sort.keyOf(middle) > now) high = middle;
        else low = middle + 1;
      }
      return countOf(source, all([sort.known, sql`${sort.by} >= ${sort.bound(low)}`]));
    },
    async *records({ asServed = false } = {}) {
      const selection = new Selection(dialect);
      const wanted = new Set(link.record.fields.keys());
      const readRecord = (asServed ? recordReader : rowReader)(source, wanted, selection);
      // Of a withdrawn record it goes with the content, and still decides who may know of it.
      const readEmbargo = link.embargoUntil && source.fields.get('embargoUntil')?.read(selection);
      const readKey = source.key.read(selection);
      const unusable = unusableKey(link, keyColumns, dialect);
      const readUnusable = selection.integer(
        'unusable key',
        () => sql`case when ${asSql(unusable)} then 1 else 0 end`,
      );
      const raws = new Map([...used.keys()].map((name) => [name, selection.text(columnNamed(name))]));
      const query = {
        columns: selection.sql(),
        from: source.from,
        where: sql`not ${keyIsNull(keyColumns)}`,
        key: source.key.orderings.map(({ by }) => by),
      };
      for await (const rows of batches(query)) {
        yield rows.map((row: RawRow) => {
          let record: Row | undefined;
          const key = readKey(row);
          return {
            key,
            get canBeFound() {
              return readUnusable(row) === 0 && leadsBack(key, source.key);
            },
            get record() {
              record ??= readEmbargo
                ? { ...readRecord(row), embargoUntil: readEmbargo(row) }
                : readRecord(row);
              return record;
            },
            raw: (column: string) => raws.get(column)?.(row) ?? null,
          };
        });
      }
    },
    async firstPage(order) {
      const start = performance.now();
      const want = new Set([...source.fields.keys()]);
      await listPage([source], { level: 'PUBLIC' }, { filter: {}, order, page: { first: 20 }, want });
      return performance.now() - start;
    },
    async notOneElection() {
      const lookups = [...source.fields].flatMap(([field, { lookups: found = [] }]) =>
        found.map((lookup) => ({ field, lookup })),
      );
      const found = await Promise.all(lookups.map((each) => lookedUp(source, each.field, each.lookup)));
      return found.flat().filter(({ ids }) => ids.length !== 1);
    },
    origins: () => session.origins({ from: link.from, derived: source.from }),
  };
}

async function lookedUp(source: CompiledSource, field: string, lookup: Lookup): Promise<LookedUp[]> {
  const selection = new Selection(source.database.dialect);
  const read = lookup.combination(selection);
  const registered = electionsByName(lookup.elections);
  const found = new Map<string, LookedUp>();
  for (const { row, count } of await groups(source, selection, true)) {
    const combination = read(row);
    const name = nameOf(combination);
    const before = found.get(name)?.rows ?? 0;
    const ids = (registered.get(name) ?? []).map(({ id }) => id);
    found.set(name, { field, ...combination, rows: before + count, ids });
  }
  return [...found.values()].sort((one, other) => other.rows - one.rows);
}
