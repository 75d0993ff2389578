import type { InspectedColumn, InspectedTable } from '@observer-graph/source-sql';
import { answerTables } from './answers.ts';
import { wordsOf } from './column-words.ts';

/** The types of record that a table may be proposed for. */
export type ProposedType = 'Finding' | 'Recommendation' | 'Assessment' | 'Mission';

export interface ProposedTable {
  readonly table: InspectedTable;
  readonly type: ProposedType;
}

// Ends of words in English, stems elsewhere, since other languages change the ends; Georgian in Latin letters too.
const names: readonly (readonly [ProposedType, RegExp])[] = [
  [
    'Recommendation',
    /recommendations?$|^рекоменд|^preporuk|^препорук|^rekomand|^rekomend|^recomand|^recomend|^რეკომენდაც|^zalecen/,
  ],
  [
    'Assessment',
    /(assessment|evaluation|followup|follow|review|appraisal)s?$|^оцен|^оцін|^pro[cc][ij]?en|^vlerësim|^vleresim|^შეფას|^shepas|^ocen|^evaluare/,
  ],
  [
    'Finding',
    /(incident|report|finding|observation|violation|irregularity|irregularities|complaint|submission|checklist|allegation|response)s?$|^нарушен|^порушен|^сообщен|^повідомлен|^наблюден|^спостереж|^инцидент|^інцидент|^жалоб|^скарг|^დარღვევ|^საჩივ|^ინციდენტ|^darghvev|^sachiv|parregull|^shkelj|^ankes|^vëzhgim|^vezhgim|^raport|^incidente|^prijav|^nepraviln|^непр|^zgłosz|^sesiz|^constat|^denunc|^observac|^nepravil/,
  ],
  ['Mission', /missions?$|^мисси|^місі|^misij|^misiun|^misión|^მისია|^misia|^misja/],
];

/** Tables about, or beside, the thing that their name begins with. */
const beside =
  /^(attachment|note|audit|user|person|people|lang|language|translation|categor(y|ie)|form|template|token|log|version|migration|setting|type|option|question|comment|rating|media|photo|picture|image|file|role|permission|message|link|geometry|alert|session|tag|history|mode|section|setup|field|reporter|observer|area|decision|information)s?$/;

export function classifyTables(tables: readonly InspectedTable[]): ProposedTable[] {
  const answers = answerTables(tables);
  const proposed = tables.flatMap((table): ProposedTable[] => {
    const type = answers.has(table) || table.unread ? null : typeOf(table);
    return type === null ? [] : [{ table, type }];
  });
  if (proposed.some(({ type }) => type === 'Finding' || type === 'Recommendation')) return proposed;
  // Nothing is called what it is, as where a form was exported under its file's name: what is told most of.
  const [largest] = tables
    .filter(
      (table) =>
        !answers.has(table) &&
        !table.unread &&
        content(table) >= 2 &&
        !wordsOf(table.name).some((word) => beside.test(word)),
    )
    .sort(
      (one, other) => content(other) * Math.log2(2 + other.rows) - content(one) * Math.log2(2 + one.rows),
    );
  if (!largest) return proposed;
  const alike = tables.filter((table) => table === largest || isAlike(table, largest));
  return [...proposed, ...alike.map((table) => ({ table, type: 'Finding' as const }))];
}

/** One form, filled in again: a table for each round, or for each year. */
function isAlike(one: InspectedTable, other: InspectedTable): boolean {
  const names = new Set(other.columns.map(({ name }) => name.toLowerCase()));
  const same = one.columns.filter(({ name }) => names.has(name.toLowerCase())).length;
  return same >= 4 && same >= Math.max(one.columns.length, names.size) * 0.8;
}

function typeOf(table: InspectedTable): ProposedType | null {
  const words = wordsOf(table.name.split('.').at(-1) ?? '');
  const found = names.find(([, pattern]) => words.some((word) => pattern.test(word)));
  if (!found || content(table) === 0) return null;
  // A form's submissions are findings; the submissions' attachments are not.
  const last = words.at(-1) ?? '';
  const others = words.slice(0, -1);
  if (beside.test(last)) return null;
  if (others.some((word) => /^(user|message|sms|alert|email|session)s?$/.test(word))) return null;
  return found[0];
}

/** Columns that tell something of themselves, rather than point to something. */
function content({ columns }: InspectedTable): number {
  return columns.filter(tells).length;
}

function tells({ name, type }: InspectedColumn): boolean {
  if (/(^|_)id$|Id$/.test(name)) return false;
  return ['text', 'enum', 'instant', 'wall', 'date', 'array', 'other'].includes(type);
}
