import { type FieldNode, isAbstractType, Kind, type SelectionSetNode } from 'graphql';
import { ClientPaths } from './client-paths.ts';
import { type CompiledFetch, type CompiledPlan, UnsoundPlanError } from './compile-plan.ts';
import type { Data } from './data.ts';
import type { DeferredPart } from './deferred-parts.ts';
import { type Place, placesAlong } from './deferred-places.ts';
import { objectWriter, type ProjectionScope, type Writing } from './projection.ts';
import { remembered } from './remembered.ts';
import { deferOf, dependsOnType } from './selections.ts';

/** A deferred part of the answers to an operation. */
export interface CompiledPart {
  /** What the client calls it. */
  readonly label: string | undefined;
  /** The part that it is inside of; null where that is what comes first. */
  readonly parent: CompiledPart | null;
  /** What has to be fetched for it, besides what is fetched for the part that it is inside of. */
  readonly fetches: readonly CompiledFetch[];
  /** How places of the data are called in it. */
  readonly paths: ClientPaths;
  /** Where it belongs, for one place of what it is inside of. */
  readonly placesIn: (outer: Place) => Place[];
  /** Writes it for one place as JSON text; undefined where an error nulls it. */
  readonly write: (place: Place, writing: Writing) => string | undefined;
  /** The answer to the introspection in it, by response key. */
  readonly introspection: (variables: Readonly<Data>) => Data;
}

/**
 * @param introspection how to answer what a selection on the root asks about the schema
 * @throws {UnsoundPlanError} where a part asks for nothing but a type, of objects of some types alone: the planner then leaves
 *   out to ask for the type of an `@interfaceObject`
 */
export function compileParts(
  scope: ProjectionScope,
  parts: readonly DeferredPart[],
  { fetches }: CompiledPlan,
  introspection: (selectionSet: SelectionSetNode) => CompiledPart['introspection'],
): CompiledPart[] {
  const compiled = new Map<DeferredPart, CompiledPart>();
  for (const part of parts) {
    const { id, label, parent, selectionSet, way, isRoot } = part;
    if (way.at(-1)?.kind === 'condition' && isTypeAlone(selectionSet)) {
      throw new UnsoundPlanError('A deferred fragment asks for nothing but a type.');
    }
    compiled.set(part, {
      label,
      parent: parent && (compiled.get(parent) as CompiledPart),
      fetches: fetches.filter((fetch) => fetch.part === id),
      paths: pathsIn(scope, part),
      placesIn: (outer) => placesAlong(scope, way, outer),
      write: partWriter(scope, selectionSet, isRoot),
      introspection: isRoot ? introspection(selectionSet) : () => ({}),
    });
  }
  return [...compiled.values()];
}

function isTypeAlone({ selections }: SelectionSetNode): boolean {
  return selections.every((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value === '__typename';
    return (
      selection.kind === Kind.INLINE_FRAGMENT && (deferOf(selection) || isTypeAlone(selection.selectionSet))
    );
  });
}

function pathsIn({ fragments, keyOf }: ProjectionScope, part: DeferredPart): ClientPaths {
  const originals = new Map<FieldNode, FieldNode>();
  const around = ({ parent, way }: DeferredPart, inner: SelectionSetNode): SelectionSetNode => {
    let set = inner;
    for (const step of way.toReversed()) {
      if (step.kind !== 'field') continue;
      const field = { ...step.field, selectionSet: set };
      originals.set(field, step.field);
      set = { kind: Kind.SELECTION_SET, selections: [field] };
    }
    return parent ? around(parent, set) : set;
  };
  const root = around(part, part.selectionSet);
  return new ClientPaths({ fragments, keyOf: (field) => keyOf(originals.get(field) ?? field) }, root);
}

function partWriter(
  scope: ProjectionScope,
  selectionSet: SelectionSetNode,
  isRoot: boolean,
): CompiledPart['write'] {
  const writers = new Map<string, ReturnType<typeof objectWriter>>();
  return ({ object, type, isUnclear, path }, writing) => {
    const isAbstract = isAbstractType(scope.schema.getType(type));
    if (isUnclear || (isAbstract && dependsOnType(scope, [selectionSet], type))) {
      if (writing.absenceOf(object, '__typename') !== 'told' && !writing.isExplained(path)) {
        const message = `The type of an object of ${type} was not delivered.`;
        writing.flaws.add(() => ({ message, path, code: 'FIELD_MISSING' }));
      }
      return undefined;
    }
    const write = remembered(writers, type, () => objectWriter(scope, [selectionSet], type, isRoot));
    return write(object, writing);
  };
}
