import { decodeCursor } from '@observer-graph/contract';
import type { Viewer } from '@observer-graph/executor';
import type { Filter, ListQuery, Page, PageQuery, WrittenEdges } from '@observer-graph/source';
import { answersOfAll } from './answers-of-all.ts';
import { type CompiledSource, listedAgain } from './compile-source.ts';
import { all, type Condition, type Expr } from './condition.ts';
import type { Cells } from './dialects/dialect.ts';
import { filterCondition } from './filter.ts';
import { type ListShape, listShape, type Part } from './list-shape.ts';
import { inSegment, inSegmentBeyond, type Segment, segmentsOf } from './order/keyset.ts';
import { type Place, placeOf } from './order/place.ts';
import { sql } from './sql.ts';
import { askCells } from './statement.ts';

/** Parents whose pages one statement gathers. */
const chunkSize = 50;

const everything: readonly Filter[] = [{}];

/**
 * Pages of several linked sources in one order. Each source is asked by a statement of its own, so that each uses its own
 * index; the cursors merge them.
 */
export async function listPage(
  sources: readonly CompiledSource[],
  viewer: Viewer,
  query: ListQuery,
): Promise<Page> {
  const [page] = await listPages(sources, viewer, query, everything);
  return page ?? { edges: [], hasNextPage: false, hasPreviousPage: false };
}

/**
 * One page for each parent, in one statement for all parents (two where unknown sort keys are reached).
 *
 * @param parents what is added to the filter for each of them
 */
export async function listPages(
  sources: readonly CompiledSource[],
  viewer: Viewer,
  query: ListQuery,
  parents: readonly Filter[],
): Promise<Page[]> {
  const lists = sources.map((source) => new SourceList(source, viewer, query));
  const [only] = lists;
  const bySource =
    only && lists.length === 1
      ? [await only.rows(parents)]
      : await answersOfAll(lists.map((list) => list.rows(parents)));
  return parents.map((_, parent) => {
    return pageOf(
      lists.map(({ shape }, source) => ({ shape, rows: bySource[source]?.[parent] ?? [] })),
      query,
    );
  });
}

/** Rows of one source, one after the other. */
interface Run {
  readonly shape: ListShape;
  readonly rows: readonly Cells[];
}

/** @param parts each source's rows from where the page begins, whichever its direction */
function pageOf(parts: readonly Run[], { page, edge }: ListQuery): Page {
  const backward = page.last !== undefined;
  const size = sizeOf(page);
  const more = parts.reduce((sum, { rows }) => sum + rows.length, 0) > size;
  const runs = inOrder(parts, size, backward);
  const bounds = {
    hasNextPage: backward ? page.before !== undefined : more,
    hasPreviousPage: backward ? more : page.after !== undefined,
  };
  const written = edge ? writtenEdges(runs) : null;
  if (written) return { edges: [], written, ...bounds };
  return { edges: runs.flatMap(({ shape, rows }) => rows.map((row) => shape.edge(row))), ...bounds };
}

/** The first rows of all, in the list's order. Cursors sort as the records do, so merging is sorting. */
function inOrder(parts: readonly Run[], size: number, backward: boolean): Run[] {
  const [only] = parts;
  if (only && parts.length === 1) {
    const rows = only.rows.slice(0, size);
    return [{ shape: only.shape, rows: backward ? rows.reverse() : rows }];
  }
  const placed = parts.flatMap(({ shape, rows }) =>
    rows.map((row) => ({ cursor: shape.cursor(row), shape, rows: [row] })),
  );
  placed.sort((one, other) => (one.cursor < other.cursor === backward ? 1 : -1));
  const first = placed.slice(0, size);
  return backward ? first.reverse() : first;
}

