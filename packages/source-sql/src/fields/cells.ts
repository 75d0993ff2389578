import { space } from '../dialects/raw-text.ts';
import type { ListFormat } from '../link.ts';

/** The values in a cell, as text, in its order; the empty ones are left out. */
export function valuesIn(cell: string, format: ListFormat): string[] {
  switch (format.kind) {
    case 'separated':
      return cell.split(format.separator).map(trimmed).filter(Boolean);
    case 'bits':
      return bitsIn(cell);
    default:
      return scalarsIn(cell, format.kind === 'json');
  }
}

function scalarsIn(cell: string, trim: boolean): string[] {
  const array = parsedJson(cell);
  if (!Array.isArray(array)) return [];
  // An array of PostgreSQL may have several dimensions.
  return (trim ? array : array.flat(Number.POSITIVE_INFINITY))
    .filter((value) => ['string', 'number', 'boolean'].includes(typeof value))
    .map((value) => (trim ? trimmed(String(value)) : String(value)))
    .filter(Boolean);
}

function bitsIn(cell: string): string[] {
  if (!/^-?\d+$/.test(cell)) return [];
  const bits = BigInt.asUintN(63, BigInt(cell));
  return Array.from({ length: 63 }, (_, index) => 1n << BigInt(index))
    .filter((bit) => (bits & bit) !== 0n)
    .map(String);
}

/** The objects in a cell: those of an array, or one for each entry of an object, by its key and its value. */
export function objectsIn(cell: string, format: ListFormat): Readonly<Record<string, unknown>>[] {
  const json = parsedJson(cell);
  if (format.kind === 'json-map') {
    if (!isObject(json)) return [];
    return Object.entries(json)
      .filter(([, value]) => value !== null && value !== '')
      .map(([key, value]) => ({ [format.key]: key, [format.value]: value }));
  }
  return Array.isArray(json) ? json.filter(isObject) : [];
}

export function parsedJson(cell: string): unknown {
  try {
    return JSON.parse(cell);
  } catch {
    return null;
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && space.includes(text.charAt(start))) start++;
  while (end > start && space.includes(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}
