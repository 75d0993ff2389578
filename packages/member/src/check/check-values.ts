import { type InspectedSource, type ValueCount, valuesIn } from '@observer-graph/source-sql';
import { type UsedColumn, usedColumns } from './column-links.ts';
import { counted, quotedValue, type Remark, rowsHave } from './report.ts';

/** Different values of a column that are looked at. */
const mostValues = 5_000;
/** So many values are told one by one. */
const fewValues = 6;
/** Values that a list names. */
const mostNamed = 40;

/** Every value of a column with a map, or with the contract's words, and what it becomes. */
export async function checkValues(source: InspectedSource): Promise<Remark[]> {
  const remarks: Remark[] = [];
  for (const used of usedColumns(source.link)) {
    const { field, link } = used;
    const times = field.kind === 'instant' || field.kind === 'date';
    if (times || (!link.values && field.kind !== 'enum')) continue;
    const { values, more } = await source.valuesOf(link.column, mostValues);
    remarks.push(...remarksOf(used, valuesOfCells(values, used)));
    if (more) {
      remarks.push({
        gravity: 'warning',
        code: 'VALUE_NOT_MAPPED',
        field: used.path,
        column: link.column,
        message: `${link.column} has more than ${mostValues} different values; only the commonest were looked at. It may be free text rather than a list of words.`,
      });
    }
  }
  for (const rule of source.link.visibility) {
    if (rule.kind !== 'column') continue;
    const { values } = await source.valuesOf(rule.column, mostValues);
    const strangers = values.filter(({ text }) => text === null || !rule.values.has(text));
    remarks.push(
      ...named(strangers, (rows, value) => ({
        gravity: 'note',
        code: 'VISIBILITY_NOT_NAMED',
        field: 'visibility',
        column: rule.column,
        rows,
        message: `${rowsHave(rows)} ${rule.column} = ${value}, which the rule does not name: ${rule.otherwise}.`,
      })),
    );
  }
  return remarks;
}

/** Of a list in a cell: its values, each with the rows that have it. */
function valuesOfCells(cells: readonly ValueCount[], { link }: UsedColumn): ValueCount[] {
  const { list } = link;
  const rows = new Map<string, number>();
  for (const cell of cells) {
    if (cell.text === null || link.empty.includes(cell.text)) continue;
    for (const text of list ? new Set(valuesIn(cell.text, list)) : [cell.text]) {
      rows.set(text, (rows.get(text) ?? 0) + cell.rows);
    }
  }
  return [...rows]
    .map(([text, count]) => ({ text, rows: count }))
    .sort((one, other) => other.rows - one.rows);
}

function remarksOf({ path, field, link }: UsedColumn, values: readonly ValueCount[]): Remark[] {
  const about = { field: path, column: link.column };
  const { column, values: map } = link;
  if (!map) {
    const strangers = values.filter(({ text }) => !field.values?.includes(text ?? ''));
    return named(strangers, (rows, value) => ({
      ...about,
      gravity: 'warning',
      code: 'VALUE_NOT_MAPPED',
      rows,
      message: `${rowsHave(rows)} ${column} = ${value}, which is no ${field.type} (${field.values?.slice(0, 4).join(', ')} …): unknown, shown as null. Give a map with 'values'.`,
    }));
  }
  const strangers = values.filter(({ text }) => !map.entries.has(text ?? ''));
  const remarks = named(
    strangers,
    (rows, value): Remark =>
      map.otherwise === undefined
        ? {
            ...about,
            gravity: 'warning',
            code: 'VALUE_NOT_MAPPED',
            rows,
            message: `${rowsHave(rows)} ${column} = ${value}, which is not in the map: unknown, shown as null.`,
          }
        : {
            ...about,
            gravity: 'note',
            code: 'VALUE_BY_OTHERWISE',
            rows,
            message: `${rowsHave(rows)} ${column} = ${value}, mapped to ${map.otherwise} by otherwise.`,
          },
  );
  const seen = new Set(values.map(({ text }) => text));
  // A boolean stands for all the ways in which databases write it; nobody expects to see each of them.
  const unseen = [...map.entries.keys()].filter(
    (raw) => !seen.has(raw) && !/^(true|false|[tf01])$/i.test(raw),
  );
  if (unseen.length > 0) {
    const list = unseen.slice(0, mostNamed).map(quotedValue).join(', ');
    remarks.push({
      ...about,
      gravity: 'note',
      code: 'VALUE_NEVER_SEEN',
      message: `no row has ${column} = ${list}${unseen.length > mostNamed ? ' …' : ''}, which the map names.`,
    });
  }
  return remarks;
}

/** A remark for each value; where they are many, one that lists them. */
function named(values: readonly ValueCount[], remark: (rows: number, value: string) => Remark): Remark[] {
  if (values.length <= fewValues) return values.map(({ rows, text }) => remark(rows, quotedValue(text)));
  const rows = values.reduce((sum, value) => sum + value.rows, 0);
  const list = values.slice(0, mostNamed).map((value) => `${quotedValue(value.text)} (${value.rows})`);
  const rest = values.length - list.length;
  return [remark(rows, `one of ${list.join(', ')}${rest > 0 ? ` and ${counted(rest, 'other value')}` : ''}`)];
}
