import {
  type Coverage,
  decodeCursor,
  encodeCursor,
  type FilterField,
  type RecordType,
  recordType,
} from '@observer-graph/contract';
import type { Viewer } from '@observer-graph/executor';
import type { Fields, Filter, ListQuery, Page, Row, Source, SourceFor, Summary } from '../src/index.ts';

/** What was asked of a source, for tests that count statements. */
export interface Asked {
  readonly method: keyof Source;
  readonly arguments: readonly unknown[];
}

/**
 * A source over rows in memory, as a database would answer: for tests of what stands above it.
 *
 * @param rows with the contract's field names; absent fields are unknown
 * @param asked every statement is added to it
 */
export function memorySource(
  name: string,
  rows: readonly Row[],
  { member = '', asked = [] }: { member?: string; asked?: Asked[] } = {},
): SourceFor {
  const record = recordType(name);
  return (viewer) => {
    const source = new MemorySource(record, rows.filter(visibleTo(viewer)), member);
    return new Proxy(source, {
      get(target, method: keyof Source) {
        return (...args: unknown[]) => {
          asked.push({ method, arguments: args });
          return (target[method] as (...args: unknown[]) => unknown).apply(target, args);
        };
      },
    });
  };
}

const levels = ['PUBLIC', 'NETWORK', 'PARTNERS', 'OWNER'];

function visibleTo({ level }: Viewer) {
  return ({ visibility = 'PUBLIC' }: Row) => levels.indexOf(String(visibility)) <= levels.indexOf(level);
}

class MemorySource implements Source {
  private readonly record: RecordType;
  private readonly rows: readonly Row[];
  private readonly member: string;

  constructor(record: RecordType, rows: readonly Row[], member: string) {
    this.record = record;
    this.rows = rows;
    this.member = member;
  }

  async list(query: ListQuery): Promise<Page> {
    return this.page(this.matching(query.filter), query);
  }

  async pages(by: string, keys: readonly string[], query: ListQuery): Promise<Page[]> {
    const matching = this.matching(query.filter);
    return keys.map((key) =>
      this.page(
        matching.filter((row) => this.matches(row, by, [key])),
        query,
      ),
    );
  }

  async byIds(ids: readonly string[], want: Fields): Promise<(Row | null)[]> {
    return ids.map((id) => {
      const row = this.rows.find((each) => each[this.record.key] === id);
      return row ? this.only(row, want) : null;
    });
  }

  async count(filter: Filter): Promise<number> {
    return this.matching(filter).length;
  }

  async summarize({ filter, by }: { filter: Filter; by: readonly string[] }): Promise<Summary> {
    const copies = this.matching(filter, true).filter((row) => row['holding'] === 'COPY');
    const rows = this.matching(filter);
    const buckets = new Map<string, { keys: (string | null)[]; count: number }>();
    for (const keys of by.length === 0 ? [] : rows.flatMap((row) => this.keysOf(row, by))) {
      const text = JSON.stringify(keys);
      buckets.set(text, { keys, count: (buckets.get(text)?.count ?? 0) + 1 });
    }
    return { total: rows.length, copies: copies.length, buckets: [...buckets.values()] };
  }

  async coverage(): Promise<Coverage> {
    const values = (field: string) => [
      ...new Set(this.rows.flatMap((row) => listOf(row[field])).filter((value) => value !== null)),
    ];
    return {
      countries: values('country') as string[],
      elections: [...values('election'), ...values('elections')] as string[],
      organizations: values('organization') as string[],
      from: null,
      until: null,
      asOf: '2024-10-27T00:00:00Z',
    };
  }

  private matching(filter: Filter, includeCopies = filter['includeCopies'] === true): Row[] {
    return this.rows.filter(
      (row) =>
        row['state'] !== 'WITHDRAWN' &&
        (includeCopies || row['holding'] !== 'COPY') &&
        Object.entries(filter).every(([name, value]) => this.matches(row, name, value)),
    );
  }

  private matches(row: Row, name: string, value: Filter[string]): boolean {
    const { op, fields } = this.record.filters.get(name) as FilterField;
    const values = fields.flatMap((field) => listOf(row[field])).filter((each) => each !== null);
    const wanted = listOf(value) as string[];
    if (op === 'COPIES') return true;
    if (op === 'FROM') return values.some((each) => String(each) >= String(value));
    if (op === 'UNTIL') return values.some((each) => String(each) < String(value));
    if (op === 'TEXT') {
      const texts = values.map((each) => JSON.stringify(each).toLowerCase());
      return texts.some((text) => wanted.some((part) => text.includes(part.toLowerCase())));
    }
    return values.some((each) => wanted.includes(String(each)));
  }

  private page(rows: readonly Row[], { order, page, want }: ListQuery): Page {
    const { first, after, last, before } = page;
    for (const cursor of [after, before]) if (cursor !== undefined) decodeCursor(cursor, this.record, order);
    const edges = rows
      .map((row) => ({ cursor: this.cursor(row, order), node: this.only(row, want) }))
      .sort((a, b) => (a.cursor < b.cursor ? -1 : 1));
    const within = edges.filter(
      ({ cursor }) => (after === undefined || cursor > after) && (before === undefined || cursor < before),
    );
    const chosen = first !== undefined ? within.slice(0, first) : within.slice(-(last ?? 0));
    return {
      edges: chosen,
      hasNextPage: first !== undefined ? within.length > first : before !== undefined,
      hasPreviousPage: last !== undefined ? within.length > last : after !== undefined,
    };
  }

  private cursor(row: Row, order: string): string {
    const fields = this.record.orders.get(order)?.by ?? [];
    return encodeCursor({
      record: this.record.name,
      order,
      keys: fields.map((field) => this.sortKey(row, field)),
      member: this.record.owned ? this.member : '',
      local: String(row[this.record.key]),
    });
  }

  private sortKey(row: Row, name: string): number | null {
    const value = row[name] ?? null;
    const field = this.record.fields.get(name);
    if (value === null || !field) return null;
    if (field.kind === 'enum') return (field.values ?? []).indexOf(String(value));
    if (field.kind === 'instant') return Date.parse(String(value)) * 1000;
    if (field.kind === 'date') return Date.parse(`${String(value)}T00:00:00Z`) / 86_400_000;
    return Number(value);
  }

  /** One list of keys for each combination of the values of list fields. */
  private keysOf(row: Row, by: readonly string[]): (string | null)[][] {
    return by.reduce<(string | null)[][]>(
      (combinations, name) => {
        const { field, unit } = this.record.dimensions.get(name) ?? { field: '' };
        const values = listOf(row[field]).map((value) =>
          value === null ? null : unit === 'MONTH' ? String(value).slice(0, 7) : String(value),
        );
        return combinations.flatMap((keys) => values.map((value) => [...keys, value]));
      },
      [[]],
    );
  }

  private only(row: Row, want: Fields): Row {
    const names = [this.record.key, ...want];
    return Object.fromEntries(names.map((name) => [name, row[name] ?? null]));
  }
}

/** The values of a field; one null where it is unknown. */
function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.length === 0 ? [null] : value;
  return [value ?? null];
}
