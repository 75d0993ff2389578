import { describe, expect, it } from 'vitest';
import { harmless, oneLine } from '../../src/harmless-text.ts';
import { previewText } from '../../src/preview/preview-text.ts';
import { progressOn } from '../../src/progress.ts';
import { plainStyle, styleFor } from '../../src/text-style.ts';
import { textTable } from '../../src/text-table.ts';

describe('styleFor', () => {
  it.each([
    { why: 'at a terminal', terminal: true, environment: {}, coloured: true },
    { why: 'anywhere else', terminal: false, environment: {}, coloured: false },
    { why: 'where NO_COLOR is set', terminal: true, environment: { NO_COLOR: '1' }, coloured: false },
    { why: 'where NO_COLOR is set and empty', terminal: true, environment: { NO_COLOR: '' }, coloured: true },
  ])('$why: colours $coloured', ({ terminal, environment, coloured }) => {
    expect(styleFor({ isTTY: terminal }, environment).red('x')).toBe(
      coloured ? '\u001b[31mx\u001b[39m' : 'x',
    );
  });
});

describe('harmless', () => {
  it('lets nothing through that a terminal would do, and all that people write', () => {
    expect(harmless('a\u001b[2J\u009b31m\u202eb\u0000\r\nგიორგი\u200d😀')).toBe(
      'a\ufffd[2J\ufffd31m\ufffdb\ufffd\ufffd\nგიორგი\u200d😀',
    );
    expect(oneLine('a\r\n\tb\u0007')).toBe('a b\ufffd');
  });
});

describe('previewText', () => {
  it('shows texts as they are, but sends no commands to the terminal', () => {
    const record = { id: 'golos:finding:reports:1', title: 'A\u001b]0;mine\u0007 report' };
    const text = previewText([{ type: 'Finding', total: 1, records: [record] }], 'PUBLIC', plainStyle);
    expect(text).toContain('A\ufffd]0;mine\ufffd report');
  });
});

describe('textTable', () => {
  it('ends numbers together and counts letters, not bytes', () => {
    expect(
      textTable(
        [
          ['source', 'rows'],
          ['отчёты', '7'],
          ['reports', '1,234'],
        ],
        new Set([1]),
      ),
    ).toEqual(['source    rows', 'отчёты       7', 'reports  1,234']);
  });
});

describe('progressOn', () => {
  const told = (terminal: boolean, until: number) => {
    const written: string[] = [];
    const start = Date.now();
    let now = start;
    const real = Date.now;
    Date.now = () => now;
    try {
      const stream = { isTTY: terminal, write: (text: string) => written.push(text) } as never;
      const progress = progressOn(stream);
      for (; now < start + until; now += 50) progress.tell('reports: keys');
      progress.end();
    } finally {
      Date.now = real;
    }
    return written;
  };

  it('says nothing of what is soon done', () => {
    expect(told(true, 900)).toEqual([]);
  });

  it('writes over one line at a terminal, and leaves it clean', () => {
    const written = told(true, 2_000);
    expect(written.length).toBeGreaterThan(5);
    expect(written.slice(0, -1).every((text) => text === '\r\u001b[Kreports: keys …')).toBe(true);
    expect(written.at(-1)).toBe('\r\u001b[K');
  });

  it('writes nothing elsewhere, where it would stand among the results', () => {
    expect(told(false, 14_000)).toEqual([]);
  });
});
