import { RecentlyUsed } from '@observer-graph/executor';
import type { Statement } from '../../sql.ts';

export interface NamedStatement extends Statement {
  /** Under which it is prepared; empty: it is not. */
  readonly name: string;
}

/**
 * Names under which statements are prepared: those of the last `kept` texts that came a second time. What is asked once
 * is not worth preparing: its name is empty. A name is never given to another text.
 */
export function statementNames(kept: number): { of(text: string): string } {
  const names = new RecentlyUsed<string>(kept);
  let made = 0;
  return {
    of(text) {
      const known = names.get(text);
      if (known) return known;
      const name = known === undefined ? '' : `s${++made}`;
      names.set(text, name);
      return name;
    },
  };
}
