import { describe, expect, it } from 'vitest';
import { scalars } from '../src/index.ts';

describe('DateTime', () => {
  it.each([
    ['2024-10-26T05:00:00Z', '2024-10-26T05:00:00Z'],
    ['2024-10-26T05:00:00.123456Z', '2024-10-26T05:00:00.123456Z'],
    ['2024-10-26T02:30+04:00', '2024-10-25T22:30:00Z'],
  ])('takes %s over in UTC', (text, taken) => {
    expect(scalars.DateTime.parseValue(text)).toBe(taken);
  });

  it.each(['yesterday', '2024-10-26', '2024-02-31T00:00:00Z', '2024-10-26T25:00:00Z', '', 5, null])(
    'refuses %j',
    (value) => {
      expect(() => scalars.DateTime.parseValue(value)).toThrow('is no DateTime: write an instant as');
    },
  );
});

describe('Date', () => {
  it('takes a day as it is', () => {
    expect(scalars.Date.parseValue('2024-02-29')).toBe('2024-02-29');
  });

  it.each(['2023-02-29', '2024-1-1', '2024-10-26T05:00:00Z', 20241026])('refuses %j', (value) => {
    expect(() => scalars.Date.parseValue(value)).toThrow('is no Date: write a day as');
  });
});
