import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderTag } from '../src/cursor.ts';
import {
  CursorError,
  type CursorParts,
  cursorWriter,
  decodeCursor,
  encodeCursor,
  recordType,
  recordTypes,
} from '../src/index.ts';

fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 1) });

const orders = [...recordTypes.values()].flatMap((record) =>
  [...record.orders.values()].map((order) => ({ record, order, name: `${record.name}.${order.name}` })),
);

// Few values, so that ties are frequent, and the ends of what is allowed.
const key = fc.option(
  fc.oneof(
    fc.integer({ min: -2, max: 2 }),
    fc.maxSafeInteger(),
    fc.constantFrom(
      Number.MIN_SAFE_INTEGER,
      Number.MAX_SAFE_INTEGER,
      2 ** 32,
      -(2 ** 32),
      2 ** 31,
      -(2 ** 31),
    ),
  ),
);
const text = fc.oneof(
  fc.constantFrom('', 'a', 'a\u0001', 'aa', 'b', 'é', 'ж', '中', '\uffff', '😀', '\ufeffa'),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
);
const member = text.filter((code) => !code.includes('\0'));

function partsOf(record: string, order: string, keys: number): fc.Arbitrary<CursorParts> {
  return fc.record({
    record: fc.constant(record),
    order: fc.constant(order),
    keys: fc.array(key, { minLength: keys, maxLength: keys }),
    member,
    local: text,
  });
}

/** The order as the contract words it, without any cursor. */
function compareParts(a: CursorParts, b: CursorParts, descending: boolean): number {
  for (const [index, left] of a.keys.entries()) {
    const right = b.keys[index] ?? null;
    if (left === right) continue;
    if (left === null) return 1;
    if (right === null) return -1;
    return left < right === descending ? 1 : -1;
  }
  return (
    Buffer.compare(Buffer.from(a.member), Buffer.from(b.member)) ||
    Buffer.compare(Buffer.from(a.local), Buffer.from(b.local))
  );
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

describe('encodeCursor', () => {
  it.each(orders)('sorts as $name does', ({ record, order }) => {
    const parts = partsOf(record.name, order.name, order.by.length);
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        expect(compareText(encodeCursor(a), encodeCursor(b))).toBe(
          Math.sign(compareParts(a, b, order.descending)),
        );
      }),
    );
  });

  it.each(orders)('is undone by decodeCursor in $name', ({ record, order }) => {
    fc.assert(
      fc.property(partsOf(record.name, order.name, order.by.length), (parts) => {
        const cursor = encodeCursor(parts);
        expect(cursor).toMatch(/^[-0-9A-Z_a-z]+$/);
        expect(decodeCursor(cursor, record, order.name)).toEqual(parts);
      }),
    );
  });

  it.each([
    { wrong: { order: 'ALPHABETIC' }, why: 'an order that does not exist' },
    { wrong: { record: 'Ghost' }, why: 'a record type that does not exist' },
    { wrong: { keys: [] }, why: 'a missing key' },
    { wrong: { keys: [1.5] }, why: 'a broken key' },
    { wrong: { keys: [2 ** 53] }, why: 'a key too large to be exact' },
    { wrong: { keys: [Number.NaN] }, why: 'a key that is no number' },
    { wrong: { member: 'go\0los' }, why: 'a member code with NUL' },
  ])('refuses $why', ({ wrong }) => {
    const parts = { record: 'Finding', order: 'OBSERVED_DESC', keys: [1], member: 'golos', local: '1' };
    expect(() => encodeCursor({ ...parts, ...wrong })).toThrow(RangeError);
  });
});

describe('cursorWriter', () => {
  it.each(orders)('writes one after the other what encodeCursor does in $name', ({ record, order }) => {
    const rest = fc.oneof(
      text,
      fc.stringMatching(/^\d{20}$/),
      fc.constantFrom('1'.repeat(100), '1'.repeat(101)),
    );
    const keys = fc.array(key, { minLength: order.by.length, maxLength: order.by.length });
    fc.assert(
      fc.property(member, text, fc.array(fc.tuple(keys, rest), { maxLength: 5 }), (code, prefix, cursors) => {
        const write = cursorWriter(record, order.name, code, prefix);
        const parts = { record: record.name, order: order.name, member: code };
        expect(cursors.map(([keys, rest]) => write(keys, rest))).toEqual(
          cursors.map(([keys, rest]) => encodeCursor({ ...parts, keys, local: prefix + rest })),
        );
      }),
    );
  });

  it('refuses keys that do not fit, and goes on', () => {
    const write = cursorWriter(recordType('Finding'), 'OBSERVED_DESC', 'golos', 'reports\0');
    const first = write([1], '1');
    expect(() => write([], '1')).toThrow(RangeError);
    expect(() => write([1.5], '1')).toThrow(RangeError);
    expect(write([1], '1')).toBe(first);
  });
});

describe('the tags of orders', () => {
  it('are all different', () => {
    const tags = orders.map(({ record, order }) => orderTag(record.name, order.name));
    expect(new Set(tags).size).toBe(orders.length);
  });
});

describe('decodeCursor', () => {
  const finding = recordType('Finding');
  const cursor = encodeCursor({
    record: 'Finding',
    order: 'SEVERITY_DESC',
    keys: [3, 1_729_900_000_000_000],
    member: 'golos',
    local: 'reports:17',
  });

  /** A cursor is accepted only if it is letter for letter what its parts are written as. */
  function expectRefusedOrExact(text: string): void {
    let parts: CursorParts;
    try {
      parts = decodeCursor(text, finding, 'SEVERITY_DESC');
    } catch (error) {
      expect(error).toBeInstanceOf(CursorError);
      return;
    }
    expect(encodeCursor(parts)).toBe(text);
  }

  it('refuses a cursor of another order, and says what to do', () => {
    expect(() => decodeCursor(cursor, finding, 'OBSERVED_DESC')).toThrow(
      expect.objectContaining({ name: 'CursorError', message: expect.stringContaining('orderBy') }),
    );
  });

  it('refuses a cursor of another record type', () => {
    expect(() => decodeCursor(cursor, recordType('Mission'), 'START_DESC')).toThrow(CursorError);
  });

  it.each([
    '',
    '-',
    'MTIz',
    'eyJpZCI6MX0=',
    cursor.slice(0, 12),
    `${cursor}=`,
    `${cursor}é`,
    `\ud800${cursor}`,
    '0'.repeat(5000),
  ])('refuses %j', (text) => {
    expect(() => decodeCursor(text, finding, 'SEVERITY_DESC')).toThrow(CursorError);
  });

  it('refuses a cursor with any one letter changed, or takes it as exactly what it says', () => {
    fc.assert(
      fc.property(fc.nat(cursor.length - 1), fc.string({ minLength: 0, maxLength: 2 }), (at, letters) => {
        expectRefusedOrExact(cursor.slice(0, at) + letters + cursor.slice(at + 1));
      }),
      { numRuns: 1000 },
    );
  });

  it('never crashes, whatever the text', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'-0129AZ_az') });
    fc.assert(
      fc.property(
        fc.oneof(
          letters,
          fc.string({ unit: 'binary' }),
          letters.map((text) => cursor.slice(0, 4) + text),
        ),
        (text) => {
          expectRefusedOrExact(text);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
