import { describe, expect, it } from 'vitest';
import { responseFrom } from '../src/index.ts';

const error = { message: 'No.' };
const data = { a: 1 };

describe('a response', () => {
  it.each([
    { value: { data } },
    { value: { data: null, errors: [error] } },
    { value: { errors: [{ ...error, path: ['a', 0, 'b'], extensions: { code: 'X' } }], extensions: {} } },
    { value: { data, errors: [] } },
  ])('is $value, as it is', ({ value }) => {
    expect(responseFrom(value)).toBe(value);
  });

  it.each([
    { value: { data, errors: null }, response: { data } },
    {
      value: { data, errors: [error, { ...error, path: null }] },
      response: { data, errors: [error, error] },
    },
    { value: { errors: [{ ...error, path: 'a.b' }] }, response: { errors: [error] } },
    { value: { errors: [{ ...error, path: ['a', null] }] }, response: { errors: [error] } },
    { value: { errors: [{ ...error, path: ['a', 0.5] }] }, response: { errors: [error] } },
    { value: { errors: [{ ...error, path: Array(101).fill(0) }] }, response: { errors: [error] } },
  ])('is made of $value', ({ value, response }) => {
    expect(responseFrom(value)).toStrictEqual(response);
  });

  it.each([
    undefined,
    null,
    7,
    'data',
    [{ data }],
    {},
    { errors: null },
    { data: [] },
    { data: 'a' },
    { data, errors: {} },
    { data, errors: ['No.'] },
    { data, errors: [{}] },
    { data, errors: [null] },
  ])('is not %j', (value) => {
    expect(responseFrom(value)).toBeNull();
  });
});
