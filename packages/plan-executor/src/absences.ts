import { Kind, type SelectionSetNode } from 'graphql';
import type { CompiledFetch } from './compile-plan.ts';
import { type Data, isData } from './data.ts';

/**
 * What is missing from the data for a reason that is no error: a subgraph knows no such entity, and whatever would have
 * been asked with what it did not tell.
 */
export class Absences {
  /** In the order in which they came about. */
  readonly #noted: { readonly object: Data; readonly fetch: CompiledFetch; readonly isAnswer: boolean }[] =
    [];
  readonly #failed: ReadonlySet<CompiledFetch>;
  readonly #after: (fetch: CompiledFetch) => readonly CompiledFetch[];
  #keys: Map<object, Set<string>> | null = null;

  /**
   * @param failed fetches with an error; that says enough of those that wait for them
   * @param after the fetches that a fetch waits for
   */
  constructor(failed: ReadonlySet<CompiledFetch>, after: (fetch: CompiledFetch) => readonly CompiledFetch[]) {
    this.#failed = failed;
    this.#after = after;
  }

  /** The subgraph answered that it has no such entity. */
  noEntity(object: Data, fetch: CompiledFetch): void {
    this.#noted.push({ object, fetch, isAnswer: true });
  }

  /** The subgraph was not asked, since the object has not all that would represent it. */
  notRepresented(object: Data, fetch: CompiledFetch): void {
    this.#noted.push({ object, fetch, isAnswer: false });
  }

  /** Whether a key may be missing of an object; to be asked once all data is there. */
  has(object: object, key: string): boolean {
    if (this.#noted.length === 0) return false;
    this.#keys ??= this.#resolved();
    return this.#keys.get(object)?.has(key) ?? false;
  }

  #resolved(): Map<object, Set<string>> {
    const keys = new Map<object, Set<string>>();
    const isKnown = (object: object, key: string) => keys.get(object)?.has(key) ?? false;
    for (const { object, fetch, isAnswer } of this.#noted) {
      const isExcused =
        isAnswer ||
        this.#after(fetch).some((earlier) => this.#failed.has(earlier)) ||
        fetch.representation?.lacks(object, isKnown);
      if (isExcused) for (const set of fetch.selections) excuse(keys, object, set, fetch.renamed);
    }
    return keys;
  }
}

/** All that a selection asks of a value, at every depth. */
function excuse(
  keys: Map<object, Set<string>>,
  value: unknown,
  { selections }: SelectionSetNode,
  renamed: ReadonlyMap<string, string>,
): void {
  if (Array.isArray(value)) {
    for (const item of value) excuse(keys, item, { kind: Kind.SELECTION_SET, selections }, renamed);
    return;
  }
  if (!isData(value)) return;
  const own = keys.get(value) ?? new Set();
  keys.set(value, own);
  for (const selection of selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) excuse(keys, value, selection.selectionSet, renamed);
    if (selection.kind !== Kind.FIELD) continue;
    const key = (selection.alias ?? selection.name).value;
    const name = renamed.get(key) ?? key;
    own.add(name);
    if (selection.selectionSet) excuse(keys, value[name], selection.selectionSet, renamed);
  }
}
