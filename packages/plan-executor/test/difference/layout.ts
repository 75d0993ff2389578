/** Draws a whole number from 0 up to, not including, `below`. */
export type Draw = (below: number) => number;

export interface Field {
  readonly name: string;
  /** As in SDL. */
  readonly type: string;
  /** The composite type it leads to. */
  readonly target: string | null;
  readonly hasArgument: boolean;
  /** Subgraphs that answer it. */
  readonly owners: readonly number[];
  readonly overridden: number | null;
  readonly requires: {
    readonly field: Field;
    readonly selection: string;
    /** What is wanted of its objects. */
    readonly nested: readonly string[];
  } | null;
}

export interface Entity {
  readonly name: string;
  readonly home: number;
  readonly keys: readonly string[];
  readonly fields: Field[];
}

/** A field of a root type. */
export type RootField = Pick<Field, 'name' | 'type' | 'hasArgument'> & { readonly target: string };

/** Which types there are, and what of them is where; subgraphs by their numbers. */
export interface Layout {
  readonly all: readonly number[];
  readonly entities: readonly Entity[];
  /** Whether there is an interface `M` with keys, and where; elsewhere it is an `@interfaceObject`. */
  readonly hasMedia: boolean;
  readonly mediaHome: number;
  readonly mediaExtras: readonly number[];
  /** The types that each subgraph declares. */
  readonly declared: readonly ReadonlySet<string>[];
  readonly roots: readonly (readonly RootField[])[];
  readonly mutations: readonly (readonly RootField[])[];
  /** Fields of entities that a subgraph has not, but gives along with a reference; by subgraph and entity. */
  readonly provides: ReadonlyMap<string, Field>;
  readonly hasFaults: boolean;
}

