import { nearest } from '@observer-graph/contract';

/** ` (LOW, MEDIUM, HIGH)`, after `; did you mean HIGH?` where one is near; a long list only where none is. */
export function suggestion(text: string, candidates: readonly string[]): string {
  const candidate = nearest(text, candidates);
  const list = ` (${candidates.join(', ')})`;
  if (candidate === null) return list;
  return `; did you mean ${candidate}?${candidates.length > 12 ? '' : list}`;
}
