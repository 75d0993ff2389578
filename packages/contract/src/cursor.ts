import type { Order, RecordType } from './model.ts';
import { recordType } from './models.ts';

/** What a cursor says: the place of one record in one order. */
export interface CursorParts {
  /** The record type, for example `Finding`. */
  readonly record: string;
  /** The order, for example `OBSERVED_DESC`. */
  readonly order: string;
  /**
   * One for each field of the order, null where it is unknown. Instants are microseconds since 1970 UTC, dates days since
   * 1970, enum values their rank from 0. Safe integers only.
   */
  readonly keys: readonly (number | null)[];
  /** The code of the member that holds the record; empty for types of the registry. */
  readonly member: string;
  /** The member's own tie-break, unique within the member; opaque to the hub. */
  readonly local: string;
}

/** A cursor that this contract did not write, or wrote for another list. The message is fit for clients. */
export class CursorError extends Error {
  override readonly name = 'CursorError';
  readonly extensions = { code: 'BAD_USER_INPUT' } as const;
}

/**
 * Writes a cursor. Comparing two cursors of one order as plain strings compares the records: by the keys in the order's
 * direction, unknown ones last in either, then by member and by `local`, both ascending by their UTF-8 bytes.
 *
 * The bytes are: version, order tag (2), for each key 0 and 8 bytes (big-endian, sign bit flipped, all inverted if the
 * order is descending) or 1 where it is null, the member's code and 0, the local text.
 *
 * @throws {RangeError} if the order does not exist or the keys do not fit it: a mistake of the caller, not of a client
 */
export function encodeCursor({ record, order, keys, member, local }: CursorParts): string {
  return written(layoutFor(recordType(record), order, member), keys, member, local);
}

/** Characters after the prefix for which a writer of cursors has room; longer ones it writes as {@link encodeCursor} does. */
const roomForRest = 100;

/**
 * Writes cursors of one order and one member as {@link encodeCursor} does, given their keys and what follows `prefix` in their
 * local part. What is the same in all of them is written once.
 *
 * @throws {RangeError} as that does
 */
export function cursorWriter(
  record: RecordType,
  order: string,
  member: string,
  prefix: string,
): (keys: CursorParts['keys'], rest: string) => string {
  const layout = layoutFor(record, order, member);
  const head = 3 + 9 * layout.keys;
  const start = head + Buffer.byteLength(`${member}\0${prefix}`);
  const bytes = Buffer.alloc(start + roomForRest + 2);
  writeBytes(bytes, layout, Array(layout.keys).fill(0), `${member}\0${prefix}`);
  const digits = Buffer.alloc(base64Length(bytes.length) + 4);
  writeBase64(bytes, 0, start, digits);
  // Three bytes are four digits, and so end with the head.
  const varies = start - (start % 3);
  return (keys, rest) => {
    const fits = keys.length === layout.keys && !keys.includes(null) && rest.length <= roomForRest;
    const end = fits ? writeAscii(bytes, start, rest) : 0;
    if (end !== start + rest.length) return written(layout, keys, member, prefix + rest);
    writeKeys(bytes, layout, keys);
    bytes[end] = 0;
    bytes[end + 1] = 0;
    writeBase64(bytes, 3, head, digits);
    writeBase64(bytes, varies, end, digits);
    return digits.toString('latin1', 0, base64Length(end));
  };
}

function layoutFor(record: RecordType, order: string, member: string): Layout {
  const layout = layoutOf(record, order);
  if (!layout) throw new RangeError(`${record.name} has no order ${order}.`);
  if (member.includes('\0')) throw new RangeError('A member code has no NUL.');
  return layout;
}

function written(layout: Layout, keys: CursorParts['keys'], member: string, local: string): string {
  if (keys.length !== layout.keys) throw new RangeError(`This order sorts by ${layout.keys} fields.`);
  const text = `${member}\0${local}`;
  const bytes = scratch(3 + 9 * keys.length + 3 * text.length + 2);
  const end = writeBytes(bytes, layout, keys, text);
  const digits = end <= 3_000 ? shortText : Buffer.alloc(4 * Math.ceil(end / 3));
  writeBase64(bytes, 0, end, digits);
  return digits.toString('latin1', 0, base64Length(end));
}

