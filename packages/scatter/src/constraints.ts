import type { Representation } from './compose.ts';
import type { Entity, Gather } from './domain-view.ts';
import type { Constraint } from './route.ts';

/** The entity that a connection or summary belongs to. */
export interface Parent {
  readonly entity: Entity;
  readonly representation: Representation;
}

const none = {};

/** What is known of the records that a connection or summary can hold: from its filter, and from the entity's own values. */
export function constraintsOf(
  { record, by }: Gather,
  args: Readonly<Record<string, unknown>>,
  parent: Parent | null,
): Constraint[] {
  const filter = (args['filter'] ?? none) as Readonly<Record<string, unknown>>;
  const constraints: Constraint[] = [];
  for (const name of Object.keys(filter)) {
    const by = record.filters.get(name)?.coverage;
    // A filter field that is null does not filter.
    const value = filter[name] ?? null;
    if (by && value !== null) constraints.push({ by, values: [value].flat().map(String) });
  }
  if (!parent) return constraints;
  const { entity, representation } = parent;
  if (by?.coverage) constraints.push({ by: by.coverage, values: [String(representation[entity.key])] });
  for (const { field, by: dimension } of entity.coverage) {
    const value = externalValue(entity, representation, field);
    if (value !== null) constraints.push({ by: dimension, values: [value] });
  }
  return constraints;
}

/** An own or external field of a representation, of an entity its key; null if it is not known. */
function externalValue(entity: Entity, representation: Representation, field: string): string | null {
  const value = representation[field] ?? null;
  const key = entity.external.get(field);
  const text = key && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : value;
  return typeof text === 'string' ? text : null;
}
