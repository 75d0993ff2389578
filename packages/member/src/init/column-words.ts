/** A name of a table or column as lower-case words: `IncidentCategory` and `incident_category` alike. */
export function wordsOf(name: string): string[] {
  return name
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{L})(\d)/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/** A column's words without those that only repeat its table's name: `incident_title` of `incident` is `title`. */
export function ownWords(column: string, table: string): string {
  const words = wordsOf(column);
  const repeated = new Set(wordsOf(table).flatMap((word) => [word, word.replace(/s$/, '')]));
  let start = 0;
  while (start < words.length - 1 && repeated.has(words[start] ?? '')) start++;
  return words.slice(start).join(' ');
}

const compiled = new Map<RegExp, RegExp>();

/** Whether a pattern matches at the beginning of some word; its `\b` is the end of one, in any alphabet. */
export function hasWord(words: string, pattern: RegExp): boolean {
  let whole = compiled.get(pattern);
  if (!whole) {
    const source = pattern.source.replaceAll('\\b', '(?![\\p{L}\\p{N}])');
    whole = new RegExp(`(?<![\\p{L}\\p{N}])(?:${source})`, 'u');
    compiled.set(pattern, whole);
  }
  return whole.test(words);
}
