import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
/** Whatever can put an error into a client's answer; the other codes of members and subgraphs are masked on the way. */
const sources = ['gateway/src/', 'packages/scatter/src/', 'packages/executor/src/'];
const text = (path: string) => readFileSync(new URL(path, root), 'utf8');

describe("the README's table of error codes", () => {
  it('names every code that a client can be given, and no other', () => {
    const named = text('README.md')
      .split('\n')
      .filter((line) => /^\| `[A-Z_]+`/.test(line))
      .flatMap((line) => line.split('|')[1]?.match(/[A-Z_]+/g) ?? []);
    const passed = wordsIn(text('gateway/src/client-error.ts'));
    // Before its codes for clients it has those for who runs the gateway.
    const [forOperators = [], planned = []] = text('packages/plan-executor/src/errors.ts')
      .split('ResponseErrorCode')
      .map(wordsIn);
    expect(planned.length).toBeGreaterThan(0);
    const used = [...sources.flatMap(codesIn), ...passed, ...planned].filter(
      (code) => !forOperators.includes(code),
    );
    expect(named.toSorted()).toEqual([...new Set(used)].toSorted());
  });
});

function wordsIn(source: string): string[] {
  return source.match(/(?<=')[A-Z_]+(?=')/g) ?? [];
}

/** In these folders nothing else is written so: words of capitals, joined by underscores, in quotes. */
function codesIn(folder: string): string[] {
  const path = fileURLToPath(new URL(folder, root));
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) => readFileSync(`${path}${name}`, 'utf8').match(/(?<=')[A-Z]+(?:_[A-Z]+)+(?=')/g) ?? []);
}
