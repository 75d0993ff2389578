import { type GraphQLObjectType, getNamedType, isObjectType } from 'graphql';
import { type AskedField, type AskedFields, askedField } from './asked.ts';
import type { DomainView, Gather } from './domain-view.ts';
import { plainReader } from './plain-record.ts';
import type { GatherPlan, PlanField, Selection } from './plan.ts';

/** Adds what the fields need of a member's answer to what it is asked for. */
export function askFor(view: DomainView, asked: Map<string, AskedField>, fields: readonly PlanField[]): void {
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

export function gatherPlan(view: DomainView, gather: Gather, selection: Selection): GatherPlan {
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
  const asked = listed ? withClaims(view, gather.record.name, node) : null;
  const [only] = nodes;
  // Who asks for the report alone asks for the cheapest of what can be reported on.
  const [cheapest] = gather.kind === 'summary' && merged.size === 0 ? gather.merges.keys() : [];
  if (cheapest !== undefined) merged.set(cheapest, mergedField(view, selection.type, cheapest, gather));
  return {
    ...gather,
    node: asked,
    read: asked && nodes.length === 1 && only?.selection ? plainReader(asked, only.selection) : null,
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
