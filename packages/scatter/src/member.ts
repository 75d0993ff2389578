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
}

/** The prefixes of the ids that a member may give. */
export function codesOf({ code }: ScatterMember): readonly string[] {
  return [code];
}
