import { type RecordType, recordTypes } from '@observer-graph/contract';

/** The sections of a link file: the record types in plural and lower case, `findings`, `countries`. */
export const sections: ReadonlyMap<string, RecordType> = new Map(
  [...recordTypes.values()].map((record) => [sectionOf(record), record]),
);

export function sectionOf({ name }: RecordType): string {
  const noun = name.toLowerCase();
  return noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}
