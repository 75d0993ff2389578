import { expect, it } from 'vitest';
import { isDeeper } from '../src/is-deeper.ts';

it.each([
  { json: '[[[]]]', depth: 3 },
  { json: '{"a":[{"b":1},{"b":[]}]}', depth: 4 },
  { json: '["[[[["]', depth: 1 },
  { json: '["\\"[[", "\\\\", [1]]', depth: 2 },
  { json: '["[\\\\\\"[[", {}]', depth: 2 },
  { json: '["never closed [[[', depth: 1 },
])('$json is $depth deep', ({ json, depth }) => {
  expect([isDeeper(json, depth - 1), isDeeper(json, depth)]).toEqual([true, false]);
});
