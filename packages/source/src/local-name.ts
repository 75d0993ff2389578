/** The contract's `LocalName`. */
export interface LocalName {
  readonly language: string;
  readonly name: string;
}

/**
 * The name in the first of the languages that there is one in, else the first name.
 *
 * @param names as a source gives them, possibly unknown
 * @param languages BCP 47, the best first; where there is none in `sr-Latn`, one in `sr` will do
 */
export function localName(names: unknown, languages: readonly unknown[]): string | null {
  const known = Array.isArray(names) ? (names as readonly LocalName[]) : [];
  const wanted = languages.filter((language) => typeof language === 'string');
  for (const language of wanted.flatMap(withoutSubtags)) {
    const found = known.find((name) => name.language.toLowerCase() === language);
    if (found) return found.name;
  }
  return known[0]?.name ?? null;
}

/** `sr-Latn-RS` → `sr-latn-rs`, `sr-latn`, `sr`. */
function withoutSubtags(language: string): string[] {
  const subtags = language.toLowerCase().split('-');
  return subtags.map((_subtag, dropped) => subtags.slice(0, subtags.length - dropped).join('-'));
}
