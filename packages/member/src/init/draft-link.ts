import type { Dialect, InspectedTable } from '@observer-graph/source-sql';
import { oneLine } from '../harmless-text.ts';
import { classifyTables, type ProposedTable } from './classify-tables.ts';
import { wordsOf } from './column-words.ts';
import type { Sample } from './draft-context.ts';
import { draftTable } from './draft-source.ts';

const sectionNames = {
  Finding: 'findings',
  Recommendation: 'recommendations',
  Assessment: 'assessments',
  Mission: 'missions',
} as const;

export interface DraftOptions {
  readonly dialect: Dialect;
  readonly member: string | null;
  /** Whether they are CSV or TSV files. */
  readonly files?: boolean;
  readonly sample: Sample;
  /** Told which table is being looked at. */
  readonly progress?: (table: string) => void;
}

/**
 * A link file for a database that nobody has described yet: what its tables may mean, by their names, types and values.
 * It can be read as it is, shows nothing to anybody, and says in comments what to decide.
 */
export async function draftLink(
  tables: readonly InspectedTable[],
  { dialect, member, files = false, sample, progress = () => {} }: DraftOptions,
): Promise<string> {
  const proposed = classifyTables(tables);
  const names = sourceNames(proposed);
  const sections = new Map<ProposedTable['type'], string[]>();
  for (const each of proposed) {
    progress(each.table.name);
    const drafted = await draftTable(each, { tables, dialect, sample, proposed, names });
    for (const [type, lines] of drafted) sections.set(type, [...(sections.get(type) ?? []), ...lines]);
  }
  const rest = tables.filter((table) => !proposed.some((each) => each.table === table));
  const lines = [
    ...headLines(dialect, member, files),
    ...Object.entries(sectionNames).flatMap(([type, section]) => {
      const drafted = sections.get(type as ProposedTable['type']);
      return drafted ? ['', `${section}:`, ...drafted] : [];
    }),
    ...(rest.length > 0 ? ['', '# Tables that are not proposed:'] : []),
    ...rest.map((table) => `#   ${oneLine(table.name)} (${rowsOf(table)})`),
  ];
  return `${lines.join('\n')}\n`;
}

function rowsOf({ rows, unread }: InspectedTable): string {
  if (!unread) return `${rows} rows`;
  return unread.tooSlow
    ? 'its rows could not be read in time; if it is a view, let a materialised table hold them, or link its tables'
    : `its rows could not be read: ${oneLine(unread.reason)}`;
}

function headLines(dialect: Dialect, member: string | null, files: boolean): string[] {
  return [
    '# A draft, made from the names, types and values of the tables. Nothing is shown to anybody but you until you say so.',
    '# Decide what "decide" stands beside, then run: member check FILE; member preview FILE --as PUBLIC',
    member === null
      ? "member: your-code # decide: your organisation's code; it begins all ids, for ever"
      : `member: ${member}`,
    files
      ? 'database: { dialect: csv, path: $DATABASE_URL } # the folder or file; it may also stand here'
      : `database: { dialect: ${dialect}, url: $DATABASE_URL } # the URL comes from the environment, never into this file`,
    'defaults: # what holds for all records that do not say otherwise',
    `  organization: ${member ?? 'your-code'} # decide: its id in the registry`,
    '  observerKind: CITIZEN # decide: CITIZEN, INTERNATIONAL or OTHER',
    '  country: ZZ # decide: two capital letters, ISO 3166',
    '  # timezone: Europe/Tbilisi # decide: the zone of times that do not know theirs',
    '  # language: ka # decide: of the texts, if it is one',
  ];
}

function sourceNames(proposed: readonly ProposedTable[]): Map<InspectedTable, string> {
  const names = new Map<InspectedTable, string>();
  for (const { table } of proposed) {
    const words = wordsOf(table.name)
      .join('-')
      .replace(/[^a-z0-9-]+/g, '')
      .replace(/^-+|-+$/g, '');
    const name = words === '' ? 'table' : words;
    const taken = [...names.values()].filter((each) => each.replace(/-\d+$/, '') === name).length;
    names.set(table, taken === 0 ? name : `${name}-${taken + 1}`);
  }
  return names;
}
