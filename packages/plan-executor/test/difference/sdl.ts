import type { Field, Layout } from './layout.ts';

const keyFields: Readonly<Record<string, string>> = {
  id: 'id: ID!',
  code: 'code: ID!',
  'left right': 'left: Int! right: Int!',
  'org { id }': 'org: Org!',
};

const inputs =
  'enum Colour { RED GREEN BLUE } input Pick { n: Int = 5 colour: Colour! = BLUE deep: Pick many: [Int] }';

function argument(has: boolean): string {
  return has ? '(n: Int, colour: Colour = RED, pick: Pick)' : '';
}

export function subgraphSdl(
  { entities, hasMedia, mediaHome, mediaExtras, declared, roots, mutations, provides }: Layout,
  subgraph: number,
): string {
  const providesOf = (subgraph: number, target: string | null): string => {
    const field = provides.get(`${subgraph}.${target}`);
    return field ? `@provides(fields: "${field.name}${field.target ? ' { x y }' : ''}")` : '';
  };

  const types = declared[subgraph] as Set<string>;
  const isHere = (field: Field) => field.owners.includes(subgraph) || field.overridden === subgraph;
  const parts: string[] = [inputs, 'type Org @shareable { id: ID! }'];
  for (const [root, fields] of [
    ['Query', roots[subgraph] ?? []],
    ['Mutation', mutations[subgraph] ?? []],
  ] as const) {
    const lines = fields.map(
      ({ name, type, target, hasArgument }) =>
        `${name}${argument(hasArgument)}: ${type} ${providesOf(subgraph, target)}`,
    );
    if (lines.length > 0) parts.push(`type ${root} { ${lines.join(' ')} }`);
  }
  if (types.has('V')) parts.push('type V @shareable { x: Int y: String next: V }');
  const common = (): boolean =>
    entities.every((entity) =>
      entity.fields.some(
        (field) => field.name === 'f0' && field.type === 'Int' && isHere(field) && !field.hasArgument,
      ),
    );
  if (types.has('I')) parts.push(`interface I { id: ID! ${common() ? 'f0: Int' : ''} }`);
  if (types.has('U')) parts.push(`union U = ${entities.map(({ name }) => name).join(' | ')}`);
  if (types.has('M') || (hasMedia && mediaExtras.includes(subgraph))) {
    if (subgraph === mediaHome) {
      parts.push('interface M @key(fields: "id") { id: ID! title: String }');
      parts.push('type M0 implements M @key(fields: "id") { id: ID! title: String pages(n: Int): Int }');
      parts.push('type M1 implements M @key(fields: "id") { id: ID! title: String minutes: Int }');
    } else {
      const extras = mediaExtras.includes(subgraph)
        ? `extra${subgraph}(n: Int): Int title: String @external shout${subgraph}: String @requires(fields: "title")`
        : '';
      parts.push(`type M @key(fields: "id") @interfaceObject { id: ID! ${extras} }`);
    }
  }
  for (const entity of entities) {
    if (!types.has(entity.name)) continue;
    const isHome = subgraph === entity.home;
    const keys = isHome ? entity.keys : [entity.keys[subgraph % entity.keys.length] as string];
    const fields = entity.fields.filter(isHere);
    const external = new Set<string>();
    for (const { requires } of fields) {
      if (requires && !isHere(requires.field)) {
        external.add(
          `${requires.field.name}${argument(requires.field.hasArgument)}: ${requires.field.type} @external`,
        );
      }
    }
    const given = provides.get(`${subgraph}.${entity.name}`);
    // A field that is external for a @requires as well is declared once.
    if (given) external.add(`${given.name}${argument(given.hasArgument)}: ${given.type} @external`);
    const isStub = fields.length === 0 && !isHome && (subgraph + entity.home) % 3 > 0;
    const lines = fields.map((field) => {
      const marks = [
        field.owners.length > 1 || [...provides.values()].includes(field) ? '@shareable' : '',
        field.overridden !== null && field.owners.includes(subgraph)
          ? `@override(from: "s${field.overridden}")`
          : '',
        providesOf(subgraph, field.target),
        field.requires ? `@requires(fields: "${field.requires.selection}")` : '',
      ];
      return `${field.name}${argument(field.hasArgument)}: ${field.type} ${marks.join(' ')}`;
    });
    // Interfaces ask for the id, whatever the key is.
    const own = new Set(keys.flatMap((key) => keyFields[key] as string));
    if (types.has('I') && !keys.includes('id')) own.add('id: ID! @shareable');
    parts.push(
      `type ${entity.name} ${types.has('I') ? 'implements I' : ''} ${keys
        .map((key) => `@key(fields: "${key}"${isStub ? ', resolvable: false' : ''})`)
        .join(' ')} { ${[...own, ...lines, ...external].join('\n')} }`,
    );
  }
  return parts.join('\n');
}

/** One schema for all subgraphs. */
export function mergedSdl(
  { all, entities, hasMedia, mediaExtras, declared, roots, mutations }: Layout,
  typeDefs: readonly string[],
): string {
  const mediaFields = mediaExtras
    .map((subgraph) => `extra${subgraph}(n: Int): Int shout${subgraph}: String`)
    .join(' ');
  const hasCommon = all.some((subgraph) => /interface I \{ id: ID! f0/.test(typeDefs[subgraph] as string));
  const isUsed = (name: string) => declared.some((types) => types.has(name));
  return [
    inputs,
    'type Org { id: ID! }',
    ...[['Query', roots.flat()] as const, ['Mutation', mutations.flat()] as const]
      .filter(([, fields]) => fields.length > 0)
      .map(
        ([root, fields]) =>
          `type ${root} { ${fields
            .map(({ name, type, hasArgument }) => `${name}${argument(hasArgument)}: ${type}`)
            .join(' ')} }`,
      ),
    ...(isUsed('V') ? ['type V { x: Int y: String next: V }'] : []),
    ...(isUsed('I') ? [`interface I { id: ID! ${hasCommon ? 'f0: Int' : ''} }`] : []),
    ...(isUsed('U') ? [`union U = ${entities.map(({ name }) => name).join(' | ')}`] : []),
    ...(hasMedia
      ? [
          `interface M { id: ID! title: String ${mediaFields} }`,
          `type M0 implements M { id: ID! title: String pages(n: Int): Int ${mediaFields} }`,
          `type M1 implements M { id: ID! title: String minutes: Int ${mediaFields} }`,
        ]
      : []),
    ...entities.map((entity) => {
      const keys = entity.keys.map((key) => keyFields[key]).join(' ');
      const id = isUsed('I') && !entity.keys.includes('id') ? 'id: ID!' : '';
      return `type ${entity.name} ${isUsed('I') ? 'implements I' : ''} { ${keys} ${id} ${entity.fields
        .map((field) => `${field.name}${argument(field.hasArgument)}: ${field.type}`)
        .join(' ')} }`;
    }),
  ].join('\n');
}
