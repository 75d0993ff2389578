import { parseRecordId, type RecordField } from '@observer-graph/contract';
import type { InspectedRecord, InspectedSource } from '@observer-graph/source-sql';
import { type UsedColumn, usedColumns } from './column-links.ts';
import { LostKeys } from './lost-keys.ts';
import { OddPlaces } from './odd-places.ts';
import { looksLikeName, masked, type PersonalKind, personalIn } from './personal.ts';
import { type Reading, ReadingSum } from './reading.ts';
import { counted, quotedValue, type Remark, rowsHave } from './report.ts';
import { type ToldKeys, ToldKeysOf } from './told-keys.ts';

/** Records whose texts are searched for people. */
const searchedRecords = 20_000;
const veryLong = 1_000_000;

/** What reading all records of a source once shows. */
export interface Scanned {
  readonly records: number;
  /** By field: the records that have a value. */
  readonly filled: ReadonlyMap<string, number>;
  /** By type (`Election`) and id: the records that refer to it. */
  readonly references: ReadonlyMap<string, ReadonlyMap<string, number>>;
  readonly toldKeys: readonly ToldKeys[];
  readonly remarks: readonly Remark[];
  /** To compare with other readings of the same rows. */
  readonly reading: Reading;
}

/** Fields whose text is a code or an address, not what somebody wrote. */
const codes =
  /^(id|member|language|licence|original|state|holding)$|\.(language|url|hash|region|eos|instrument|provision|scheme)$/;

export async function scanRecords(
  source: InspectedSource,
  member: string,
  progress: (records: number) => void,
): Promise<Scanned> {
  const { link } = source;
  const filled = new Map([...link.fields.keys()].map((name) => [name, 0]));
  const references = new Map<string, Map<string, number>>();
  const missing = new Map(source.required.map((names) => [names, 0]));
  const watch = usedColumns(link).filter(isReadAsIs);
  const unreadable = new Map<UsedColumn, Map<string, number>>();
  const broken = new Map<string, number>();
  const long = new Map<string, number>();
  const lost = new LostKeys(link.key.join(', '));
  const told = new ToldKeysOf(link);
  const places = new OddPlaces();
  const people = new PersonalTexts();
  const sum = new ReadingSum(source.used.keys());
  let records = 0;
  for await (const batch of source.records()) {
    for (const inspected of batch) {
      const { record } = inspected;
      sum.add(inspected);
      if (!inspected.canBeFound) lost.add(inspected.key);
      for (const name of filled.keys())
        if (isFilled(record[name])) filled.set(name, (filled.get(name) ?? 0) + 1);
      for (const [names, count] of missing) {
        if (!names.some((name) => isFilled(record[name]))) missing.set(names, count + 1);
      }
      places.add(record, link.record.fields);
      for (const used of watch) countUnreadable(used, inspected, unreadable);
      for (const column of source.used.keys()) {
        const text = inspected.raw(column);
        if (text === null) continue;
        if (text.length > veryLong) long.set(column, (long.get(column) ?? 0) + 1);
        if (text.includes('\ufffd')) broken.set(column, (broken.get(column) ?? 0) + 1);
      }
      const exposed = exposure(source, inspected);
      for (const [name, field] of link.record.fields) {
        walk(record[name], field, name, {
          reference: (path, type, id) => {
            count(references, type, id);
            if (id.startsWith(`${member}:`)) told.add(path, type, id);
          },
          text: (path, text) => {
            if (records < searchedRecords && exposed && !codes.test(path))
              people.add(path, text, exposed, inspected);
          },
        });
      }
      told.end(record);
      records++;
    }
    progress(records);
  }
  return {
    records,
    reading: sum.reading(),
    filled,
    references,
    toldKeys: told.all(),
    remarks: [
      ...lost.remarks(),
      ...missingRemarks(missing, link.record.name),
      ...unreadableRemarks(unreadable),
      ...places.remarks(),
      ...[...broken].map(
        ([column, rows]): Remark => ({
          gravity: 'warning',
          code: 'TEXT_BROKEN',
          column,
          rows,
          message: `${rowsHave(rows)} letters in ${column} that cannot be read (\ufffd): its encoding was lost on the way in.`,
        }),
      ),
      ...[...long].map(
        ([column, rows]): Remark => ({
          gravity: 'warning',
          code: 'TEXT_VERY_LONG',
          column,
          rows,
          message: `${rowsHave(rows)} more than a million characters in ${column}; a hub may refuse such an answer. Shorten it in a SELECT.`,
        }),
      ),
      ...people.remarks(new Map(usedColumns(link).map(({ path, link: { column } }) => [path, column]))),
      ...(records > searchedRecords && people.searched > 0
        ? [
            {
              gravity: 'note',
              code: 'PERSONAL_LIMITS',
              message: `texts were searched for people in ${counted(searchedRecords, 'record')} of ${counted(records, 'record')}.`,
            } as const,
          ]
        : []),
    ],
  };
}

/** Read without a map or a time format, so that a value that is lost can be told from one that is absent. */
function isReadAsIs({ field, link, alone }: UsedColumn): boolean {
  return (
    alone &&
    !link.values &&
    !link.list &&
    !field.list &&
    ['integer', 'float', 'boolean', 'reference'].includes(field.kind)
  );
}

function countUnreadable(
  used: UsedColumn,
  { record, raw }: InspectedRecord,
  counts: Map<UsedColumn, Map<string, number>>,
): void {
  const text = raw(used.link.column);
  if (text === null || text === '' || used.link.empty.includes(text)) return;
  let value: unknown = record;
  for (const name of used.path.split('.'))
    value = (value as Record<string, unknown> | null | undefined)?.[name];
  if (value === null || value === undefined) count(counts, used, text);
}

