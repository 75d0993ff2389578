import type { InspectedSource } from '@observer-graph/source-sql';
import { usedColumns } from './column-links.ts';
import { personalColumn } from './personal.ts';
import type { Remark } from './report.ts';

/** Columns whose names, here or where they come from, say that they are about people. */
export async function checkColumnNames(source: InspectedSource): Promise<Remark[]> {
  const onlyOwner = source.link.visibility.some((rule) => rule.kind === 'constant' && rule.level === 'OWNER');
  if (onlyOwner) return [];
  const origins = await source.origins();
  return usedColumns(source.link).flatMap(({ path, field, link: { column } }): Remark[] => {
    const origin = origins.get(column)?.column ?? column;
    const what = field.kind === 'text' ? (personalColumn(column) ?? personalColumn(origin)) : null;
    if (what === null) return [];
    const from = origin === column ? '' : ` (from ${origin})`;
    return [
      {
        gravity: 'warning',
        code: 'PERSONAL_COLUMN',
        field: path,
        column,
        message: `${path} shows ${column}${from}, which by its name holds ${what}. Leave it out unless those concerned agreed.`,
      },
    ];
  });
}
