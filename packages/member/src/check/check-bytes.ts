import type { InspectedSource } from '@observer-graph/source-sql';
import { quotedValue, type Remark } from './report.ts';

/** Different values of a column that are looked at. */
const mostValues = 100;

/**
 * Columns whose type says bytes, and whose values could all be text. Whether they are, only their owner knows: bytes do not tell,
 * so the declared type decides how they are read.
 */
export async function checkBytes(source: InspectedSource): Promise<Remark[]> {
  const remarks: Remark[] = [];
  for (const { name, type } of source.columns) {
    if (type !== 'bytes' || !source.used.has(name)) continue;
    const { values } = await source.valuesOf(name, mostValues);
    const cells = values.flatMap(({ text }) => (text === null || /^0*$/.test(text) ? [] : [text]));
    const [first] = cells;
    if (first === undefined || !cells.every((cell) => textOf(cell) !== null)) continue;
    const ids = source.link.key.includes(name) ? ' before it is served, since ids change with it' : '';
    remarks.push({
      gravity: 'warning',
      code: 'BYTES_AS_HEXADECIMAL',
      column: name,
      message: `${name} is declared as BINARY, so its values stand in hexadecimal (${quotedValue(first)}), and all that were looked at could be text (${quotedValue(textOf(first))}). If they are, convert them in a SELECT${ids}.`,
      remedy: [`SELECT …, CONVERT(TRIM(TRAILING 0x00 FROM \`${name}\`) USING utf8mb4) AS \`${name}\` FROM …`],
    });
  }
  return remarks;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** The text that bytes in hexadecimal could be, without the zeros that fill a BINARY; null if they can be none. */
function textOf(hexadecimal: string): string | null {
  try {
    const text = utf8.decode(Buffer.from(hexadecimal.replace(/(00)+$/, ''), 'hex'));
    return /^\P{C}+$/u.test(text) ? text : null;
  } catch {
    return null;
  }
}
