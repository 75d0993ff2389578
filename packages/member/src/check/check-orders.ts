import type { RecordField } from '@observer-graph/contract';
import type { Dialect, InspectedSource, Origin } from '@observer-graph/source-sql';
import { counted, type Remark } from './report.ts';

/** From so many rows on, sorting all of them for each page is felt. */
const manyRows = 10_000;
/** Milliseconds. */
const slow = 1_000;

/** Whether an index gives each order. */
export async function checkOrders(
  source: InspectedSource,
  dialect: Dialect,
  rows: number,
): Promise<Remark[]> {
  const remarks: Remark[] = [];
  const { record } = source.link;
  const first = new Map<string, string[]>();
  for (const { name, by } of record.orders.values()) {
    const [field = ''] = by;
    first.set(field, [...(first.get(field) ?? []), name]);
  }
  const origins = await source.origins();
  const columns = new Map<string, { name: string; orders: string[] }>();
  for (const [name, orders] of first) {
    const link = source.link.fields.get(name);
    const key = link?.kind === 'column' ? `${link.column} ${link.time?.format}` : name;
    // One index serves all orders by its column.
    const same = columns.get(key);
    if (same) same.orders.push(...orders);
    else columns.set(key, { name, orders: [...orders] });
  }
  for (const { name, orders } of columns.values()) {
    const field = record.fields.get(name);
    const remark = field && indexRemark(source, field, orders, dialect, rows, origins);
    if (remark) remarks.push(remark);
  }
  return remarks;
}

/** How long the first page in each order takes. */
export async function checkPages(source: InspectedSource, statementTimeoutMs: number): Promise<Remark[]> {
  const remarks: Remark[] = [];
  for (const order of source.link.record.orders.keys()) {
    const took = await firstPage(source, order);
    if (took === 'timeout') {
      remarks.push({
        gravity: 'error',
        code: 'STATEMENT_TOO_SLOW',
        message: `the first page in ${order} does not come within ${statementTimeoutMs / 1000} s. Make the SELECT cheaper, add the index that its order needs, or let a materialised table hold its rows.`,
      });
      // Each further order would take as long.
      break;
    }
    if (took > slow) {
      remarks.push({
        gravity: 'warning',
        code: 'STATEMENT_TOO_SLOW',
        message: `the first page in ${order} took ${(took / 1000).toFixed(1)} s; a hub waits 5 s for a whole answer.`,
      });
    }
  }
  return remarks;
}

async function firstPage(source: InspectedSource, order: string): Promise<number | 'timeout'> {
  try {
    return await source.firstPage(order);
  } catch (error) {
    if ((error as { extensions?: { code?: unknown } }).extensions?.code === 'SOURCE_UNAVAILABLE')
      return 'timeout';
    throw error;
  }
}

function indexRemark(
  source: InspectedSource,
  field: RecordField,
  orders: readonly string[],
  dialect: Dialect,
  rows: number,
  origins: Awaited<ReturnType<InspectedSource['origins']>>,
): Remark | null {
  const link = source.link.fields.get(field.name);
  // Without a column all records are equal in this order, and the key decides.
  if (link?.kind !== 'column') return null;
  const { column } = link;
  const remark = (why: string, remedy: readonly string[] = []): Remark => ({
    gravity: rows >= manyRows ? 'warning' : 'note',
    code: 'ORDER_WITHOUT_INDEX',
    field: field.name,
    column,
    rows,
    message: `${orders.join(', ')}: ${why} Each page sorts up to ${counted(rows, 'row')}.`,
    ...(remedy.length > 0 && { remedy }),
  });
  const type = source.columns.find(({ name }) => name === column)?.type ?? 'other';
  if (field.kind === 'enum') {
    return rows >= manyRows
      ? remark(`the order of ${field.type} is not that of ${column}, so no index serves.`)
      : null;
  }
  const timed = ['instant', 'wall', 'date'].includes(type);
  const native = (link.time?.format ?? 'native') === 'native';
  if (native ? !timed || dialect === 'sqlite' : type !== 'integer') {
    const why = `${column} is text that is read as time for each row, so no index serves.`;
    return rows >= manyRows ? remark(why) : null;
  }
  const origin = origins.get(column);
  if (!origin)
    return remark(`${column} is computed in the SELECT or comes from a view, so no index is known to serve.`);
  if (origin.indexes.some(([leading]) => leading === origin.column)) return null;
  const keyColumns = source.link.key
    .map((name) => origins.get(name))
    .filter((key) => key?.table === origin.table)
    .map((key) => key?.column ?? '');
  return remark(`no index begins with ${column}.`, [
    createIndex(dialect, origin, [...new Set([origin.column, ...keyColumns])]),
  ]);
}

function createIndex(dialect: Dialect, { table, concurrently }: Origin, columns: readonly string[]): string {
  const quote = dialect === 'mysql' ? '`' : '"';
  const list = columns
    .map((column) => `${quote}${column.replaceAll(quote, quote + quote)}${quote}`)
    .join(', ');
  if (dialect === 'postgres')
    return `CREATE INDEX ${concurrently ? 'CONCURRENTLY ' : ''}ON ${table} (${list});`;
  const name = `observer_${columns[0]?.replace(/\W/g, '_')}`;
  return `CREATE INDEX ${quote}${name}${quote} ON ${table} (${list});`;
}
