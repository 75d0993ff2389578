import type { ResponseError } from '@observer-graph/executor';
import type { CompiledFetch } from './compile-plan.ts';
import type { Data } from './data.ts';
import type { Failure } from './failure.ts';
import { remembered } from './remembered.ts';

/** An entity as one subgraph answers it to one question; asked once in a request, however many fetches want it. */
export interface Slot {
  /** Null where the subgraph has none; undefined where it did not say, or not yet. */
  entity: Data | null | undefined;
  /** As it came, for the next fetch that wants it; kept only where the plan asks the same elsewhere. */
  copy: Data | undefined;
  taken: boolean;
  hasEnded: boolean;
  /** What has failed of the whole answer. */
  readonly failures: (readonly Failure[])[];
  readonly errors: { readonly error: ResponseError; readonly rest: readonly (string | number)[] }[];
  readonly waiting: Set<Work>;
}

/** What a fetch of entities has to do: the slots it needs, and the objects that each is merged into. */
export interface Work {
  readonly fetch: CompiledFetch;
  readonly places: Map<Slot, Data[]>;
  /** How many of the slots have not ended. */
  open: number;
}

/** Fetches of entities that ask the same: one `_entities` field. */
export interface Group {
  readonly fetches: [CompiledFetch, ...CompiledFetch[]];
  readonly representations: unknown[];
  readonly slots: Slot[];
}

/** By what can be one request, then by what is asked. */
export type Groups = Map<string, Map<string, Group>>;

/** The entities that a request of a client has asked for. */
export class EntitySlots {
  readonly #slots = new Map<string, Map<string, Slot>>();

  /** The entity with such a representation; one that nobody has asked for yet is added to what will be sent. */
  slotOf(fetch: CompiledFetch, told: string, groups: Groups): Slot {
    const { identity, rewriteInput } = fetch;
    const slots = remembered(this.#slots, identity, () => new Map<string, Slot>());
    const text = rewriteInput ? rewritten(told, rewriteInput) : told;
    return remembered(slots, text, () => {
      const slot: Slot = {
        entity: undefined,
        copy: undefined,
        taken: false,
        hasEnded: false,
        failures: [],
        errors: [],
        waiting: new Set(),
      };
      const group = groupOf(groups, fetch);
      group.slots.push(slot);
      group.representations.push(JSON.parse(text));
      return slot;
    });
  }
}

function groupOf(groups: Groups, fetch: CompiledFetch): Group {
  const ofLane = remembered(groups, fetch.lane, () => new Map<string, Group>());
  const group = remembered(
    ofLane,
    fetch.identity,
    (): Group => ({ fetches: [fetch], representations: [], slots: [] }),
  );
  if (!group.fetches.includes(fetch)) group.fetches.push(fetch);
  return group;
}

function rewritten(text: string, rewrite: (representation: unknown) => void): string {
  const representation: unknown = JSON.parse(text);
  rewrite(representation);
  return JSON.stringify(representation);
}
