import { nearest } from '@observer-graph/contract';

/** `; did you mean 'kind'?`, or nothing. */
export function didYouMean(text: string, candidates: Iterable<string>): string {
  const found = nearest(text, candidates);
  return found === null ? '' : `; did you mean '${found}'?`;
}
