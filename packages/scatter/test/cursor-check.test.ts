import {
  CursorError,
  decodeCursor,
  encodeCursor,
  type RecordType,
  recordType,
} from '@observer-graph/contract';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cursorCheck } from '../src/cursor-check.ts';

fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 1) });

const finding = recordType('Finding');
const orders = ['OBSERVED_DESC', 'OBSERVED_ASC', 'SEVERITY_DESC'] as const;

function decoded(cursor: string, record: RecordType, order: string, codes: readonly string[]): boolean {
  try {
    return codes.includes(decodeCursor(cursor, record, order).member);
  } catch (error) {
    if (error instanceof CursorError) return false;
    throw error;
  }
}

const cursors = fc
  .tuple(
    fc.constantFrom(...orders),
    fc.array(fc.option(fc.maxSafeInteger()), { minLength: 2, maxLength: 2 }),
    fc.constantFrom('golos', 'isfed', 'ნ', ''),
    fc.oneof(fc.string(), fc.string({ unit: 'grapheme' })),
  )
  .map(([order, keys, member, local]) =>
    encodeCursor({
      record: 'Finding',
      order,
      keys: keys.slice(0, finding.orders.get(order)?.by.length),
      member,
      local,
    }),
  );

/** Cursors, and what becomes of them when letters are changed or lost. */
const damaged = fc
  .tuple(cursors, fc.nat(), fc.constantFrom('-', '0', 'z', '=', 'é', ''))
  .map(([cursor, at, letter]) => {
    const place = at % (cursor.length + 1);
    return cursor.slice(0, place) + letter + cursor.slice(place + 1);
  });

it("agrees with the contract's own reader on every text", () => {
  fc.assert(
    fc.property(
      fc.oneof(cursors, damaged, fc.string()),
      fc.constantFrom(...orders),
      fc.subarray(['golos', 'isfed', 'ნ']),
      (cursor, order, codes) => {
        expect(cursorCheck(finding, order, codes)(cursor)).toBe(decoded(cursor, finding, order, codes));
      },
    ),
    { numRuns: 2_000 },
  );
});
