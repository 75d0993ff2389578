import { parseRecordId } from '@observer-graph/contract';
import { Kind, type SelectionSetNode } from 'graphql';
import { isObject } from './check.ts';
import type { Representation } from './compose.ts';
import type { DomainView, Entity } from './domain-view.ts';
import { badUserInput, type Failure } from './errors.ts';

/** A representation that was sent to `_entities`. */
export interface Given {
  readonly entity: Entity;
  /** What the engine, and the members, go by: the key and the external fields. */
  readonly representation: Representation;
}

/** Reads one of the representations that `_entities` was given. */
export function readRepresentation({ domain, entities }: DomainView, value: unknown): Given | Failure {
  if (!isObject(value) || typeof value['__typename'] !== 'string') {
    return badUserInput('A representation is an object with `__typename` and a key.');
  }
  const type = value['__typename'];
  const entity = entities.get(type);
  if (!entity?.resolvable) return badUserInput(`"${type}" is no entity of ${domain}.`);
  const key = value[entity.key];
  if (typeof key !== 'string' || key === '') {
    return badUserInput(`A representation of ${type} needs its \`${entity.key}\`.`);
  }
  return { entity, representation: representationOf(entity, key, value) };
}

/** @param given what was sent along with the key */
export function representationOf(
  entity: Entity,
  key: string,
  given: Readonly<Record<string, unknown>> = {},
): Representation {
  const representation: Record<string, unknown> = { [entity.key]: key };
  for (const [field, inner] of entity.external) {
    const value = given[field];
    if (value === undefined) continue;
    // Of an entity only the key may pass; a field that it lacks stays missing.
    representation[field] =
      inner !== null && isObject(value)
        ? value[inner] === undefined
          ? {}
          : { [inner]: value[inner] }
        : value;
  }
  return { __typename: entity.name, ...representation };
}

/** Which of the required fields was not sent along, as `country.code`; null if none is missing. Null is an answer. */
export function missingInput(
  value: Readonly<Record<string, unknown>>,
  { selections }: SelectionSetNode,
): string | null {
  for (const selection of selections) {
    if (selection.kind !== Kind.FIELD) continue;
    const name = selection.name.value;
    const inner = value[name];
    if (inner === undefined) return name;
    if (!selection.selectionSet || !isObject(inner)) continue;
    const missing = missingInput(inner, selection.selectionSet);
    if (missing !== null) return `${name}.${missing}`;
  }
  return null;
}

/** With null, which is an answer, for each required field that is not there. */
export function withUnknown(
  representation: Representation,
  { selections }: SelectionSetNode,
): Representation {
  const unknown = selections.flatMap((selection) =>
    selection.kind === Kind.FIELD ? [[selection.name.value, null] as const] : [],
  );
  return { ...Object.fromEntries(unknown), ...representation };
}

/** Whether a text is an id of a type's records, whoever owns it. */
export function isIdOf({ record }: Entity, key: string): boolean {
  return record === null || parseRecordId(key)?.slug === record.slug;
}