/** @returns where the bytes end */
function writeBytes(bytes: Uint8Array, layout: Layout, keys: CursorParts['keys'], text: string): number {
  bytes[0] = version;
  bytes[1] = layout.tag >>> 8;
  bytes[2] = layout.tag & 0xff;
  let at = writeKeys(bytes, layout, keys);
  const ascii = writeAscii(bytes, at, text);
  at = ascii < at + text.length ? at + utf8.encodeInto(text, bytes.subarray(at)).written : ascii;
  // The last digit may look at bits behind the end.
  bytes[at] = 0;
  bytes[at + 1] = 0;
  return at;
}

/** @returns where the keys end */
function writeKeys(bytes: Uint8Array, { mask }: Layout, keys: CursorParts['keys']): number {
  let at = 3;
  for (const key of keys) {
    if (key === null) {
      bytes[at++] = 1;
      continue;
    }
    if (!Number.isSafeInteger(key)) throw new RangeError(`A sort key is a safe integer or null, not ${key}.`);
    bytes[at++] = 0;
    const high = Math.floor(key / 2 ** 32);
    at = writeWord(bytes, at, high ^ signBit ^ mask);
    at = writeWord(bytes, at, (key - high * 2 ** 32) ^ mask);
  }
  return at;
}

/**
 * Reads a cursor that was written for an order of a record type. What it accepts, {@link encodeCursor} writes again letter by letter.
 *
 * @throws {CursorError} if it is no cursor, damaged, or one of another list or order
 */
export function decodeCursor(cursor: string, record: RecordType, order: string): CursorParts {
  const layout = layoutOf(record, order);
  if (!layout) throw new RangeError(`${record.name} has no order ${order}.`);
  if (latest?.layout !== layout || latest.cursor !== cursor) {
    latest = { layout, cursor, parts: decoded(cursor, record, order, layout) };
  }
  return latest.parts;
}

/** Whoever sees that a request's cursor is one is not the last who reads it. */
let latest: { readonly layout: Layout; readonly cursor: string; readonly parts: CursorParts } | null = null;

function decoded(cursor: string, record: RecordType, order: string, layout: Layout): CursorParts {
  // In the place where cursors are written too: nothing of it is handed on but copies.
  const bytes = scratch(Math.ceil((cursor.length * 3) / 4));
  const length = fromBase64(cursor, bytes);
  if (length < 4 || bytes[0] !== version) throw malformed();
  if ((((bytes[1] ?? 0) << 8) | (bytes[2] ?? 0)) !== layout.tag) {
    throw new CursorError(
      `This cursor belongs to another list or order than ${record.name} by ${order}. Page with one orderBy to the end, or begin anew without a cursor.`,
    );
  }
  const keys: (number | null)[] = [];
  let at = 3;
  while (keys.length < layout.keys) {
    const flag = at < length ? bytes[at++] : undefined;
    if (flag === 1) {
      keys.push(null);
      continue;
    }
    if (flag !== 0 || at + 8 > length) throw malformed();
    const high = readWord(bytes, at) ^ layout.mask ^ signBit;
    const low = (readWord(bytes, at + 4) ^ layout.mask) >>> 0;
    const key = high * 2 ** 32 + low;
    if (!Number.isSafeInteger(key)) throw malformed();
    keys.push(key);
    at += 8;
  }
  let end = at;
  while (end < length && bytes[end] !== 0) end++;
  if (end >= length) throw malformed();
  return {
    record: record.name,
    order,
    keys,
    member: decodeText(bytes, at, end),
    local: decodeText(bytes, end + 1, length),
  };
}

const version = 1;
const signBit = 0x8000_0000;

interface Layout {
  readonly tag: number;
  readonly keys: number;
  /** What every word of a key is combined with: all ones turn the order round. */
  readonly mask: number;
}

const layouts = new WeakMap<Order, Layout>();

