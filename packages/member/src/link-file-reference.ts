import { linkFileJsonSchema } from '@observer-graph/source-sql';

/** As much of JSON Schema as link files need. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly additionalProperties?: Schema | boolean;
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly $ref?: string;
}

/** Everything that a link file may say, as Markdown, from the schema that editors check it by. */
export function linkFileReference(): string {
  const schema: Schema = linkFileJsonSchema();
  const properties = Object.entries(schema.properties ?? {});
  const sections = properties.flatMap(([name, section]) =>
    typeof section.additionalProperties === 'object' ? [{ name, source: section.additionalProperties }] : [],
  );
  const isSection = new Set(sections.map(({ name }) => name));
  const top = properties.filter(([name]) => !isSection.has(name));
  const fieldsOf = (source: Schema) => Object.entries(source.properties?.['fields']?.properties ?? {});
  const owned = sections.filter(
    ({ source }) => 'supersedes' in (source.properties?.['fields']?.properties ?? {}),
  );
  const [first, ...others] = owned.map(({ source }) => fieldsOf(source));
  const shared = (first ?? []).filter(([name]) =>
    others.every((fields) => fields.some(([each]) => each === name)),
  );
  const isShared = new Set(shared.map(([name]) => name));
  const definitions = schema.definitions ?? {};
  const source = owned[0]?.source ?? {};
  return `${[
    '# The link file, key by key',
    'Made from the JSON Schema by `npm run -s observer-graph -- member schema --markdown > packages/member/LINK-FILE.md`; a test sees that it is fresh. What the keys do is shown in the [README](README.md).',
    '## The file',
    table(
      ['key', 'what it is'],
      top.map(([name, each]) =>
        keyRow(name, name === 'database' ? { description: 'Where the rows are, see below.' } : each, schema),
      ),
    ),
    `Beside these it has sections, each a mapping of named sources: ${sections.map(({ name }) => `[\`${name}\`](#${name})`).join(', ')}.`,
    '## `database`',
    keyTable(schema.properties?.['database']),
    '## `defaults`',
    keyTable(schema.properties?.['defaults']),
    '## A source',
    table(
      ['key', 'what it is'],
      Object.entries(source.properties ?? {}).map(([name, each]) =>
        keyRow(
          name,
          name === 'fields' ? { description: "By the contract's names, see below." } : each,
          source,
        ),
      ),
    ),
    '## A column',
    'A field is a column (`title: summary`), a constant (`{ constant: … }`), an object or a list of these, or a mapping with these keys:',
    table(['key', 'what it is'], columnKeys(Object.values(definitions))),
    '## An election looked up',
    '`{ lookup: { year: 2021, kind: PARLIAMENTARY } }` stands where an election does: the one that the registry has of that year and kind, or unknown if it has none, or several. Each key has its value, or the column that has it in each row, `{ column: type, values: { parl: PARLIAMENTARY } }`:',
    keyTable(lookupOf(Object.values(definitions))),
    '## Fields of all records that members own',
    fieldTable(shared, definitions),
    ...sections.flatMap(({ name, source: each }) => [
      `## ${name}`,
      fieldTable(
        fieldsOf(each).filter(
          ([field]) =>
            !(isShared.has(field) && 'supersedes' in (each.properties?.['fields']?.properties ?? {})),
        ),
        definitions,
      ),
    ]),
    '## Words',
    table(['of', 'words'], wordRows(definitions)),
  ].join('\n\n')}\n`;
}

function keyTable(schema: Schema = {}): string {
  return table(
    ['key', 'what it is'],
    Object.entries(schema.properties ?? {}).map(([name, each]) => keyRow(name, each, schema)),
  );
}

function keyRow(name: string, schema: Schema, { required = [] }: Schema): string[] {
  const words = schema.enum ? ` ${listed(schema.enum)}.` : '';
  return [
    `\`${name}\`${required.includes(name) ? ' (required)' : ''}`,
    `${schema.description ?? ''}${words}`.trim(),
  ];
}

function fieldTable(
  fields: readonly (readonly [string, Schema])[],
  definitions: Schema['definitions'],
): string {
  return table(
    ['field', 'of', 'what it is'],
    fields.map(([name, field]) => [`\`${name}\``, kindOf(field, definitions), field.description ?? '']),
  );
}

/** What a field's values are: `Theme, a list`; of an object its parts. */
function kindOf(field: Schema, definitions: Schema['definitions'] = {}): string {
  const name = nameOf(field);
  const choices = definitions[name]?.anyOf ?? [];
  const constant = choices.find(({ properties }) => properties?.['constant'])?.properties?.['constant'];
  const list = constant?.anyOf?.some(({ type }) => type === 'array') ?? false;
  const value = nameOf(constant?.anyOf?.[0] ?? constant ?? {}).replace(/-value$/, '');
  const object = choices.find(
    ({ properties }) => properties && !['constant', 'column', 'lookup'].some((key) => key in properties),
  );
  const parts = Object.keys(object?.properties ?? {}).map((part) => `\`${part}\``);
  const what = value || name;
  return `${what}${list ? ', a list' : ''}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}`;
}

/** The keys of all mappings with a \`column\`, each with what is said of it where it first stands. */
function columnKeys(definitions: readonly Schema[]): string[][] {
  const keys = new Map<string, Schema>();
  for (const choice of definitions.flatMap(({ anyOf = [] }) => anyOf)) {
    if (!choice.properties?.['column']) continue;
    for (const [name, each] of Object.entries(choice.properties)) {
      if (!keys.has(name)) keys.set(name, each);
    }
  }
  const precision = (name: string, schema: Schema) =>
    name === 'precision'
      ? { description: 'How exactly the time is known: fills the field of that name beside it.' }
      : schema;
  const parts = (schema: Schema) => {
    const object = [schema, ...(schema.anyOf ?? [])].find(({ properties }) => properties);
    return object ? ` \`{ ${Object.keys(object.properties ?? {}).join(', ')} }\`` : '';
  };
  return [...keys].map(([name, each]) => {
    const schema = precision(name, each);
    const [key = '', text = ''] = keyRow(name, schema, {});
    return [key, `${text}${parts(schema)}`.trim()];
  });
}

function lookupOf(definitions: readonly Schema[]): Schema | undefined {
  const choices = definitions.flatMap(({ anyOf = [] }) => anyOf);
  return choices.find(({ properties }) => properties?.['lookup'])?.properties?.['lookup'];
}

function wordRows(definitions: Readonly<Record<string, Schema>>): string[][] {
  return Object.entries(definitions)
    .filter(([, { enum: words }]) => words)
    .map(([name, { enum: words = [] }]) => [name.replace(/-value$/, ''), listed(words)]);
}

function nameOf({ $ref, allOf = [] }: Schema): string {
  return ($ref ?? allOf[0]?.$ref ?? '').replace('#/definitions/', '');
}

function listed(words: readonly string[]): string {
  return words.map((word) => `\`${word}\``).join(', ');
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(header), `|${'---|'.repeat(header.length)}`, ...rows.map(line)].join('\n');
}
