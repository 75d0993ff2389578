import type { FetchDataRewrite } from '@apollo/query-planner';
import { type Data, isData } from './data.ts';
import type { TypeConditions } from './supergraph.ts';

type Rewrite = (data: unknown) => void;

/**
 * What a plan says is to be changed in the data that goes into a fetch or comes out of it.
 *
 * An object whose type is not known counts as one of the right type.
 *
 * @returns null if nothing is to be changed
 */
export function compileRewrites(
  rewrites: readonly FetchDataRewrite[] | undefined,
  typesOf: TypeConditions,
): Rewrite | null {
  if (!rewrites?.length) return null;
  const compiled = rewrites.map((rewrite) => atPath(rewrite.path.slice(0, -1), action(rewrite), typesOf));
  return (data) => {
    for (const rewrite of compiled) rewrite(data);
  };
}

function action(rewrite: FetchDataRewrite): (object: Data) => void {
  const key = rewrite.path.at(-1) as string;
  if (rewrite.kind === 'ValueSetter') {
    return (object) => {
      object[key] = rewrite.setValueTo;
    };
  }
  return (object) => {
    if (!Object.hasOwn(object, key)) return;
    object[rewrite.renameKeyTo] = object[key];
    delete object[key];
  };
}

const typeCondition = '... on ';

function atPath(path: readonly string[], act: (object: Data) => void, typesOf: TypeConditions): Rewrite {
  const [first, ...rest] = path;
  const step: (object: Data) => void = first === undefined ? act : stepInto(first, rest, act, typesOf);
  const rewrite: Rewrite = (data) => {
    if (Array.isArray(data)) data.forEach(rewrite);
    else if (isData(data)) step(data);
  };
  return rewrite;
}

function stepInto(
  first: string,
  rest: readonly string[],
  act: (object: Data) => void,
  typesOf: TypeConditions,
): (object: Data) => void {
  const next = atPath(rest, act, typesOf);
  if (!first.startsWith(typeCondition)) {
    return (object) => {
      if (Object.hasOwn(object, first)) next(object[first]);
    };
  }
  const types = typesOf.get(first.slice(typeCondition.length));
  return (object) => {
    const type = object['__typename'];
    if (typeof type !== 'string' || types?.has(type)) next(object);
  };
}
