import { recordType } from '@observer-graph/contract';
import {
  type DirectiveNode,
  type FieldNode,
  Kind,
  parse,
  type SelectionSetNode,
  type ValueNode,
  valueFromASTUntyped,
  visit,
} from 'graphql';
import { filterFields } from './filters.ts';
import { nobodysNumber, type Operation } from './operations.ts';
import { columnsOf, type DrawnRecord, elections, shapes, type World } from './world.ts';

const records: readonly DrawnRecord[] = ['Finding', 'Mission', 'Recommendation', 'Assessment'];

const recordOf = new Map<string, DrawnRecord>(
  records.flatMap((record) => {
    const field = record.toLowerCase();
    return [`${field}s`, `${field}Summary`].map((name) => [name, record] as const);
  }),
);

/** Everything that is to be drawn: whatever of it never occurs, nothing was proved about it. */
export const wanted: readonly string[] = [
  ...shapes.map((shape) => `world: ${shape}`),
  ...[
    'a member without rows',
    'a member with half of the rows',
    'equal sort keys in several members',
    'unknown sort keys',
    'one election in several members',
    'references to other members',
    'coverage told',
    'coverage not told',
  ].map((kind) => `world: ${kind}`),
  ...records.flatMap((record) => [
    ...filterFields(record).map(({ name }) => `filter: ${record}.${name}`),
    ...[...recordType(record).orders.keys()].map((order) => `order: ${record}.${order}`),
    ...[...recordType(record).dimensions.values()]
      .filter(({ field }) => columnsOf(record).includes(field))
      .map(({ name }) => `dimension: ${record}.${name}`),
  ]),
  ...[
    'first',
    'last',
    'after',
    'before',
    'total',
    'sources',
    'alias',
    'a list twice with different arguments',
    'a field twice',
    'named fragment',
    'named fragment spread twice',
    'inline fragment',
    'inline fragment without a type',
    'variable',
    'variable with its default',
    'variable in the place of its default',
    '@include that holds',
    '@include that does not',
    '@skip that holds',
    '@skip that does not',
    'summary by several dimensions',
    'summary by none',
    'lookup',
    'lookup of what nobody has',
    'list below an entity in a list',
    'findings of elections of findings',
    'record referred to, with more than its key',
    '_entities',
    '_entities twice the same',
    '_entities of what nobody has',
    '_entities of several types',
    '_entities with what another domain knows',
    '_entities without what another domain does not know',
    'progress',
  ].map((kind) => `operation: ${kind}`),
  ...[
    'rows of several members on one page',
    'a page that is not the last',
    'nothing',
    "another member's record in a record",
    'a list in a list',
    'a member asked again for the same page',
  ].map((kind) => `answer: ${kind}`),
  ...['forward', 'backward', 'below an entity', 'between two cursors', 'several pages'].map(
    (kind) => `pages: ${kind}`,
  ),
];

/** What of a kind has been drawn, and how often. */
export class Kinds {
  private readonly counts = new Map<string, number>();

  add(kind: string): void {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
  }

  /** What never occurred. */
  missing(): string[] {
    return wanted.filter((kind) => !this.counts.has(kind));
  }

  toString(): string {
    return wanted.map((kind) => `${String(this.counts.get(kind) ?? 0).padStart(7)}  ${kind}`).join('\n');
  }
}

export function addWorld(kinds: Kinds, { rows, members }: World, shape: string): void {
  const kind = (name: string) => kinds.add(`world: ${name}`);
  kind(shape);
  const ofMember = (code: string) => rows.filter(({ member }) => member === code);
  const sizes = members.map(({ code }) => ofMember(code).length);
  if (sizes.includes(0)) kind('a member without rows');
  if (members.length > 2 && Math.max(...sizes) * 2 >= rows.length) kind('a member with half of the rows');
  const holders = (has: (row: World['rows'][number]) => boolean) =>
    new Set(rows.filter(has).map(({ member }) => member)).size;
  const instants = new Set(rows.map(({ values }) => values['observedAt'] ?? null));
  if ([...instants].some((one) => one && holders(({ values }) => values['observedAt'] === one) > 1)) {
    kind('equal sort keys in several members');
  }
  if (holders(({ record, values }) => record === 'Finding' && values['observedAt'] === null) > 1)
    kind('unknown sort keys');
  const concerns = (election: string) =>
    holders(({ values }) => ((values['elections'] ?? []) as string[]).includes(election));
  if (elections.some((election) => concerns(election) > 1)) kind('one election in several members');
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  const isElsewhere = (number: number | null, member: string) =>
    number !== null && byNumber.get(number)?.member !== member;
  const refers = rows.some(({ refs, member }) =>
    Object.values(refs)
      .flat()
      .some((number) => isElsewhere(number, member)),
  );
  if (refers) kind('references to other members');
  for (const { covered } of members) kind(covered ? 'coverage told' : 'coverage not told');
}