const scalars = [
  'Int',
  'String',
  'Boolean',
  'Float',
  'Colour',
  '[String!]',
  'ID',
  '[[Int!]]',
  '[[Colour]!]',
] as const;
const keySets = [['id'], ['id', 'code'], ['id', 'left right'], ['id', 'org { id }'], ['code', 'id']] as const;
/** Draws types spread over subgraphs; they may not compose. */
export function drawLayout(draw: Draw): Layout {
  const pick = <Item>(items: readonly Item[]): Item => items[draw(items.length)] as Item;
  const chance = (percent: number) => draw(100) < percent;
  const count = 2 + draw(3);
  const all = [...Array(count).keys()];

  const entities: Entity[] = [...Array(1 + draw(3)).keys()].map((number) => ({
    name: `T${number}`,
    home: draw(count),
    keys: pick(keySets),
    fields: [],
  }));
  const hasMedia = chance(50);
  const mediaHome = draw(count);
  const hasUnion = chance(50);
  const hasInterface = chance(60);
  const targets = [
    ...entities.map(({ name }) => name),
    'V',
    ...(hasUnion ? ['U'] : []),
    ...(hasInterface ? ['I'] : []),
    ...(hasMedia ? ['M'] : []),
  ];
  const typeNamed = (target: string) =>
    pick([
      target,
      `[${target}!]`,
      `[${target}]`,
      `${target}!`,
      `[${target}!]!`,
      `[[${target}]!]`,
      `[[${target}!]!]!`,
    ]);

  const keyIn = ({ home, keys }: Entity, subgraph: number): string =>
    (subgraph === home ? keys[0] : keys[subgraph % keys.length]) as string;
  /** What a `@requires` in a subgraph wants of a field. */
  const wantedOf = ({ name, target }: Pick<Field, 'name' | 'target'>, subgraph: number, args: string) => {
    const entity = entities.find((other) => other.name === target);
    const set = target === 'V' ? 'x y' : entity ? keyIn(entity, subgraph) : 'id';
    return {
      selection: `${name}${args}${target ? ` { ${set} }` : ''}`,
      nested: set.replace('{ id }', '').trim().split(' '),
    };
  };

  for (const entity of entities) {
    for (let number = 0; number < 2 + draw(5); number += 1) {
      const target = chance(40) ? pick(targets) : null;
      const scalar = pick(scalars);
      const owner = draw(count);
      const second = draw(count);
      const isShared = chance(15) && second !== owner;
      const isOverridden = !isShared && chance(12) && second !== owner;
      entity.fields.push({
        name: `f${number}`,
        type: target ? typeNamed(target) : pick([scalar, scalar, `${scalar}!`]),
        target,
        hasArgument: chance(30),
        owners: isShared ? [owner, second] : [owner],
        overridden: isOverridden ? second : null,
        requires: null,
      });
    }
    const plain = entity.fields.slice();
    for (let number = 0; number < draw(4); number += 1) {
      // At times the same again, then with other arguments.
      const earlier = entity.fields.find(({ requires }) => requires)?.requires?.field;
      const field = earlier && chance(50) ? earlier : pick([...plain, ...entity.fields]);
      const owner = draw(count);
      const isPossible = field.target !== 'U' && !field.owners.includes(owner) && field.overridden !== owner;
      if (!isPossible) continue;
      const args = field.hasArgument ? `(n: ${draw(3)})` : '';
      entity.fields.push({
        name: `r${number}`,
        type: 'String',
        target: null,
        hasArgument: chance(20),
        owners: [owner],
        overridden: null,
        requires: { field, ...wantedOf(field, owner, args) },
      });
    }
  }

  // Where a type is declared: where it has fields, and wherever it is referred to.
  const declared = all.map(() => new Set<string>());
  const refer = (subgraph: number, target: string) => {
    const into = declared[subgraph] as Set<string>;
    if (into.has(target)) return;
    into.add(target);
    if (target === 'U' || target === 'I') for (const { name } of entities) refer(subgraph, name);
    const entity = entities.find(({ name }) => name === target);
    for (const field of entity?.fields ?? []) {
      if (field.owners.includes(subgraph) || field.overridden === subgraph) {
        if (field.target) refer(subgraph, field.target);
        if (field.requires?.field.target) refer(subgraph, field.requires.field.target);
      }
    }
  };
  for (const entity of entities) {
    refer(entity.home, entity.name);
    for (const field of entity.fields) {
      for (const owner of [...field.owners, ...(field.overridden === null ? [] : [field.overridden])]) {
        refer(owner, entity.name);
        if (field.target) refer(owner, field.target);
        if (field.requires?.field.target) refer(owner, field.requires.field.target);
      }
    }
  }
  const mediaExtras = all.filter((subgraph) => subgraph !== mediaHome && chance(60));
  const roots = all.map((subgraph) =>
    [...Array(1 + draw(3)).keys()].map((number) => {
      const target = pick(targets);
      refer(subgraph, target);
      return { name: `q${subgraph}${number}`, type: typeNamed(target), target, hasArgument: chance(30) };
    }),
  );
  if (hasMedia) refer(mediaHome, 'M');

  const mutations = all.map((subgraph) =>
    [...Array(draw(3)).keys()].map((number) => {
      const target = pick(targets);
      refer(subgraph, target);
      return { name: `m${subgraph}${number}`, type: typeNamed(target), target, hasArgument: true };
    }),
  );
  const hasFaults = chance(40);

  const provides = new Map<string, Field>();
  for (const subgraph of all) {
    for (const entity of entities) {
      const field = entity.fields.find(
        ({ owners, overridden, requires, target, hasArgument }) =>
          !owners.includes(subgraph) &&
          overridden === null &&
          !requires &&
          !hasArgument &&
          (target === null || (target === 'V' && (declared[subgraph] as Set<string>).has('V'))),
      );
      const isHome = subgraph === entity.home;
      const leadsTo = [
        ...(roots[subgraph] ?? []),
        ...(mutations[subgraph] ?? []),
        ...entities.flatMap(({ fields }) => fields.filter(({ owners }) => owners.includes(subgraph))),
      ];
      if (field && !isHome && leadsTo.some(({ target }) => target === entity.name) && chance(50)) {
        provides.set(`${subgraph}.${entity.name}`, field);
      }
    }
  }
  return {
    all,
    entities,
    hasMedia,
    mediaHome,
    mediaExtras,
    declared,
    roots,
    mutations,
    provides,
    hasFaults,
  };
}
