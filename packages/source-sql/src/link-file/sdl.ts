import { type Domain, domains, type RecordType, sdlOf } from '@observer-graph/contract';
import { Kind, parse } from 'graphql';

/** What the contract's SDL says of a field besides its type. */
export interface FieldFacts {
  readonly description?: string;
  /** Whether the contract promises that it is never null. */
  readonly required: boolean;
}

interface Facts {
  /** By `Type.field`. */
  readonly fields: ReadonlyMap<string, FieldFacts>;
  /** By type. */
  readonly types: ReadonlyMap<string, string>;
}

/** Types shared by domains have descriptions of their own in each, so facts are kept by domain. */
const facts = new Map<Domain, Facts>();

export function fieldFacts(domain: Domain, type: string, field: string): FieldFacts {
  return factsOf(domain).fields.get(`${type}.${field}`) ?? { required: false };
}

export function recordDescription(record: RecordType): string | undefined {
  return factsOf(record.domain).types.get(record.name);
}

/** The names of an object's fields that it cannot be without. */
export function requiredFields(type: string): string[] {
  const required = domains.flatMap((domain) =>
    [...factsOf(domain).fields].filter(([key, { required }]) => required && key.startsWith(`${type}.`)),
  );
  return [...new Set(required.map(([key]) => key.slice(type.length + 1)))];
}

function factsOf(domain: Domain): Facts {
  const known = facts.get(domain);
  if (known) return known;
  const fields = new Map<string, FieldFacts>();
  const types = new Map<string, string>();
  for (const definition of parse(`${sdlOf.common}\n${sdlOf[domain]}`, { noLocation: true }).definitions) {
    if (definition.kind !== Kind.OBJECT_TYPE_DEFINITION) continue;
    const type = definition.name.value;
    if (definition.description) types.set(type, definition.description.value);
    for (const field of definition.fields ?? []) {
      fields.set(`${type}.${field.name.value}`, {
        ...(field.description && { description: field.description.value }),
        required: field.type.kind === Kind.NON_NULL_TYPE,
      });
    }
  }
  const found = { fields, types };
  facts.set(domain, found);
  return found;
}
