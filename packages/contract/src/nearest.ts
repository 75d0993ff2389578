/** The candidate that the text is most probably a slip, or the beginning, of; null if none is near. */
export function nearest(text: string, candidates: Iterable<string>): string | null {
  const known = [...candidates];
  if (text.length >= 4) {
    for (const candidate of known) if (plain(candidate).startsWith(plain(text))) return candidate;
  }
  const limit = Math.max(1, Math.floor(text.length / 3));
  let best: { candidate: string; distance: number } | null = null;
  for (const candidate of known) {
    const distance = editDistance(plain(text), plain(candidate));
    if (distance <= limit && (best === null || distance < best.distance)) best = { candidate, distance };
  }
  return best?.candidate ?? null;
}

/** Capitals and separators are slips of their own kind: `very high`, `VERY-HIGH` and `VERY_HIGH` are the same. */
function plain(text: string): string {
  return text.toLowerCase().replaceAll(/[\s_-]/g, '');
}

/** Letters to insert, leave out, replace or exchange with their neighbour (optimal string alignment). */
function editDistance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    rows.push(row);
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let distance = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        distance = Math.min(distance, at(i - 2, j - 2) + 1);
      }
      row.push(distance);
    }
  }
  return at(a.length, b.length);
}
