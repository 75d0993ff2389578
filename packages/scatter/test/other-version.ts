import { refusalsOf, subgraphWithout } from '@observer-graph/contract/testing';
import type { TestMemberOptions } from './in-memory-member.ts';

/** A member of another version of the contract, which refuses what that version does not have. */
export function ofVersion(own: string): Partial<TestMemberOptions> {
  const refusals = refusalsOf(own);
  return {
    sdl: own,
    executor: (honest) => async (request, call) => {
      const refused = refusals(request.query, request.variables);
      if (refused.length > 0) throw new Error(refused.join(' '));
      return honest(request, call);
    },
  };
}

/** The findings without some fields of types and inputs, or values of enums, as `Type.name`. */
export const without = (...places: readonly string[]) => subgraphWithout('findings', ...places);
