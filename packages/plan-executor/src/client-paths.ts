import { type FieldNode, Kind, type SelectionSetNode } from 'graphql';
import { isData } from './data.ts';
import type { Path } from './flaws.ts';
import { deferOf, type Fragments } from './selections.ts';

/** What a client's operation calls the fields of an object, by the keys that the data has them under; of all its types. */
export type Shape = ReadonlyMap<
  string,
  readonly { readonly key: string; readonly selectionSets: SelectionSetNode[] }[]
>;

export interface ShapeScope {
  readonly fragments: Fragments;
  readonly keyOf: (field: FieldNode) => string;
}

/** How places of the data are called in the client's answer, or in a part of it. */
export class ClientPaths {
  readonly #scope: ShapeScope;
  readonly #root: SelectionSetNode[];

  /** @param root what is asked of the root; what is deferred in it does not count */
  constructor(scope: ShapeScope, root: SelectionSetNode) {
    this.#scope = scope;
    this.#root = [root];
  }

  /**
   * The places where objects stand.
   *
   * @param pattern keys of the data, `@` for the items of a list
   * @param rest what follows from the object on, in keys of the data
   * @returns where the client did not ask for a part of the way, the path ends
   */
  placesOf(
    data: unknown,
    pattern: readonly string[],
    isPlace: (object: object) => boolean,
    rest: readonly (string | number)[],
  ): Path[] {
    const found: Path[] = [];
    const walk = (value: unknown, at: number, path: Path, shape: SelectionSetNode[] | null) => {
      const step = pattern[at];
      if (step === undefined) {
        if (typeof value !== 'object' || value === null || !isPlace(value)) return;
        if (shape) found.push(...this.#restOf(rest, path, shape));
        else found.push(path);
      } else if (Array.isArray(value)) {
        value.forEach((item, index) => {
          walk(item, step === '@' ? at + 1 : at, shape ? [...path, index] : path, shape);
        });
      } else if (isData(value)) {
        const names = shape ? this.#shapeOf(shape).get(step) : undefined;
        if (!names) walk(value[step], at + 1, path, null);
        for (const { key, selectionSets } of names ?? [])
          walk(value[step], at + 1, [...path, key], selectionSets);
      }
    };
    walk(data, 0, [], this.#root);
    return unique(found);
  }

  /** A pattern's beginning up to its first list. */
  beginningOf(pattern: readonly string[]): Path {
    const list = pattern.indexOf('@');
    return this.#restOf(list < 0 ? pattern : pattern.slice(0, list), [], this.#root)[0] ?? [];
  }

  /** What the client calls a root field. */
  rootFields(dataKey: string): string[] {
    return (this.#shapeOf(this.#root).get(dataKey) ?? []).map(({ key }) => key);
  }

  #restOf(rest: readonly (string | number)[], path: Path, shape: SelectionSetNode[]): Path[] {
    const [first, ...others] = rest;
    if (first === undefined) return [path];
    if (typeof first === 'number') return this.#restOf(others, [...path, first], shape);
    const names = this.#shapeOf(shape).get(first);
    return names
      ? names.flatMap(({ key, selectionSets }) => this.#restOf(others, [...path, key], selectionSets))
      : [path];
  }

  #shapeOf(selectionSets: readonly SelectionSetNode[]): Shape {
    const shape = new Map<string, { key: string; selectionSets: SelectionSetNode[] }[]>();
    const walk = ({ selections }: SelectionSetNode) => {
      for (const selection of selections) {
        if (selection.kind !== Kind.FIELD && deferOf(selection)) continue;
        if (selection.kind === Kind.INLINE_FRAGMENT) {
          walk(selection.selectionSet);
        } else if (selection.kind === Kind.FRAGMENT_SPREAD) {
          const fragment = this.#scope.fragments.get(selection.name.value);
          if (fragment) walk(fragment.selectionSet);
        } else {
          const dataKey = this.#scope.keyOf(selection);
          const key = (selection.alias ?? selection.name).value;
          const nested = selection.selectionSet ? [selection.selectionSet] : [];
          const names = shape.get(dataKey);
          const same = names?.find((name) => name.key === key);
          if (same) same.selectionSets.push(...nested);
          else if (names) names.push({ key, selectionSets: nested });
          else shape.set(dataKey, [{ key, selectionSets: nested }]);
        }
      }
    };
    for (const selectionSet of selectionSets) walk(selectionSet);
    return shape;
  }
}

function unique(paths: Path[]): Path[] {
  return [...new Map(paths.map((path) => [JSON.stringify(path), path])).values()];
}
