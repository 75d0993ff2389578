import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
/** Whatever can put an error into a client's answer; members' other codes are masked on the way. */
const sources = ['gateway/src/', 'packages/scatter/src/', 'packages/executor/src/'];

describe("the README's table of error codes", () => {
  it('names every code that a client can be given, and no other', () => {
    const readme = readFileSync(new URL('README.md', root), 'utf8');
    const named = [...readme.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, code]) => code);
    const used = sources.flatMap(codesIn);
    expect(named.toSorted()).toEqual([...new Set(used)].toSorted());
  });
});

/** In these folders nothing else is written so: words of capitals, joined by underscores, in quotes. */
function codesIn(folder: string): string[] {
  const path = fileURLToPath(new URL(folder, root));
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => readFileSync(`${path}${name}`, 'utf8').match(/(?<=')[A-Z]+(?:_[A-Z]+)+(?=')/g) ?? []);
}
