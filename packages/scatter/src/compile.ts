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
import { argumentsOf } from './arguments.ts';
import { type AskedField, askedKey } from './asked.ts';
import { type Collecting, collectFields } from './collect-fields.ts';
import type { DomainView } from './domain-view.ts';
import { askFor, gatherPlan, withClaims } from './gather-plan.ts';
import { needsRound, type Plan, type PlanField, type Role, type Selection } from './plan.ts';
import { blankOf } from './result.ts';

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
    blank: blankOf(roots.map(({ responseKey }) => responseKey)),
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
    argumentsOf: argumentsOf(definition, node),
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
    blank: blankOf(fields.map(({ responseKey }) => responseKey)),
    entity: view.entities.get(name) ?? null,
    asked,
    askedOfOwner: withClaims(view, name, asked),
    gathers,
    laterRounds: Math.max(0, ...later, ...gathered.map((rounds) => 1 + rounds)),
    laterRoundsByKey: Math.max(0, ...later, ...gathered),
  };
}

function laterRoundsOf({ role, selection }: PlanField): number {
  if (!selection) return 0;
  if (role !== 'reference') return selection.laterRounds;
  return needsRound(selection) ? 1 + selection.laterRoundsByKey : 0;
}
