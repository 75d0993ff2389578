import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openLink, parseLink } from '@observer-graph/source-sql';
import { draftDatabase } from '../../src/init/draft-database.ts';
import { settingsOf } from '../../src/init-command.ts';
import { examples, layoutDatabase } from './layout-database.ts';
import { lineageOf, rowTables } from './lineage.ts';

export interface LayoutExample {
  readonly example: string;
  readonly dialect: 'postgres' | 'mysql' | 'sqlite';
}

/** All examples, each with the database that its `schema.sql` is for. */
export const layoutExamples: readonly LayoutExample[] = [
  { example: 'vote-monitor', dialect: 'postgres' },
  { example: 'apollo', dialect: 'postgres' },
  { example: 'nemo', dialect: 'postgres' },
  { example: 'ushahidi', dialect: 'mysql' },
  { example: 'gyla-complaints', dialect: 'mysql' },
  { example: 'kosovo-checklist', dialect: 'sqlite' },
  { example: 'recommendation-tracker', dialect: 'sqlite' },
];

export interface DraftMeasure {
  readonly draft: string;
  /** Tables whose rows are records by the example, and those of them that the draft has too. */
  readonly tables: { readonly right: readonly string[]; readonly missed: readonly string[] };
  /** Columns that the example links, and those that the draft does not link with any of the same fields. */
  readonly columns: { readonly right: readonly string[]; readonly missed: readonly string[] };
  /** Columns that only the draft links. */
  readonly besides: readonly string[];
}

/** Compares what `member init` drafts for a database with the link file that a person wrote for it. */
export async function measureDraft({ example, dialect }: LayoutExample): Promise<DraftMeasure> {
  const database = await layoutDatabase(example, dialect, { transactions: true });
  try {
    const env = new Proxy({}, { get: () => database.url });
    const draft = await draftDatabase(settingsOf(database.url), { member: null });
    const drafted = parseLink(draft, { file: 'draft.yaml', env });
    // It fits the database as it is, or this rejects.
    await (await openLink(drafted)).close();
    const file = join(examples, example, 'member.yaml');
    const written = parseLink(await readFile(file, 'utf8'), { file, env });
    const right = await lineageOf(database, dialect, written);
    const found = await lineageOf(database, dialect, drafted);
    const tables = [...rowTables(written)];
    const draftTables = rowTables(drafted);
    const shares = (column: string, fields: ReadonlySet<string>) =>
      [...fields].some((field) => found.get(column)?.has(field));
    return {
      draft,
      tables: { right: tables, missed: tables.filter((table) => !draftTables.has(table)) },
      columns: {
        right: [...right.keys()],
        missed: [...right].flatMap(([column, fields]) =>
          shares(column, fields) ? [] : [`${column} → ${[...fields].join(', ')}`],
        ),
      },
      besides: [...found.keys()].filter((column) => !right.has(column)),
    };
  } finally {
    await database.drop();
  }
}
