import type { Coverage } from '@observer-graph/contract';
import type { Executor } from '@observer-graph/executor';

/** A member as the scatter of one domain sees it. */
export interface ScatterMember {
  /** The prefix of every id that it owns. */
  readonly code: string;
  /** The organizations that it speaks for; its records of others are copies. */
  readonly organizations: ReadonlySet<string>;
  readonly executor: Executor;
  /**
   * What its records of a type cover.
   *
   * @returns `undefined` if that is not known, so that it must be asked; `null` if it has no records of the type
   */
  readonly coverage: (record: string) => Coverage | null | undefined;
  /** The SDL of the domain as it serves it, if that is another than this contract's. */
  readonly sdl?: string;
  /** If it is a hub itself, and so answers for others. */
  readonly hub?: Hub;
}

export interface Hub {
  /** The members behind it, and behind the hubs there: the prefixes of the ids that it may give. */
  readonly codes: readonly string[];
}

/** The prefixes of the ids that a member may give. */
export function codesOf({ code, hub }: ScatterMember): readonly string[] {
  return hub ? [code, ...hub.codes] : [code];
}
