import {
  CursorError,
  decodeCursor,
  encodeCursor,
  type Order,
  type RecordType,
} from '@observer-graph/contract';
import { boundedCache } from '@observer-graph/executor';

/** Whether a text is a cursor of a record type's order, and of one of the members. */
export type CursorCheck = (cursor: string) => boolean;

const alphabet = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';
/** By UTF-16 units; -1 of what is no digit. */
const digitOf = new Int8Array(2 ** 16).fill(-1);
for (const [digit, char] of [...alphabet].entries()) digitOf[char.charCodeAt(0)] = digit;

/** Digits of three bytes; a cursor's head takes one such group, each known key three. */
const group = 4;

const checks = new WeakMap<Order, ReturnType<typeof boundedCache<CursorCheck>>>();

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
  let checkOf = checks.get(order);
  if (!checkOf) {
    checkOf = boundedCache(mostChecks);
    checks.set(order, checkOf);
  }
  return checkOf(code, () => newCursorCheck(record, order, codes));
}

function newCursorCheck(record: RecordType, order: Order, codes: readonly string[]): CursorCheck {
  const keys = order.by.map(() => 0);
  const start = group * (1 + 3 * keys.length);
  const heads = codes.map((member) => {
    const text = encodeCursor({ record: record.name, order: order.name, keys, member, local: '' });
    return { version: text.slice(0, group), member: new MemberDigits(text.slice(start)) };
  });
  const version = heads[0]?.version;
  const mask = order.descending ? 0xff : 0;

  const isPlain = (cursor: string): boolean => {
    if (version === undefined || !cursor.startsWith(version)) return false;
    for (let at = group; at < start; at += 3 * group) if (!isPlainKey(cursor, at, mask)) return false;
    for (let at = 0; at < heads.length; at++) {
      if (heads[at]?.member.isAt(cursor, start)) return isAscii(cursor, start);
    }
    return false;
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

/** Whether a key is known, and a safe integer: its two highest bytes are next to those of zero. */
function isPlainKey(cursor: string, start: number, mask: number): boolean {
  const first = digitAt(cursor, start);
  const second = digitAt(cursor, start + 1);
  const third = digitAt(cursor, start + 2);
  const fourth = digitAt(cursor, start + 3);
  let all = first | second | third | fourth;
  for (let at = start + group; at < start + 3 * group; at++) all |= digitAt(cursor, at);
  // The key's first byte is 0 if it is known.
  if (all < 0 || first !== 0 || second >>> 4 !== 0) return false;
  const high = (((second & 0xf) << 4) | (third >>> 2)) ^ mask;
  const next = (((third & 0x3) << 6) | fourth) ^ mask;
  return high === 0x80 ? next < 0x20 : high === 0x7f && next > 0xe0;
}

/** Whether the rest, from the beginning of a group on, is what the contract's encoder makes of ASCII. */
function isAscii(cursor: string, start: number): boolean {
  const { length } = cursor;
  let at = start;
  for (; at + group <= length; at += group) {
    const first = digitAt(cursor, at);
    const second = digitAt(cursor, at + 1);
    const third = digitAt(cursor, at + 2);
    if ((first | second | third | digitAt(cursor, at + 3)) < 0) return false;
    // The highest bits of the three bytes.
    if ((first & 0x20) + (second & 0x08) + (third & 0x02) !== 0) return false;
  }
  if (at === length) return true;
  const first = digitAt(cursor, at);
  const second = digitAt(cursor, at + 1);
  if ((first | second) < 0 || (first & 0x20) !== 0) return false;
  // Bits behind the last byte are 0.
  if (length - at === 2) return (second & 0x0f) === 0;
  const third = digitAt(cursor, at + 2);
  return third >= 0 && (second & 0x08) === 0 && (third & 0x03) === 0;
}

/** Behind the end there is none either. */
function digitAt(cursor: string, at: number): number {
  return at < cursor.length ? (digitOf[cursor.charCodeAt(at)] as number) : -1;
}

/** A member's code and the NUL behind it, as digits: the last of them may have bits of what follows. */
class MemberDigits {
  private readonly whole: string;
  private readonly last: number;
  private readonly bits: number;

  /** @param digits with nothing behind the NUL */
  constructor(digits: string) {
    const rest = digits.length % group;
    this.bits = rest === 2 ? 0x30 : rest === 3 ? 0x3c : 0;
    this.whole = rest === 0 ? digits : digits.slice(0, -1);
    this.last = rest === 0 ? 0 : digitAt(digits, digits.length - 1);
  }

  isAt(cursor: string, start: number): boolean {
    if (!cursor.startsWith(this.whole, start)) return false;
    return this.bits === 0 || (digitAt(cursor, start + this.whole.length) & this.bits) === this.last;
  }
}
