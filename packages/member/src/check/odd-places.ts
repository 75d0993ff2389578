import type { RecordField } from '@observer-graph/contract';
import { type Remark, rowsHave } from './report.ts';

/** Gathers the places that are nowhere: off the globe, or where empty coordinates lie. */
export class OddPlaces {
  readonly #counts = new Map<string, { off: number; zero: number; example: string }>();

  add(record: Readonly<Record<string, unknown>>, fields: ReadonlyMap<string, RecordField>): void {
    for (const [name, field] of fields) {
      if (field.list || !field.fields?.has('latitude')) continue;
      const place = record[name] as Readonly<Record<string, unknown>> | null | undefined;
      const [latitude, longitude] = [numberIn(place?.['latitude']), numberIn(place?.['longitude'])];
      const off = Math.abs(latitude ?? 0) > 90 || Math.abs(longitude ?? 0) > 180;
      const zero = latitude === 0 && longitude === 0;
      if (!off && !zero) continue;
      const count = this.#counts.get(name) ?? { off: 0, zero: 0, example: '' };
      if (zero) count.zero++;
      if (off && count.off++ === 0) count.example = `${latitude ?? 'none'}, ${longitude ?? 'none'}`;
      this.#counts.set(name, count);
    }
  }

  remarks(): Remark[] {
    return [...this.#counts].flatMap(([name, { off, zero, example }]): Remark[] => {
      const remark = (rows: number, message: string): Remark[] =>
        rows === 0 ? [] : [{ gravity: 'warning', code: 'PLACE_IMPOSSIBLE', field: name, rows, message }];
      return [
        ...remark(
          off,
          `${rowsHave(off)} coordinates that are nowhere on earth, such as latitude and longitude ${example}. See that the two are not exchanged, and are degrees.`,
        ),
        ...remark(
          zero,
          `${rowsHave(zero)} the coordinates 0, 0, in the sea off Africa, where empty ones are often put. Make them unknown: \`empty: 0\`, or NULLIF in a SELECT.`,
        ),
      ];
    });
  }
}

function numberIn(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
