import { recordType } from '@observer-graph/contract';
import type { Dialect, InspectedTable } from '@observer-graph/source-sql';
import { personalColumn } from '../check/personal.ts';
import { classifyTables, type ProposedTable } from './classify-tables.ts';
import { hasWord, wordsOf } from './column-words.ts';
import { type ProposedField, proposeFields } from './propose-fields.ts';
import { type Candidate, joinedCandidates, quoted, referencesOf } from './relations.ts';

const sectionNames = {
  Finding: 'findings',
  Recommendation: 'recommendations',
  Assessment: 'assessments',
  Mission: 'missions',
} as const;

/**
 * A link file for a database that nobody has described yet: what its tables may mean, by their names, types and values.
 * It can be read as it is, shows nothing to anybody, and says in comments what to decide.
 */
export function draftLink(
  tables: readonly InspectedTable[],
  {
    dialect,
    member,
    files = false,
  }: {
    readonly dialect: Dialect;
    readonly member: string | null;
    /** Whether they are CSV or TSV files. */
    readonly files?: boolean;
  },
): string {
  const proposed = classifyTables(tables);
  const names = sourceNames(proposed);
  const lines = [
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
  for (const [type, section] of Object.entries(sectionNames)) {
    const ofType = proposed.filter((each) => each.type === type);
    if (ofType.length === 0) continue;
    lines.push('', `${section}:`);
    for (const each of ofType) lines.push(...sourceLines(each, tables, proposed, names, dialect));
  }
  const rest = tables.filter((table) => !proposed.some((each) => each.table === table));
  if (rest.length > 0) {
    lines.push('', '# Tables that are not proposed:');
    for (const { name, rows } of rest) lines.push(`#   ${oneLine(name)} (${rows} rows)`);
  }
  return `${lines.join('\n')}\n`;
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

function sourceLines(
  { table, type }: ProposedTable,
  tables: readonly InspectedTable[],
  proposed: readonly ProposedTable[],
  names: ReadonlyMap<InspectedTable, string>,
  dialect: Dialect,
): string[] {
  const key = keyOf(table);
  const own = table.columns
    .filter(({ name }) => !key.columns.includes(name))
    .map((column): Candidate => ({ column, table: table.name }));
  const keys = table.columns
    .filter(({ name }) => key.columns.includes(name))
    .map((column): Candidate => ({ column, table: table.name }));
  const candidates = [...own, ...joinedCandidates(table, tables, dialect), ...(key.guessed ? keys : [])];
  const fields = proposeFields(type, recordType(type), table, candidates).filter(
    ({ field }) => field !== 'recommendation',
  );
  const from = fromLines(table, key.columns, fields, dialect);
  const reference = type === 'Assessment' ? recommendationLine(table, tables, proposed, names) : null;
  const shown = new Set(fields.map(({ candidate }) => candidate));
  const rest = own.filter(
    (candidate) => !shown.has(candidate) && candidate.column.name !== reference?.column,
  );
  const personal = rest.filter(({ column }) => personalColumn(column.name) !== null);
  const plain = rest.filter((candidate) => !personal.includes(candidate));
  return [
    `  ${names.get(table)}: # ${table.rows} rows; this name is part of the ids, for ever`,
    ...from(reference?.column ?? null),
    `    key: ${key.columns.length === 1 ? scalar(key.columns[0] ?? '') : `[${key.columns.map(scalar).join(', ')}]`}${key.guessed ? ' # decide: the table has no primary key; what identifies a row?' : ''}`,
    '    fields:',
    ...constantLines(type, table, fields),
    ...fieldLines(fields),
    ...(reference ? [reference.line] : []),
    ...undecided(type, fields, reference !== null),
    ...(personal.length > 0 ? [`      # left out, about people by their names: ${list(personal)}`] : []),
    ...(plain.length > 0 ? [`      # not used: ${list(plain)}`] : []),
    `    visibility: OWNER # decide: PUBLIC, NETWORK or PARTNERS, or a column that says it for each row`,
    ...visibilityHints(table),
  ];
}

function list(candidates: readonly Candidate[]): string {
  return candidates.map(({ column }) => oneLine(column.name)).join(', ');
}

function keyOf(table: InspectedTable): { columns: readonly string[]; guessed: boolean } {
  if (table.primaryKey.length > 0) return { columns: table.primaryKey, guessed: false };
  const named = table.columns.find(({ name }) => /^(id|uuid|code|nr|no|number)$/i.test(name));
  return { columns: [named?.name ?? table.columns[0]?.name ?? 'id'], guessed: true };
}

/** The table itself, or a SELECT where columns of others are joined; then it has the columns that are used, and no other. */
function fromLines(
  table: InspectedTable,
  key: readonly string[],
  fields: readonly ProposedField[],
  dialect: Dialect,
): (reference: string | null) => string[] {
  const joined = fields.map(({ candidate }) => candidate.joined).filter((each) => each !== undefined);
  const simple = /^[^\s.,;:'"`()[\]]+(\.[^\s.,;:'"`()[\]]+)?$/u.test(table.name);
  if (joined.length === 0 && simple) return () => [`    from: ${scalar(table.name)}`];
  return (reference) => {
    const own = fields.flatMap(({ candidate }) => (candidate.joined ? [] : [candidate.column.name]));
    const columns = [
      ...new Set([...key, ...own, ...(reference === null ? [] : [reference]), ...hintColumns(table)]),
    ];
    const aliased = [...new Set(joined.map(({ sql, alias }) => `${sql} AS ${quoted(alias, dialect)}`))];
    const joins = [...new Set(joined.flatMap(({ join }) => (join === undefined ? [] : [join])))];
    return [
      '    from: |',
      `      SELECT ${[...columns.map((column) => `t.${quoted(column, dialect)}`), ...aliased].join(',\n        ')}`,
      `      FROM ${quoted(table.name, dialect)} t`,
      ...joins.map((join) => `      ${join}`),
    ];
  };
}

function constantLines(
  type: ProposedTable['type'],
  table: InspectedTable,
  fields: readonly ProposedField[],
): string[] {
  const has = (name: string) => fields.some(({ field }) => field === name);
  const words = wordsOf(table.name).join(' ');
  if (type === 'Finding') {
    const kind = hasWord(words, /incident|violation|complaint|irregular|наруш|жалоб|инцид|დარღვ|საჩივ|prijav/)
      ? 'INCIDENT'
      : 'OBSERVATION';
    return [
      `      kind: { constant: ${kind} } # decide: OBSERVATION, INCIDENT or ASSESSMENT`,
      ...(has('title') || has('description')
        ? []
        : [
            `      title: { constant: ${scalar(words)} } # decide: no column looks like a title or a text; make one in a SELECT`,
          ]),
    ];
  }
  if (type === 'Recommendation' && !has('text')) {
    return [
      `      text: { constant: ${scalar(words)} } # decide: no column looks like the recommendation's text`,
    ];
  }
  return [];
}

function fieldLines(fields: readonly ProposedField[]): string[] {
  const names = [...new Set(fields.map(({ field }) => field.split('.')[0] ?? ''))];
  return names.flatMap((name) => {
    const parts = fields.filter(({ field }) => field === name || field.startsWith(`${name}.`));
    const [first] = parts;
    if (!first) return [];
    if (first.field === name && parts.length === 1) return columnLines(`      ${name}: `, first, 8);
    if (first.field === name) {
      return [`      ${name}:`, ...parts.flatMap((part) => columnLines('        - ', part, 10))];
    }
    const inner = [...new Set(parts.map(({ field }) => field))];
    return [
      `      ${name}:`,
      ...inner.flatMap((path) => {
        const same = parts.filter(({ field }) => field === path);
        const sub = path.slice(name.length + 1);
        const [only] = same;
        if (only && same.length === 1) return columnLines(`        ${sub}: `, only, 10);
        return [`        ${sub}:`, ...same.flatMap((part) => columnLines('          - ', part, 12))];
      }),
    ];
  });
}

/** A column in a line, or, with a map, in several. */
function columnLines(
  head: string,
  { candidate, more, values, otherwise, comment }: ProposedField,
  indent: number,
): string[] {
  const column = scalar(candidate.joined?.alias ?? candidate.column.name);
  const remark = comment === undefined ? '' : ` # decide: ${comment}`;
  if (!values) return [`${head}{ ${[`column: ${column}`, ...more].join(', ')} }${remark}`];
  const space = ' '.repeat(indent);
  const starts = head.trimEnd().endsWith('-');
  const parts = [
    `column: ${column}${remark}`,
    ...more,
    'values:',
    ...values.map(
      ({ raw, word, rows }) =>
        `  ${scalar(raw)}: ${word ?? otherwise ?? 'null'} # ${rows} rows${word === null ? ', decide' : ''}`,
    ),
    ...(otherwise === undefined ? [] : [`otherwise: ${otherwise}`]),
  ];
  if (!starts) return [head.trimEnd(), ...parts.map((part) => space + part)];
  return parts.map((part, index) => (index === 0 ? head + part : space + part));
}

function recommendationLine(
  table: InspectedTable,
  tables: readonly InspectedTable[],
  proposed: readonly ProposedTable[],
  names: ReadonlyMap<InspectedTable, string>,
): { column: string; line: string } | null {
  for (const reference of referencesOf(table, tables)) {
    const target = proposed.find((each) => each.table === reference.table && each.type === 'Recommendation');
    if (!target) continue;
    const source = names.get(target.table);
    return {
      column: reference.column,
      line: `      recommendation: { column: ${scalar(reference.column)}, source: ${source} }`,
    };
  }
  return null;
}

function undecided(type: ProposedTable['type'], fields: readonly ProposedField[], linked: boolean): string[] {
  const has = (name: string) => fields.some(({ field }) => field === name);
  const lines: string[] = [];
  const election = type === 'Finding' ? 'elections' : 'election';
  if (!has(election)) {
    lines.push(
      `      # decide: ${election}: { constant: GE-2024-10-26-parliamentary }, or a column with a map to such ids`,
    );
  }
  if (type === 'Finding' && !has('themes'))
    lines.push('      # decide: themes: nothing says what these are about');
  if (type === 'Assessment' && !linked) {
    lines.push(
      '      # decide: recommendation: { column: …, source: … }; which recommendation does it assess?',
    );
  }
  return lines;
}

const publishing =
  /public|publish|approved|active|visible|visibility|consent|moderat|audience|confidential|опублик|публич|გამოქვეყნ|javn|publik/;

function hintColumns(table: InspectedTable): string[] {
  return table.columns
    .filter(({ name, more }) => !more && hasWord(wordsOf(name).join(' '), publishing))
    .map(({ name }) => name);
}

function visibilityHints(table: InspectedTable): string[] {
  return hintColumns(table).map((name) => {
    const values = table.columns.find((column) => column.name === name)?.values ?? [];
    const known = values.flatMap(({ text, rows }) =>
      text === null ? [] : [`${scalar(text)}: OWNER (${rows} rows)`],
    );
    return `    # decide: ${oneLine(name)} may say it: visibility: { column: ${scalar(name)}, values: { … } }; it has ${known.slice(0, 6).join(', ')}`;
  });
}

/** A text as YAML has it; quoted wherever it could be taken for something else. */
function scalar(text: string): string {
  const plain =
    /^[\p{L}_][\p{L}\p{N}_ ()/-]*$/u.test(text) && !/^(true|false|null|yes|no|on|off|y|n|~)$/i.test(text);
  return plain && text === text.trim() ? text : JSON.stringify(text).replaceAll('\u007f', '\\u007f');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
