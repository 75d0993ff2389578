import { RecentlyUsed } from '@observer-graph/executor';

/**
 * Names under which statements are prepared: those of the last `kept` texts that came a second time. What is asked once
 * is not worth preparing. A name is never given to another text.
 */
export function statementNames(kept: number): { of(text: string): string | null } {
  // Null for a text that came once.
  const names = new RecentlyUsed<string | null>(kept);
  let made = 0;
  return {
    of(text) {
      const known = names.get(text);
      if (typeof known === 'string') return known;
      const name = known === undefined ? null : `s${++made}`;
      names.set(text, name);
      return name;
    },
  };
}
