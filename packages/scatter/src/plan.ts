import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { type AskedField, type AskedFields, askedField, askedKey } from './asked.ts';
import { type Collecting, collectFields } from './collect-fields.ts';
import type { DomainView, Entity, Gather } from './domain-view.ts';

/** An operation with its fragments and conditions resolved: a tree of fields. */
export interface Plan {
  readonly roots: readonly PlanField[];
  /** Whether no response key of theirs is `__proto__`. */
  readonly isOrdinary: boolean;
  /** The part that no member is asked for: introspection, `_service`, the root's `__typename`. */
  readonly local: DocumentNode | null;
}

/**
 * What a field is to the engine.
 *
 * `local`: answered here. `entities`: `_entities`. `lookup`: one record by its key. `gather`: a connection or summary.
 * `edges`, `pageInfo`, `merge`, `report`: the parts of one. `cursor`, `node`: the parts of an edge. `key`: an entity's
 * key. `external`: what others sent along. `reference`: an entity, known by its key. `value`: anything else.
 */
type Role =
  | 'typename'
  | 'local'
  | 'entities'
  | 'lookup'
  | 'gather'
  | 'edges'
  | 'pageInfo'
  | 'merge'
  | 'report'
  | 'cursor'
  | 'node'
  | 'key'
  | 'external'
  | 'reference'
  | 'value';

export interface PlanField {
  readonly role: Role;
  readonly responseKey: string;
  readonly name: string;
  /** Absent for `__typename`. */
  readonly definition: GraphQLField<unknown, unknown> | null;
  /** Has the arguments. */
  readonly node: FieldNode;
  /** The key of the value in a member's answer. */
  readonly key: string;
  readonly selection: Selection | null;
  /** Of `_entities`: what is selected of each type. */
  readonly choices: ReadonlyMap<string, Selection> | null;
  readonly gather: GatherPlan | null;
}

/** What is selected of one object. */
export interface Selection {
  readonly type: string;
  readonly fields: readonly PlanField[];
  /** Whether no response key is `__proto__`. */
  readonly isOrdinary: boolean;
  readonly entity: Entity | null;
  /** Of an entity: what its owner is asked for beyond the key. Of another object: what stands in it. */
  readonly asked: AskedFields;
  readonly gathers: readonly PlanField[];
  /** How many rounds follow the one in which this object arrives. */
  readonly laterRounds: number;
  /** Of an entity: how many rounds follow the one that asks for it by its key. */
  readonly laterRoundsByKey: number;
}

export interface GatherPlan extends Gather {
  /** What is asked of each record; null if none are. */
  readonly node: AskedFields | null;
  /** The merged fields to ask for. */
  readonly asked: readonly AskedField[];
  /** Whether the client sees who answered. */
  readonly reported: boolean;
}

interface Compiling extends Collecting {
  readonly view: DomainView;
}

