import type { InspectedSource } from '@observer-graph/source-sql';
import { counted, type Remark } from './report.ts';

export async function checkKeys(source: InspectedSource): Promise<Remark[]> {
  const remarks: Remark[] = [];
  const key = source.link.key.join(', ');
  const nulls = await source.nullKeys();
  if (nulls > 0) {
    remarks.push({
      gravity: 'error',
      code: 'KEY_NULL',
      column: key,
      rows: nulls,
      message: `${counted(nulls, 'row')} ${nulls === 1 ? 'has' : 'have'} no key (${key} is NULL): ${nulls === 1 ? 'it has' : 'they have'} no id, and lists fail. Leave ${nulls === 1 ? 'it' : 'them'} out with WHERE in a SELECT, or choose another key.`,
    });
  }
  const { keys, rows, examples } = await source.duplicateKeys(3);
  if (keys > 0) {
    const list = examples.map((each) => `${each.key.join(', ')} (${counted(each.rows, 'row')})`).join('; ');
    remarks.push({
      gravity: 'error',
      code: 'KEY_DUPLICATE',
      column: key,
      rows,
      message: `${counted(rows, 'row')} share ${keys === 1 ? 'one key' : counted(keys, 'key')}: ${key} = ${list}${keys > examples.length ? '; …' : ''}. Several records would have one id. A JOIN that multiplies rows does this; otherwise add the columns that make the key unique.`,
    });
  }
  return remarks;
}
