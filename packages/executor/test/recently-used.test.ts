import { describe, expect, it } from 'vitest';
import { boundedCache, RecentlyUsed } from '../src/index.ts';

describe('RecentlyUsed', () => {
  it('forgets what was longest unused', () => {
    const values = new RecentlyUsed<number>(2);
    values.set('a', 1);
    values.set('b', 2);
    values.get('a');
    values.set('c', 3);
    expect(values.entries(5)).toEqual([
      ['c', 3],
      ['a', 1],
    ]);
  });

  it('holds no more characters than it may, however few the keys are', () => {
    const values = new RecentlyUsed<number>(1_000, 10);
    for (const [key, value] of [
      ['aaaa', 1],
      ['bbb', 2],
      ['ccc', 3],
      ['aaaa', 4],
    ] as const)
      values.set(key, value);
    expect(values.entries(5).map(([key]) => key)).toEqual(['aaaa', 'ccc', 'bbb']);
    values.set('dddddd', 5);
    expect(values.entries(5)).toEqual([
      ['dddddd', 5],
      ['aaaa', 4],
    ]);
  });

  it('leaves the others alone for a key that is too long by itself', () => {
    const values = new RecentlyUsed<number>(1_000, 10);
    values.set('a', 1);
    values.set('b'.repeat(11), 2);
    expect(values.entries(5)).toEqual([['a', 1]]);
  });
});

describe('boundedCache', () => {
  it('makes again what was forgotten, and nothing else', () => {
    const made: string[] = [];
    const cached = boundedCache<string>(1_000, 10);
    const get = (key: string) =>
      cached(key, () => {
        made.push(key);
        return key.toUpperCase();
      });
    expect(['aaaa', 'bbbb', 'aaaa', 'cccc', 'aaaa', 'bbbb'].map(get)).toEqual([
      'AAAA',
      'BBBB',
      'AAAA',
      'CCCC',
      'AAAA',
      'BBBB',
    ]);
    expect(made).toEqual(['aaaa', 'bbbb', 'cccc', 'bbbb']);
  });
});
