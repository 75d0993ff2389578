/**
 * Names under which statements are prepared: those of the last `kept` texts that came a second time. What is asked once
 * is not worth preparing. A name is never given to another text.
 */
export function statementNames(kept: number): { of(text: string): string | null } {
  const names = new Map<string, string | null>();
  let made = 0;
  return {
    of(text) {
      const known = names.get(text);
      const name = known === undefined ? null : (known ?? `s${++made}`);
      names.delete(text);
      names.set(text, name);
      if (names.size > kept) names.delete(names.keys().next().value ?? '');
      return name;
    },
  };
}