/** @param variables coerced; only those that conditions name matter */
export function compile(
  view: DomainView,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Plan {
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const compiling: Compiling = {
    view,
    schema: view.schema,
    fragments: new Map(fragments.map((node) => [node.name.value, node])),
    variables,
  };
  const query = view.schema.getQueryType() as GraphQLObjectType;
  const roots = planFields(compiling, query, [operation.selectionSet]);
  const local = roots.filter(({ role }) => role === 'local' || role === 'typename').map(({ node }) => node);
  return {
    roots,
    isOrdinary: isOrdinary(roots),
    local: local.length > 0 ? localDocument(operation, local, fragments) : null,
  };
}

function localDocument(
  operation: OperationDefinitionNode,
  selections: readonly FieldNode[],
  fragments: readonly FragmentDefinitionNode[],
): DocumentNode {
  const only = { ...operation, selectionSet: { kind: Kind.SELECTION_SET as const, selections } };
  return { kind: Kind.DOCUMENT, definitions: [only, ...fragments] };
}

function planFields(
  compiling: Compiling,
  type: GraphQLObjectType,
  selectionSets: readonly SelectionSetNode[],
): PlanField[] {
  return [...collectFields(compiling, type, selectionSets)].map(([responseKey, nodes]) =>
    planField(compiling, type, responseKey, nodes),
  );
}

function planField(
  compiling: Compiling,
  parent: GraphQLObjectType,
  responseKey: string,
  nodes: readonly FieldNode[],
): PlanField {
  const node = nodes[0] as FieldNode;
  const name = node.name.value;
  const definition = parent.getFields()[name] ?? null;
  const role = roleOf(compiling.view, parent, name, definition);
  const selectionSets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
  const type = definition && getNamedType(definition.type);
  const selection =
    role !== 'local' && isObjectType(type)
      ? selectionOf(compiling.view, type, planFields(compiling, type, selectionSets))
      : null;
  const gather = role === 'gather' ? compiling.view.gathers.get(parent.name)?.get(name) : undefined;
  return {
    role,
    responseKey,
    name,
    definition,
    node,
    key: askedKey(name, node),
    selection,
    choices: role === 'entities' ? choicesOf(compiling, selectionSets) : null,
    gather: gather && selection ? gatherPlan(compiling.view, gather, selection) : null,
  };
}

function roleOf(
  view: DomainView,
  parent: GraphQLObjectType,
  name: string,
  definition: GraphQLField<unknown, unknown> | null,
): Role {
  if (name === '__typename') return 'typename';
  if (view.gathers.get(parent.name)?.has(name)) return 'gather';
  if (parent === view.schema.getQueryType()) {
    if (name === '_entities') return 'entities';
    return view.lookups.has(name) ? 'lookup' : 'local';
  }
  const part = view.parts.get(parent.name)?.get(name);
  if (part) return part;
  const entity = view.entities.get(parent.name);
  if (entity?.key === name) return 'key';
  if (entity?.external.has(name)) return 'external';
  return definition && view.entities.has(getNamedType(definition.type).name) ? 'reference' : 'value';
}

function choicesOf(compiling: Compiling, selectionSets: readonly SelectionSetNode[]): Map<string, Selection> {
  const { view } = compiling;
  const choices = new Map<string, Selection>();
  for (const { name, resolvable } of view.entities.values()) {
    const type = view.schema.getType(name);
    if (!resolvable || !isObjectType(type)) continue;
    choices.set(name, selectionOf(view, type, planFields(compiling, type, selectionSets)));
  }
  return choices;
}

function selectionOf(view: DomainView, { name }: GraphQLObjectType, fields: readonly PlanField[]): Selection {
  const asked = new Map<string, AskedField>();
  askFor(view, asked, fields);
  const later = fields.filter(({ role }) => role !== 'gather').map((field) => laterRoundsOf(field));
  const gathers = fields.filter(({ role }) => role === 'gather');
  const gathered = gathers.map(({ selection }) => selection?.laterRounds ?? 0);
  return {
    type: name,
    fields,
    isOrdinary: isOrdinary(fields),
    entity: view.entities.get(name) ?? null,
    asked,
    gathers,
    laterRounds: Math.max(0, ...later, ...gathered.map((rounds) => 1 + rounds)),
    laterRoundsByKey: Math.max(0, ...later, ...gathered),
  };
}

function isOrdinary(fields: readonly PlanField[]): boolean {
  return fields.every(({ responseKey }) => responseKey !== '__proto__');
}

function laterRoundsOf({ role, selection }: PlanField): number {
  if (!selection) return 0;
  if (role !== 'reference') return selection.laterRounds;
  return needsRound(selection) ? 1 + selection.laterRoundsByKey : 0;
}

/** Whether more is selected of an entity than its key, and what came along with it, can tell. */
export function needsRound({ asked, gathers }: Selection): boolean {
  return asked.size > 0 || gathers.length > 0;
}

/** Adds what the fields need of a member's answer to what it is asked for. */
function askFor(view: DomainView, asked: Map<string, AskedField>, fields: readonly PlanField[]): void {
  for (const field of fields) {
    if ((field.role !== 'value' && field.role !== 'reference') || !field.definition) continue;
    const known = asked.get(field.key);
    const children = new Map(known?.children ?? []);
    if (field.role === 'reference' && field.selection) {
      const { entity, type } = field.selection;
      if (entity) children.set(entity.key, keyField(view, type, entity.key));
    } else if (field.selection) {
      askFor(view, children, field.selection.fields);
    }
    asked.set(field.key, askedField(field.definition, field.node, field.selection ? children : null));
  }
}

function keyField(
  view: DomainView,
  type: string,
  key: string,
  children: AskedFields | null = null,
): AskedField {
  const object = view.schema.getType(type);
  const definition = isObjectType(object) ? object.getFields()[key] : undefined;
  if (!definition) throw new Error(`${type} has no field ${key}.`);
  return askedField(definition, null, children);
}

/** The fields by which every owned record tells for whom it speaks. */
const claims = ['holding', 'organization'] as const;

function gatherPlan(view: DomainView, gather: Gather, selection: Selection): GatherPlan {
  const listed = selection.fields.some(({ role }) => role === 'edges' || role === 'pageInfo');
  const merged = new Map(
    selection.fields
      .filter(({ role }) => role === 'merge')
      .map(({ name }) => [name, mergedField(view, selection.type, name, gather)]),
  );
  const nodes = selection.fields
    .filter(({ role }) => role === 'edges')
    .flatMap(({ selection: edge }) => edge?.fields ?? [])
    .filter(({ role }) => role === 'node');
  const node = new Map<string, AskedField>();
  for (const { selection: record } of nodes) askFor(view, node, record?.fields ?? []);
  // Who asks for the report alone asks for the cheapest of what can be reported on.
  const [cheapest] = gather.kind === 'summary' && merged.size === 0 ? gather.merges.keys() : [];
  if (cheapest !== undefined) merged.set(cheapest, mergedField(view, selection.type, cheapest, gather));
  return {
    ...gather,
    node: listed ? withClaims(view, gather.record.name, node) : null,
    asked: [...merged.values()],
    reported: selection.fields.some(({ role }) => role === 'report'),
  };
}

/** All fields of a merged object are needed to merge it. */
function mergedField(view: DomainView, type: string, name: string, gather: Gather): AskedField {
  const children =
    gather.merges.get(name) === 'BUCKETS'
      ? new Map(['keys', 'count'].map((part) => [part, keyField(view, 'Bucket', part)]))
      : null;
  return keyField(view, type, name, children);
}

/** What is asked of an owned record, and what is needed to check that its member may say it. */
export function withClaims(view: DomainView, type: string, asked: AskedFields): AskedFields {
  const entity = view.entities.get(type);
  if (!entity?.partitioned) return asked;
  const complete = new Map([[entity.key, keyField(view, type, entity.key)], ...asked]);
  const object = view.schema.getType(type) as GraphQLObjectType;
  for (const claim of claims) {
    const definition = object.getFields()[claim];
    if (!definition || complete.has(claim)) continue;
    const { name } = getNamedType(definition.type);
    const key = view.entities.get(name)?.key;
    complete.set(
      claim,
      askedField(definition, null, key ? new Map([[key, keyField(view, name, key)]]) : null),
    );
  }
  return complete;
}
