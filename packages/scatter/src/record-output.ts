import type { RawObject } from './check.ts';
import type { Representation } from './compose.ts';
import type { Context } from './context.ts';
import { Fault } from './fault.ts';
import { needsRound, type PlanField, type Selection } from './plan.ts';
import { representationOf } from './representation.ts';
import { Failed, type Output, output } from './result.ts';

/** What has become of an object's connections and summaries. */
export type Gathers = ReadonlyMap<PlanField, unknown>;

const noGathers: Gathers = new Map();

/** A record of a list: what its member gave, and what is still to be asked. */
export function recordOutput(context: Context, raw: RawObject, selection: Selection): Output {
  const { entity } = selection;
  if (!entity) return plainOutput(context, selection, raw);
  const representation = representationOf(entity, String(raw[entity.key]));
  const gathers = context.gathers(selection, { entity, representation });
  return objectOutput(context, selection, raw, representation, gathers);
}

/**
 * An entity.
 *
 * @param raw what its owner gave; null if nothing of it is known but what the representation says
 */
export function objectOutput(
  context: Context,
  selection: Selection,
  raw: RawObject | null,
  representation: Representation,
  gathers: Gathers = noGathers,
): Output {
  const object = output(selection.blank);
  for (const field of selection.fields) {
    object[field.responseKey] = fieldOutput(context, field, selection, raw, representation, gathers);
  }
  return object;
}

function fieldOutput(
  context: Context,
  field: PlanField,
  { type, entity }: Selection,
  raw: RawObject | null,
  representation: Representation,
  gathers: Gathers,
): unknown {
  switch (field.role) {
    case 'typename':
      return type;
    case 'key':
      return entity && representation[entity.key];
    case 'gather':
      return gathers.get(field) ?? null;
    case 'external':
      return externalOutput(context, field, representation[field.name]);
    default:
      return raw && valueOutput(context, field, raw[field.key]);
  }
}

/** What was sent along; of an entity, as far as its key tells. */
function externalOutput(context: Context, field: PlanField, value: unknown): unknown {
  if (value === undefined || value === null) return null;
  return field.selection?.entity ? reference(context, field.selection, value as RawObject) : value;
}

/** An object that is no entity. */
function plainOutput(context: Context, selection: Selection, raw: RawObject): Output {
  const object = output(selection.blank);
  for (const field of selection.fields) {
    object[field.responseKey] =
      field.role === 'typename' ? selection.type : valueOutput(context, field, raw[field.key]);
  }
  return object;
}

function valueOutput(context: Context, field: PlanField, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'object') return value;
  if (value instanceof Fault) {
    context.unfinished += 1;
    return new Failed([value.failure]);
  }
  if (Array.isArray(value)) {
    const isWhole = !field.selection && !value.some((item) => item instanceof Fault);
    return isWhole ? value : value.map((item) => valueOutput(context, field, item));
  }
  if (!field.selection) return value;
  return field.role === 'reference'
    ? reference(context, field.selection, value as RawObject)
    : plainOutput(context, field.selection, value as RawObject);
}

/** A reference is a key: what else is selected of the entity is asked of those who know. */
function reference(context: Context, selection: Selection, value: RawObject): unknown {
  const { entity } = selection;
  const key = entity && value[entity.key];
  if (!entity || typeof key !== 'string') return null;
  if (!needsRound(selection)) return keyOutput(selection, key);
  return context.entity(entity, representationOf(entity, key), selection, 'reference');
}

/** An entity of which nothing but the key is selected, or what nobody sent along. */
function keyOutput(selection: Selection, key: string): Output {
  const object = output(selection.blank);
  for (const { role, responseKey } of selection.fields) {
    object[responseKey] = role === 'typename' ? selection.type : role === 'key' ? key : null;
  }
  return object;
}