/** @returns null if one of them cannot be given as JSON */
function writtenEdges(runs: readonly Run[]): WrittenEdges | null {
  let text = '';
  for (const { shape, rows } of runs) {
    for (const row of rows) {
      const edge = shape.write?.(row);
      if (edge === undefined) return null;
      text += text === '' ? edge : `,${edge}`;
    }
  }
  const [first, last] = [runs.at(0), runs.at(-1)];
  return {
    text: `[${text}]`,
    startCursor: first ? cursorOf(first.shape, first.rows.at(0)) : null,
    endCursor: last ? cursorOf(last.shape, last.rows.at(-1)) : null,
  };
}

function cursorOf(shape: ListShape, row: Cells | undefined): string | null {
  return row ? shape.cursor(row) : null;
}

function sizeOf({ first, last }: PageQuery): number {
  return last ?? first ?? 0;
}

interface PartOfParent extends Part {
  readonly parent: number;
}

/** One linked source's part of a list. */
class SourceList {
  readonly shape: ListShape;
  readonly #source: CompiledSource;
  readonly #viewer: Viewer;
  readonly #query: ListQuery;
  readonly #after: Place | null;
  readonly #before: Place | null;

  constructor(source: CompiledSource, viewer: Viewer, query: ListQuery) {
    this.#source = source;
    this.#viewer = viewer;
    this.#query = query;
    this.shape = listShape(source, query);
    this.#after = this.#place(query.page.after);
    this.#before = this.#place(query.page.before);
  }

  /** For each parent its rows, one more than the page if there are. */
  async rows(parents: readonly Filter[]): Promise<Cells[][]> {
    const { fields, record } = this.#source;
    const backward = this.#query.page.last !== undefined;
    // One more than the page tells whether there is another.
    const size = sizeOf(this.#query.page) + 1;
    const { level, member = '' } = this.#viewer;
    const first = !this.#after && !this.#before;
    const question = `${level} ${member} ${JSON.stringify(this.#query.filter)}`;
    const inList = listedAgain(this.#source, this.#viewer, this.#query.filter, question);
    const ofParents = parents.map((parent) => all([inList, filterCondition(record, fields, parent)]));
    const lists: Cells[][] = parents.map(() => []);
    for (const segment of segmentsOf(this.shape.order, backward)) {
      const lacking = lists.some((rows, parent) => rows.length < size && ofParents[parent] !== false);
      const inTurn = lacking && this.#segment(segment);
      if (inTurn === false) continue;
      const parts: PartOfParent[] = [];
      for (const [parent, condition] of ofParents.entries()) {
        const limit = size - (lists[parent]?.length ?? 0);
        if (condition === false || limit === 0) continue;
        parts.push({ question, first, parent, segment, backward, listed: condition, inTurn, limit });
      }
      for (let start = 0; start < parts.length; start += chunkSize) {
        await this.#read(parts.slice(start, start + chunkSize), lists);
      }
    }
    return lists;
  }

  async #read(parts: readonly PartOfParent[], lists: Cells[][]): Promise<void> {
    const [single] = parts;
    if (single && parts.length === 1) {
      const rows = await askCells(this.#source, this.shape.statement(single));
      for (const row of rows) lists[single.parent]?.push(row);
      return;
    }
    const place = this.shape.width;
    const united = parts.map(
      (part): Expr =>
        sql`select p.*, ${sql.lit(String(part.parent))} as ${sql.id(String(place))} from (${this.shape.statement(part)}) as p`,
    );
    for (const row of await askCells(this.#source, sql.join(united, sql` union all `))) {
      lists[Number(row[place])]?.push(row);
    }
  }

  #segment(segment: Segment): Condition {
    const { order } = this.shape;
    if (!this.#after && !this.#before) return inSegment(order, segment);
    return all([
      this.#after ? inSegmentBeyond(order, this.#after, 'after', segment) : true,
      this.#before ? inSegmentBeyond(order, this.#before, 'before', segment) : true,
    ]);
  }

  #place(cursor: string | undefined): Place | null {
    if (cursor === undefined) return null;
    return placeOf(decodeCursor(cursor, this.#source.record, this.#query.order), this.shape.order);
  }
}
