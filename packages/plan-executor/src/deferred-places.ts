import { isAbstractType } from 'graphql';
import { type Data, isData, propertyReader } from './data.ts';
import type { Step } from './deferred-parts.ts';
import type { Path } from './flaws.ts';
import type { ProjectionScope } from './projection.ts';
import { matches } from './selections.ts';

/** An object of the data as it stands in the client's answer. */
export interface Place {
  readonly object: Data;
  readonly path: Path;
  /** The name of its type; of an interface or union where its concrete type is not told. */
  readonly type: string;
  /** What was answered there. */
  readonly answered: unknown;
  /** Whether it is not known if the type conditions on the way hold for it. */
  readonly isUnclear: boolean;
}

/**
 * The places where a way ends, for those objects that the client was answered.
 *
 * @param from where the way begins
 */
export function placesAlong({ schema, keyOf }: ProjectionScope, way: readonly Step[], from: Place): Place[] {
  const found: Place[] = [];
  const walk = (at: number, place: Place) => {
    const step = way[at];
    if (!isData(place.answered)) return;
    if (step === undefined) {
      found.push(place);
    } else if (step.kind === 'condition') {
      const holds = matches(schema, step.on, place.type);
      if (holds) walk(at + 1, place);
      // That which is asked for behind a field would have to be there already; an answer without it is told of there.
      else if (isAbstractType(schema.getType(place.type)) && !hasFields(way, at)) {
        found.push({ ...place, isUnclear: true });
      }
    } else {
      const key = (step.field.alias ?? step.field.name).value;
      const value = propertyReader(keyOf(step.field))(place.object);
      descend(at + 1, value, propertyReader(key)(place.answered), [...place.path, key], step.type);
    }
  };
  const descend = (at: number, value: unknown, answered: unknown, path: Path, declared: string) => {
    if (Array.isArray(value)) {
      if (!Array.isArray(answered)) return;
      for (const [index, item] of value.entries()) {
        descend(at, item, answered[index], [...path, index], declared);
      }
    } else if (isData(value)) {
      const told = value['__typename'];
      const isTold = typeof told === 'string' && isAbstractType(schema.getType(declared));
      walk(at, { object: value, path, type: isTold ? told : declared, answered, isUnclear: false });
    }
  };
  walk(0, from);
  return found;
}

function hasFields(way: readonly Step[], from: number): boolean {
  return way.slice(from).some(({ kind }) => kind === 'field');
}
