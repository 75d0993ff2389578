import { createHash } from 'node:crypto';
import { type Domain, subgraphSdl } from '@observer-graph/contract';

const hashes = new Map<Domain, string>();

/** SHA-256 of a domain's SDL as this version of the contract has it, in hexadecimal; what cards compare. */
export function sdlHash(domain: Domain): string {
  const known = hashes.get(domain);
  if (known !== undefined) return known;
  const hash = createHash('sha256').update(subgraphSdl(domain)).digest('hex');
  hashes.set(domain, hash);
  return hash;
}
