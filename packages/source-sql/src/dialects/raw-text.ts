import type { Column } from './dialect.ts';

const integerShape = /^(?:0|-?[1-9]\d{0,19})$/;
const decimalShape = /^-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/;
const uuidShape = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const bytesShape = /^(?:[0-9a-f]{2})*$/;

/** A value as the database wrote it, without the zeros that only some databases write. */
export function rawText(column: Column, text: string): string {
  if (column.type !== 'decimal' && column.type !== 'float') return text;
  return text.includes('.') && !/[eE]/.test(text) ? text.replace(/\.?0+$/, '') : text;
}

/** The values that a column of this type can have at all; any other would be an error in some databases. */
export function possibleValues({ type, unsigned }: Column, values: readonly string[]): string[] {
  switch (type) {
    case 'integer': {
      const { least, most } = unsigned ? unsignedRange : signedRange;
      return values.filter((value) => {
        if (!integerShape.test(value)) return false;
        const integer = BigInt(value);
        return integer >= least && integer <= most;
      });
    }
    case 'decimal':
      return values.filter((value) => decimalShape.test(value));
    case 'bytes':
      return values.filter((value) => bytesShape.test(value));
    case 'uuid':
      return values.filter((value) => uuidShape.test(value));
    case 'boolean':
      return values.filter((value) => value === 'true' || value === 'false');
    default:
      return values.filter((value) => !value.includes('\0'));
  }
}

const signedRange = { least: -(2n ** 63n), most: 2n ** 63n - 1n };
const unsignedRange = { least: 0n, most: 2n ** 64n - 1n };

/** What does not count around values in a cell. */
export const space = ' \t\n\r\f\v\u00a0';

/** Stands between the values of a cell while they are taken apart. Unicode assigns it to nothing. */
export const separatorMark = '\u{e000}';
