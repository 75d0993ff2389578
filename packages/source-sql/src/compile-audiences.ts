import type { Visibility } from '@observer-graph/executor';
import { type CompiledSource, compileSource } from './compile-source.ts';
import type { Column, Database } from './dialects/dialect.ts';
import { columnsOf } from './fields/columns-of.ts';
import { LinkMistake } from './fields/field.ts';
import type { Withheld } from './fields/withheld.ts';
import type { LinkedSource } from './link.ts';
import { slowSourceRemedy } from './source-failure.ts';
import { derivedTable } from './source-key.ts';
import { levels } from './visibility.ts';

/** A source as the public is told of it, and as others are. */
export interface CompiledFor extends CompiledSource {
  readonly link: LinkedSource;
  /** As the database described them; what is compiled holds for these alone. */
  readonly columns: readonly Column[];
  readonly audiences: ReadonlyMap<Visibility, CompiledSource>;
}

/** Why a source does not fit its database, in sentences. */
export interface Misfit {
  readonly problems: readonly string[];
}

/**
 * One source over the columns that the database has.
 *
 * @param before the same source as it was compiled last: it is given again where nothing has changed
 * @throws what the database fails by if it cannot be reached
 */
export async function compiled(
  source: LinkedSource,
  member: string,
  database: Database,
  withheld?: Withheld,
  before?: CompiledFor,
): Promise<CompiledFor | Misfit> {
  const where = `line ${source.line}, source "${source.name}"`;
  let columns: readonly Column[];
  try {
    columns = await database.columns(derivedTable(source.from));
  } catch (cause) {
    if (before && database.isUnavailable(cause)) throw cause;
    return { problems: [`${where}: ${unreadable(source, database, cause as Error)}`] };
  }
  const isOld = before?.database === database && before.link === source;
  if (isOld && JSON.stringify(columns) === JSON.stringify(before.columns)) return before;
  const problems = columnProblems(source, columns);
  if (problems.length > 0) return { problems: problems.map((problem) => `${where}: ${problem}`) };
  try {
    const forAudience = (audience: Visibility) =>
      compileSource(source, member, database, columns, audience, withheld);
    const strictest = forAudience('PUBLIC');
    const others = levels.slice(1).map((level) => [level, forAudience(level)] as const);
    return { ...strictest, link: source, columns, audiences: new Map([['PUBLIC', strictest], ...others]) };
  } catch (error) {
    if (!(error instanceof LinkMistake)) throw error;
    return { problems: error.message.split('\n').map((mistake) => `${where}: ${mistake}`) };
  }
}

/** What the database said, and what to do. */
function unreadable(source: LinkedSource, database: Database, cause: Error): string {
  const { from } = source;
  const what = 'table' in from ? `its table "${from.table}" cannot be read` : 'its SELECT does not run';
  return `${what}: ${cause.message.trim().replace(/\.$/, '')}. ${remedy()}`;

  function remedy(): string {
    if (database.isUnavailable(cause)) return slowSourceRemedy(source);
    return 'table' in from
      ? 'See that it is there, by this name and in this schema, and that the login may read it.'
      : "Mend it until it runs in the database's own client, with the same login.";
  }
}

function columnProblems(source: LinkedSource, columns: readonly Column[]): string[] {
  const names = columns.map(({ name }) => name);
  const wanted = columnsOf(source);
  const missing = [...wanted].filter(([column]) => !names.includes(column));
  const ambiguous = [...wanted].filter(([column]) => names.indexOf(column) !== names.lastIndexOf(column));
  const problems: string[] = [];
  if (missing.length > 0) {
    const list = missing.map(([column, use]) => `"${column}" (${use})`).join(', ');
    problems.push(`it has no column ${list}; it has ${names.join(', ')}.`);
  }
  if (ambiguous.length > 0) {
    problems.push(`several columns are named ${ambiguous.map(([column]) => `"${column}"`).join(', ')}.`);
  }
  return problems;
}
