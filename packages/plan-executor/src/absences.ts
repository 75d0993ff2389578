import { Kind, type SelectionSetNode } from 'graphql';
import type { CompiledFetch } from './compile-plan.ts';
import { type Data, isData } from './data.ts';
import type { Reason } from './reason.ts';

/**
 * What is missing from the data for a reason that is known: a subgraph has no such entity, or brought nothing for it with an
 * error, or could not be asked for want of what another did not bring.
 */
export class Absences {
  /** In the order in which they came about; null: the reason follows from what is missing. */
  readonly #noted: [object: Data, fetch: CompiledFetch, reason: Reason | null][] = [];
  #keys: Map<object, Map<string, Reason>> | null = null;

  /** Whether nothing is known to be missing so far. */
  get areNone(): boolean {
    return this.#noted.length === 0;
  }

  /** A fetch brought nothing for an object. */
  nothing(object: Data, fetch: CompiledFetch, reason: Reason): void {
    this.#noted.push([object, fetch, reason]);
  }

  /** The subgraph was not asked, since the object has not all that would represent it. */
  notRepresented(object: Data, fetch: CompiledFetch): void {
    this.#noted.push([object, fetch, null]);
  }

  /** To be called before reasons are asked for after more data has come in: what came may lack something as well. */
  renew(): void {
    this.#keys = null;
  }

  /** Why a key may be missing of an object; undefined if it may not. To be asked once all data of an answer is there. */
  reasonOf(object: object, key: string): Reason | undefined {
    if (this.#noted.length === 0) return undefined;
    this.#keys ??= this.#resolved();
    return this.#keys.get(object)?.get(key);
  }

  #resolved(): Map<object, Map<string, Reason>> {
    const keys = new Map<object, Map<string, Reason>>();
    const reasonOf = (object: object, key: string) => keys.get(object)?.get(key);
    for (const [object, fetch, known] of this.#noted) {
      const reason = known ?? fetch.representation?.absenceIn(object, reasonOf);
      if (reason) for (const set of fetch.selections) excuse(keys, reason, object, set, fetch.renamed);
    }
    return keys;
  }
}

/** All that a selection asks of a value, at every depth. */
function excuse(
  keys: Map<object, Map<string, Reason>>,
  reason: Reason,
  value: unknown,
  set: SelectionSetNode,
  renamed: ReadonlyMap<string, string>,
): void {
  if (Array.isArray(value)) {
    for (const item of value) excuse(keys, reason, item, set, renamed);
    return;
  }
  if (!isData(value)) return;
  const own = keys.get(value) ?? new Map<string, Reason>();
  keys.set(value, own);
  for (const selection of set.selections) {
    if (selection.kind === Kind.INLINE_FRAGMENT) excuse(keys, reason, value, selection.selectionSet, renamed);
    if (selection.kind !== Kind.FIELD) continue;
    const key = (selection.alias ?? selection.name).value;
    const name = renamed.get(key) ?? key;
    if (own.get(name) !== 'told') own.set(name, reason);
    if (selection.selectionSet) excuse(keys, reason, value[name], selection.selectionSet, renamed);
  }
}