/** What an operation has, read from its text. */
export function addOperation(kinds: Kinds, { query, variables }: Operation): void {
  const kind = (name: string) => kinds.add(`operation: ${name}`);
  const document = parse(query);
  const defaults = new Map<string, ValueNode | undefined>();
  const given = (node: ValueNode | undefined): unknown => {
    if (!node) return undefined;
    if (node.kind !== Kind.VARIABLE) return valueFromASTUntyped(node, variables);
    const { value } = node.name;
    return value in variables ? variables[value] : given(defaults.get(value));
  };
  const argument = ({ arguments: args }: FieldNode | DirectiveNode, name: string) =>
    given(args?.find((one) => one.name.value === name)?.value);
  const spreads = new Map<string, number>();
  /** The names of the fields around. */
  const path: string[] = [];

  visit(document, {
    VariableDefinition: ({ variable, defaultValue }) => {
      const name = variable.name.value;
      defaults.set(name, defaultValue);
      kind(
        !defaultValue
          ? 'variable'
          : name in variables
            ? 'variable in the place of its default'
            : 'variable with its default',
      );
      return false;
    },
    Directive: (node) =>
      kind(`@${node.name.value} that ${argument(node, 'if') === true ? 'holds' : 'does not'}`),
    FragmentSpread: ({ name }) => {
      spreads.set(name.value, (spreads.get(name.value) ?? 0) + 1);
      kind(spreads.get(name.value) === 2 ? 'named fragment spread twice' : 'named fragment');
    },
    InlineFragment: ({ typeCondition }) =>
      kind(typeCondition ? 'inline fragment' : 'inline fragment without a type'),
    SelectionSet: (node) => addSelections(kinds, node),
    Field: {
      enter: (node) => {
        addField(kinds, node, path, (name) => argument(node, name));
        path.push(node.name.value);
      },
      leave: () => {
        path.pop();
      },
    },
  });
}

function addSelections(kinds: Kinds, { selections }: SelectionSetNode): void {
  const fields = selections.filter((node) => node.kind === Kind.FIELD);
  const keys = fields.map(({ alias, name }) => (alias ?? name).value);
  if (new Set(keys).size < keys.length) kinds.add('operation: a field twice');
  const lists = fields.filter(({ name }) => recordOf.has(name.value)).map(({ name }) => name.value);
  if (new Set(lists).size < lists.length) kinds.add('operation: a list twice with different arguments');
}

const plainRoots = new Set(records.map((record) => record.toLowerCase()));

function addField(
  kinds: Kinds,
  node: FieldNode,
  path: readonly string[],
  argument: (name: string) => unknown,
): void {
  const kind = (name: string) => kinds.add(`operation: ${name}`);
  const name = node.name.value;
  if (node.alias) kind('alias');
  if (name === 'totalCount') kind('total');
  if (name === 'sources') kind('sources');
  if (name === 'progress') kind('progress');
  if (name === '_entities') addEntities(kinds, argument('representations') as readonly Representation[]);
  if (path.length === 0 && plainRoots.has(name as Lowercase<DrawnRecord>)) {
    kind(String(argument('id')).endsWith(`:${nobodysNumber}`) ? 'lookup of what nobody has' : 'lookup');
  }
  if (['mission', 'followUpOf', 'sameIncidentAs', 'repeats'].includes(name)) {
    const selected = node.selectionSet?.selections.length ?? 0;
    if (selected > 1) kind('record referred to, with more than its key');
  }
  const record = recordOf.get(name);
  if (!record) return;
  if (path.includes('node')) kind('list below an entity in a list');
  if (path.slice(-2).join('.') === 'node.elections' && name === 'findings')
    kind('findings of elections of findings');
  for (const one of ['first', 'last']) if (argument(one) !== undefined) kind(one);
  const orderBy = argument('orderBy');
  if (orderBy !== undefined) kinds.add(`order: ${record}.${String(orderBy)}`);
  for (const field of Object.keys((argument('filter') ?? {}) as object))
    kinds.add(`filter: ${record}.${field}`);
  if (!name.endsWith('Summary')) return;
  const by = (argument('by') ?? []) as string[];
  for (const dimension of by) kinds.add(`dimension: ${record}.${dimension}`);
  if (by.length === 0) kind('summary by none');
  if (by.length > 1) kind('summary by several dimensions');
}

type Representation = Readonly<Record<string, unknown>>;

function addEntities(kinds: Kinds, representations: readonly Representation[]): void {
  const kind = (name: string) => kinds.add(`operation: ${name}`);
  kind('_entities');
  const texts = representations.map((one) => JSON.stringify(one));
  if (new Set(texts).size < texts.length) kind('_entities twice the same');
  if (texts.some((text) => text.includes(`:${nobodysNumber}`) || text.includes('"ZZ')))
    kind('_entities of what nobody has');
  if (new Set(representations.map(({ __typename }) => __typename)).size > 1)
    kind('_entities of several types');
  if (representations.some(({ country }) => country)) kind('_entities with what another domain knows');
  if (representations.some(({ country }) => country === null))
    kind('_entities without what another domain does not know');
}

/** What an answer has. */
export function addAnswer(kinds: Kinds, data: unknown): void {
  const kind = (name: string) => kinds.add(`answer: ${name}`);
  const ownerOf = (value: unknown) => {
    const id = (value as Representation | null)?.['id'];
    return typeof id === 'string' ? (/^(m\d\d):/.exec(id)?.[1] ?? null) : null;
  };
  const walk = (value: unknown, owner: string | null, lists: number): void => {
    if (typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const one of value) walk(one, owner, lists);
      return;
    }
    const object = value as Representation;
    const own = ownerOf(object);
    if (owner && own && own !== owner && Object.keys(object).length > 2)
      kind("another member's record in a record");
    const { edges, pageInfo } = object as { edges?: readonly Representation[]; pageInfo?: Representation };
    if (pageInfo && (pageInfo['hasNextPage'] || pageInfo['hasPreviousPage']))
      kind('a page that is not the last');
    if (edges) {
      const owners = new Set(edges.map(({ node }) => ownerOf(node)));
      if (owners.size > 1) kind('rows of several members on one page');
      if (edges.length === 0) kind('nothing');
      if (lists > 0 && edges.length > 0) kind('a list in a list');
    }
    for (const one of Object.values(object)) walk(one, own ?? owner, lists + (edges ? 1 : 0));
  };
  walk(data, null, 0);
}