function count<Key, Inner>(counts: Map<Key, Map<Inner, number>>, key: Key, inner: Inner): void {
  const found = counts.get(key) ?? new Map<Inner, number>();
  found.set(inner, (found.get(inner) ?? 0) + 1);
  counts.set(key, found);
}

function isFilled(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return false;
  return !Array.isArray(value) || value.length > 0;
}

/** To whom else than the owner a record is shown; null if to nobody. */
function exposure(source: InspectedSource, { record }: InspectedRecord): 'PUBLIC' | 'others' | null {
  const level = record['visibility'];
  if (level === 'OWNER' || level === undefined) return null;
  const until = record['embargoUntil'];
  // An embargo that ends is no protection, only one that is not set.
  if (source.link.embargoUntil && (until === null || until === undefined)) return null;
  return level === 'PUBLIC' ? 'PUBLIC' : 'others';
}

interface Visitor {
  reference(path: string, type: string, id: string): void;
  text(path: string, text: string): void;
}

function walk(value: unknown, field: RecordField, path: string, visitor: Visitor): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) {
    for (const item of value) walk(item, field, path, visitor);
    return;
  }
  if (field.kind === 'object') {
    for (const [name, inner] of field.fields ?? []) {
      walk((value as Record<string, unknown>)[name], inner, `${path}.${name}`, visitor);
    }
  }
  if (field.kind === 'reference') visitor.reference(path, field.type, String(value));
  if (field.kind === 'text') visitor.text(path, String(value));
}

function missingRemarks(missing: ReadonlyMap<readonly string[], number>, record: string): Remark[] {
  return [...missing].flatMap(([names, rows]): Remark[] =>
    rows === 0
      ? []
      : [
          {
            gravity: 'error',
            code: 'REQUIRED_EMPTY',
            field: names.join(' or '),
            rows,
            message: `${rowsHave(rows)} no ${names.join(' and no ')}, which a ${record.toLowerCase()} must have. Leave them out with WHERE, or fill it with COALESCE in a SELECT.`,
          },
        ],
  );
}

function unreadableRemarks(unreadable: ReadonlyMap<UsedColumn, ReadonlyMap<string, number>>): Remark[] {
  return [...unreadable].map(([{ path, field, link }, texts]): Remark => {
    const rows = [...texts.values()].reduce((sum, each) => sum + each, 0);
    const examples = [...texts.keys()].slice(0, 4).map(quotedValue).join(', ');
    const what =
      field.kind === 'reference'
        ? `the key of ${field.type === 'Election' ? 'an' : 'a'} ${field.type}`
        : field.kind;
    return {
      gravity: 'warning',
      code: 'VALUE_UNREADABLE',
      field: path,
      column: link.column,
      rows,
      message: `${rowsHave(rows)} ${link.column} = ${examples}${texts.size > 4 ? ' …' : ''}, which cannot be read as ${what}: unknown, shown as null.`,
    };
  });
}

/** Ids of members' own records, to tell those that are this member's. */
export function memberAndSource(id: string): { member: string; source: string } | null {
  const parsed = parseRecordId(id);
  return parsed && { member: parsed.member, source: parsed.source };
}

interface Found {
  readonly counts: Map<PersonalKind, number>;
  readonly public: Set<string>;
  readonly others: Set<string>;
  example: string;
}

/** Gathers what texts hold of people, by field. */
class PersonalTexts {
  searched = 0;
  readonly #found = new Map<string, Found>();
  readonly #shapes = new Map<string, { texts: number; names: number; public: boolean }>();

  add(path: string, text: string, exposed: 'PUBLIC' | 'others', { record, key }: InspectedRecord): void {
    this.searched++;
    const shape = this.#shapes.get(path) ?? { texts: 0, names: 0, public: false };
    shape.texts++;
    if (looksLikeName(text)) shape.names++;
    if (exposed === 'PUBLIC') shape.public = true;
    this.#shapes.set(path, shape);
    for (const find of personalIn(text)) {
      const found = this.#found.get(path) ?? {
        counts: new Map(),
        public: new Set(),
        others: new Set(),
        example: `${masked(find.text)} in ${String(record['id'] ?? key.join(','))}`,
      };
      found.counts.set(find.kind, (found.counts.get(find.kind) ?? 0) + 1);
      found[exposed === 'PUBLIC' ? 'public' : 'others'].add(key.join('\0'));
      this.#found.set(path, found);
    }
  }

  remarks(columns: ReadonlyMap<string, string>): Remark[] {
    const about = (path: string) => {
      const column = columns.get(path) ?? columns.get(path.split('.')[0] ?? '');
      return { field: path, ...(column !== undefined && { column }) };
    };
    const remarks = [...this.#found].map(([path, found]): Remark => {
      const kinds = [...found.counts].map(([kind, number]) => counted(number, kind)).join(', ');
      const records = found.public.size + found.others.size;
      return {
        ...about(path),
        gravity: found.public.size > 0 ? 'warning' : 'note',
        code: 'PERSONAL_TEXT',
        rows: records,
        message: `${path} has what looks like ${kinds}, in ${counted(records, 'record')}, ${found.public.size} of them PUBLIC; for example ${found.example}.`,
      };
    });
    for (const [path, shape] of this.#shapes) {
      if (this.#found.has(path) || shape.texts < 5 || shape.names < shape.texts * 0.6) continue;
      // Names of places look the same.
      if (path.startsWith('place.') || path === 'title') continue;
      remarks.push({
        ...about(path),
        gravity: shape.public ? 'warning' : 'note',
        code: 'PERSONAL_TEXT',
        rows: shape.names,
        message: `${path}: ${shape.names} of ${shape.texts} texts look like persons' names and nothing else.`,
      });
    }
    return remarks;
  }
}
