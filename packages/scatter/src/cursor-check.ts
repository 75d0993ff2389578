import {
  CursorError,
  decodeCursor,
  encodeCursor,
  type Order,
  type RecordType,
} from '@observer-graph/contract';

/** Whether a text is a cursor of a record type's order, and of one of the members. */
export type CursorCheck = (cursor: string) => boolean;

const alphabet = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';
const digitOf = new Int8Array(128).fill(-1);
for (const [digit, char] of [...alphabet].entries()) digitOf[char.charCodeAt(0)] = digit;

/** Longer ones are left to the contract's own reader. */
const longest = 400;
const bytes = new Uint8Array(longest);

const checks = new WeakMap<Order, Map<string, CursorCheck>>();

/** Checks remembered for one order. */
const mostChecks = 5_000;

/**
 * Checks cursors as the contract's `decodeCursor` does, several times faster: a page has hundreds. What is not plainly
 * right, an unknown key for example or a letter outside ASCII, is left to `decodeCursor`.
 *
 * @param codes of the members whose cursors these may be
 */
export function cursorCheck(record: RecordType, orderName: string, codes: readonly string[]): CursorCheck {
  const order = record.orders.get(orderName) as Order;
  const [code] = codes;
  // Most members have one code; hubs have many, which may change.
  if (code === undefined || codes.length > 1) return newCursorCheck(record, order, codes);
  let known = checks.get(order);
  if (!known || known.size > mostChecks) {
    known = new Map();
    checks.set(order, known);
  }
  const check = known.get(code) ?? newCursorCheck(record, order, codes);
  known.set(code, check);
  return check;
}

function newCursorCheck(record: RecordType, order: Order, codes: readonly string[]): CursorCheck {
  const head = headOf(record, order);
  const members = codes.map((code) => new TextEncoder().encode(`${code}\0`));
  const mask = order.descending ? 0xff : 0;
  const start = 3 + 9 * order.by.length;

  const isPlain = (cursor: string): boolean => {
    const length = decode(cursor);
    if (length <= start || bytes[0] !== head[0] || bytes[1] !== head[1] || bytes[2] !== head[2]) return false;
    for (let at = 3; at < start; at += 9) {
      // A key that is known, and a safe integer: its two highest bytes are next to those of zero.
      const high = (bytes[at + 1] as number) ^ mask;
      const second = (bytes[at + 2] as number) ^ mask;
      if (bytes[at] !== 0 || !(high === 0x80 ? second < 0x20 : high === 0x7f && second > 0xe0)) return false;
    }
    const end = members.some((code) => isAt(code, start, length)) ? bytes.indexOf(0, start) + 1 : -1;
    if (end < 0) return false;
    for (let at = end; at < length; at++) if ((bytes[at] as number) >= 0x80) return false;
    return true;
  };

  return (cursor) => {
    if (isPlain(cursor)) return true;
    try {
      return codes.includes(decodeCursor(cursor, record, order.name).member);
    } catch (error) {
      if (error instanceof CursorError) return false;
      throw error;
    }
  };
}

const heads = new WeakMap<Order, Uint8Array>();

/** Version and order tag. */
function headOf(record: RecordType, order: Order): Uint8Array {
  let head = heads.get(order);
  if (!head) {
    const keys = order.by.map(() => 0);
    decode(encodeCursor({ record: record.name, order: order.name, keys, member: '', local: '' }));
    head = bytes.slice(0, 3);
    heads.set(order, head);
  }
  return head;
}

function isAt(text: Uint8Array, start: number, length: number): boolean {
  if (start + text.length > length) return false;
  for (let at = 0; at < text.length; at++) if (bytes[start + at] !== text[at]) return false;
  return true;
}

/** Decodes into `bytes`; 0 if the text is not what the contract's encoder makes, or too long. */
function decode(text: string): number {
  const { length } = text;
  if (length % 4 === 1 || length > longest) return 0;
  let at = 0;
  let word = 0;
  let bits = 0;
  for (let index = 0; index < length; index++) {
    const char = text.charCodeAt(index);
    const digit = char < 128 ? (digitOf[char] as number) : -1;
    if (digit < 0) return 0;
    word = ((word << 6) | digit) & 0x3fff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = word >>> bits;
    }
  }
  return (word & ((1 << bits) - 1)) === 0 ? at : 0;
}
