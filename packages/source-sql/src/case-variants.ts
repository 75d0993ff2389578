/** By lower-case letter: all code points that become it, itself included. */
let variants: ReadonlyMap<string, readonly string[]> | null = null;

/** Makes the table of letters before anybody searches: it takes tens of milliseconds, in which nobody else is served. */
export function prepareCaseVariants(): void {
  variants ??= variantTable();
}

/**
 * A text as the letters that it may be written with, so that a database without Unicode's letter cases finds it: `Да` is
 * `[[д, Д], [а, А]]`. Letters are lower-cased one by one, as a search compares them.
 */
export function caseVariants(text: string): readonly (readonly string[])[] {
  variants ??= variantTable();
  const table = variants;
  return [...text].map((letter) => {
    const lower = lowerCased(letter);
    return table.get(lower) ?? [lower];
  });
}

/** The letter in lower case; one that would become several letters stays. */
export function lowerCased(letter: string): string {
  const lower = letter.toLowerCase();
  return [...lower].length === 1 ? lower : letter;
}

function variantTable(): Map<string, string[]> {
  const table = new Map<string, string[]>();
  for (let code = 0x41; code <= 0x1ffff; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const letter = String.fromCodePoint(code);
    const lower = lowerCased(letter);
    if (lower === letter) continue;
    const known = table.get(lower);
    if (known) known.push(letter);
    else table.set(lower, [lower, letter]);
  }
  return table;
}

/** A pattern for regular expressions of PostgreSQL, MariaDB and MySQL. */
export function regularExpression(text: string): string {
  return caseVariants(text)
    .map((letters) => (letters.length > 1 ? `[${letters.join('')}]` : escaped(letters[0] ?? '')))
    .join('');
}

function escaped(letter: string): string {
  return /^[!-/:-@[-`{-~]$/.test(letter) ? `\\${letter}` : letter;
}
