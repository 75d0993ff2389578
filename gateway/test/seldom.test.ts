import { describe, expect, it } from 'vitest';
import { seldom } from '../src/seldom.ts';

describe('seldom', () => {
  it('says the same at most once in a while, and how often it was not said', () => {
    const lines: string[] = [];
    let now = 0;
    const write = seldom(
      (line) => lines.push(line),
      10_000,
      () => now,
    );
    for (const message of ['a', 'b', 'a', 'a']) write(message);
    now = 9_999;
    write('a');
    expect(lines).toEqual(['a', 'b']);
    now = 10_000;
    write('a');
    write('b');
    expect(lines).toEqual(['a', 'b', 'a (and 3 times since it was last said)', 'b']);
  });
});
