import type { InspectedColumn, InspectedTable } from '@observer-graph/source-sql';
import { hasWord, wordsOf } from './column-words.ts';

/** An instance that was asked for help, as columns side by side: `court_filed_at`, `court_decided_at`, `court_result`. */
export interface Step {
  /** What its columns' names begin with. */
  readonly name: string;
  readonly forum?: InspectedColumn;
  readonly filedOn?: InspectedColumn;
  readonly decidedOn?: InspectedColumn;
  readonly outcome?: InspectedColumn;
}

const parts = {
  filedOn: /written|filed|submitted|lodged|sent|appealed|подан|направл|წარდგ|gatsera|paraqit|podnes/,
  decidedOn: /answered|decided|replied|resolved|closed|ruled|ответ|решен|рішен|პასუხ|vendos|odlu[cč]/,
  outcome: /results?\b|outcome|decision\b|verdict|ruling|итог|результат|შედეგ|rezultat/,
  forum: /^(name|body|court|authority|назван|назва|სახელ|emri|naziv)( name)?$/,
} as const;
const times = new Set(['instant', 'wall', 'date']);

/** The steps of complaints; none where only one group of columns looks like one. */
export function stepsOf({ columns }: InspectedTable): Step[] {
  const groups = new Map<string, { -readonly [Part in keyof Step]?: Step[Part] }>();
  for (const column of columns) {
    const [prefix = '', ...rest] = wordsOf(column.name);
    const words = rest.join(' ');
    const timed = times.has(column.type);
    for (const [part, pattern] of Object.entries(parts)) {
      const isTime = part === 'filedOn' || part === 'decidedOn';
      if (timed !== isTime || (!timed && column.type !== 'text') || !hasWord(words, pattern)) continue;
      const group = groups.get(prefix) ?? {};
      group[part as keyof typeof parts] ??= column;
      groups.set(prefix, group);
      break;
    }
  }
  const steps = [...groups].flatMap(([name, group]) =>
    group.filedOn && (group.decidedOn || group.outcome) ? [{ name, ...group }] : [],
  );
  return steps.length >= 2 ? steps : [];
}

export function columnsOfStep({ forum, filedOn, decidedOn, outcome }: Step): InspectedColumn[] {
  return [forum, filedOn, decidedOn, outcome].filter((column) => column !== undefined);
}
