import type { Column, ColumnType } from './dialect.ts';

const integerShape = /^(?:0|-?[1-9]\d{0,18})$/;
const decimalShape = /^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/;
const uuidShape = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const largest = 2n ** 63n - 1n;

/** A value as the database wrote it, without the zeros that only some databases write. */
export function rawText(column: Column, text: string): string {
  if (column.type !== 'decimal' && column.type !== 'float') return text;
  return text.includes('.') && !/[eE]/.test(text) ? text.replace(/\.?0+$/, '') : text;
}

/** The values that a column of this type can have at all; any other would be an error in some databases. */
export function possibleValues(type: ColumnType, values: readonly string[]): string[] {
  switch (type) {
    case 'integer':
      return values.filter((value) => integerShape.test(value) && absolute(BigInt(value)) <= largest);
    case 'decimal':
    case 'float':
      return values.filter((value) => decimalShape.test(value));
    case 'uuid':
      return values.filter((value) => uuidShape.test(value));
    case 'boolean':
      return values.filter((value) => value === 'true' || value === 'false');
    default:
      return values.filter((value) => !value.includes('\0'));
  }
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}

/** What does not count around values in a cell. */
export const space = ' \t\n\r\f\v\u00a0';

/** Stands between the values of a cell while they are taken apart. Unicode assigns it to nothing. */
export const separatorMark = '\u{e000}';