function layoutOf(record: RecordType, orderName: string): Layout | null {
  const order = record.orders.get(orderName);
  if (!order) return null;
  let layout = layouts.get(order);
  if (!layout) {
    layout = {
      tag: orderTag(record.name, order.name),
      keys: order.by.length,
      mask: order.descending ? -1 : 0,
    };
    layouts.set(order, layout);
  }
  return layout;
}

/** Two bytes that tell the orders of the contract apart (a test holds that they do): FNV-1a, folded. */
export function orderTag(record: string, order: string): number {
  let hash = 0x811c9dc5;
  for (const byte of utf8.encode(`${record}.${order}`)) hash = Math.imul(hash ^ byte, 0x01000193);
  return ((hash >>> 16) ^ hash) & 0xffff;
}

function writeWord(bytes: Uint8Array, at: number, word: number): number {
  bytes[at] = word >>> 24;
  bytes[at + 1] = word >>> 16;
  bytes[at + 2] = word >>> 8;
  bytes[at + 3] = word;
  return at + 4;
}

// A cursor is written, or read, in one go, so that all of them can be in the same place.
const shortBytes = Buffer.alloc(3_000);

function scratch(length: number): Buffer {
  return length <= shortBytes.length ? shortBytes : Buffer.alloc(length);
}

/** @returns where the text ends, or the first character that is none of ASCII would stand */
function writeAscii(bytes: Uint8Array, start: number, text: string): number {
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code > 0x7f) return start + index;
    bytes[start + index] = code;
  }
  return start + text.length;
}

function readWord(bytes: Uint8Array, at: number): number {
  return (
    ((bytes[at] ?? 0) << 24) |
    ((bytes[at + 1] ?? 0) << 16) |
    ((bytes[at + 2] ?? 0) << 8) |
    (bytes[at + 3] ?? 0)
  );
}

const utf8 = new TextEncoder();
// A byte order mark is text like any other here: without `ignoreBOM` it would vanish.
const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decodeText(bytes: Buffer, start: number, end: number): string {
  let all = 0;
  for (let at = start; at < end; at++) all |= bytes[at] ?? 0;
  // Of ASCII, as nearly all are, no decoder need be asked.
  if (all < 0x80) return bytes.toString('latin1', start, end);
  try {
    return strictUtf8.decode(bytes.subarray(start, end));
  } catch {
    throw malformed();
  }
}

function malformed(): CursorError {
  return new CursorError(
    'This is no cursor of this graph, or a damaged one. Take cursors from edges or pageInfo as they are.',
  );
}

/** In the order of their code points, which makes the encoding keep the order of the bytes. */
const alphabet = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';
const codes = Uint8Array.from(alphabet, (digit) => digit.charCodeAt(0));
const shortText = Buffer.alloc(4_000);
const digitOf = Int8Array.from({ length: 128 }, (_, code) => alphabet.indexOf(String.fromCharCode(code)));

/** Writes bytes as digits where they stand among all; `start` is a multiple of three. */
function writeBase64(bytes: Uint8Array, start: number, end: number, digits: Uint8Array): void {
  let place = (start / 3) * 4;
  for (let at = start; at < end; at += 3) {
    const word = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    digits[place++] = codes[word >>> 18] ?? 0;
    digits[place++] = codes[(word >>> 12) & 63] ?? 0;
    digits[place++] = codes[(word >>> 6) & 63] ?? 0;
    digits[place++] = codes[word & 63] ?? 0;
  }
}

function base64Length(bytes: number): number {
  return Math.ceil((4 * bytes) / 3);
}

/** @returns how many bytes; -1 if the text is not what {@link writeBase64} makes: of each sequence of bytes there is one text */
function fromBase64(text: string, bytes: Uint8Array): number {
  if (text.length % 4 === 1) return -1;
  let at = 0;
  let word = 0;
  let bits = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const digit = code < 128 ? (digitOf[code] ?? -1) : -1;
    if (digit < 0) return -1;
    word = ((word << 6) | digit) & 0x3fff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at++] = word >>> bits;
    }
  }
  return (word & ((1 << bits) - 1)) === 0 ? at : -1;
}
