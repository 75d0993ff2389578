/**
 * A text of a database for a terminal: what would move its cursor, change its colours or turn its lines around is a mark,
 * since anybody may have written it.
 */
export function harmless(text: string): string {
  return text.replace(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}

export function oneLine(text: string): string {
  return harmless(text.replace(/\s+/g, ' '));
}
