import { compose } from '@observer-graph/contract';

let composed: string | undefined;

/** The contract's supergraph; composed once in a process, which takes about a second. */
export function supergraph(): string {
  composed ??= compose().supergraphSdl;
  return composed;
}
