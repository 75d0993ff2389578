// What `member init` drafts for the databases of the examples, against the link files that people wrote for them.

import { textTable } from '../src/text-table.ts';
import { layoutExamples, measureDraft } from './layouts/drafts.ts';

const rows = [['database', 'tables', 'columns', 'share', 'besides']];
const missed: string[] = [];
for (const each of layoutExamples) {
  const { tables, columns, besides } = await measureDraft(each);
  const found = columns.right.length - columns.missed.length;
  rows.push([
    each.example,
    `${tables.right.length - tables.missed.length}/${tables.right.length}`,
    `${found}/${columns.right.length}`,
    `${Math.round((found / columns.right.length) * 100)} %`,
    String(besides.length),
  ]);
  missed.push(`${each.example}: ${columns.missed.join('; ') || 'nothing'}`);
}
for (const line of textTable(rows, new Set([1, 2, 3, 4]))) console.log(line);
console.log(`\nmissed\n${missed.join('\n')}`);
