import { parseRecordId, type RecordField } from '@observer-graph/contract';
import { lowerCased } from '../case-variants.ts';
import type { ColumnLink } from '../link.ts';
import { formatDate, formatInstant, parseDate, parseInstant } from '../time/iso.ts';
import { localId, type ReferenceIds } from './field.ts';

/** Which raw values satisfy something: those in `among`, and, unless it is null, all that are not in `except`. */
export interface RawMatch {
  readonly among: readonly string[];
  readonly except: readonly string[] | null;
}

/** Raw values of a column, as text, and the contract's words for them. */
export interface Words {
  /** The contract's value of a raw value; null: unknown. */
  of(raw: string | null): unknown;
  /** The values that can come out; null if any could. */
  readonly possible: readonly unknown[] | null;
  /** The raw values that become one of the words. */
  rawsOf(wanted: ReadonlySet<string>): RawMatch;
  /** The raw values whose words satisfy a test; null if any raw value could, since it is a word itself. */
  rawsWhere(test: (word: string) => boolean): RawMatch | null;
}

export function wordsOf(link: ColumnLink, field: RecordField, ids: ReferenceIds): Words {
  const { values, empty } = link;
  const word = (text: string | null | undefined) =>
    text === null || text === undefined ? null : wordOf(field, text, ids, link.source);

  if (!values) {
    return {
      possible: field.kind === 'enum' ? (field.values ?? []) : null,
      of: (raw) => (raw === null || empty.includes(raw) ? null : word(raw)),
      rawsOf: (wanted) => ({
        among: [...wanted]
          .flatMap((id) => rawForms(id, field, ids, link.source))
          .filter((raw) => !empty.includes(raw)),
        except: null,
      }),
      rawsWhere: () => null,
    };
  }

  const words = new Map([...values.entries].map(([raw, text]) => [raw, word(text)]));
  for (const raw of empty) words.set(raw, null);
  const otherwise = word(values.otherwise);
  const rawsWhere = (test: (word: string) => boolean): RawMatch => ({
    among: [...words].filter(([, value]) => value !== null && test(String(value))).map(([raw]) => raw),
    except: otherwise !== null && test(String(otherwise)) ? [...words.keys()] : null,
  });
  return {
    possible: [...words.values(), otherwise].filter((value) => value !== null),
    of(raw) {
      if (raw === null) return null;
      return words.has(raw) ? words.get(raw) : otherwise;
    },
    rawsOf: (wanted) => rawsWhere((text) => wanted.has(text)),
    rawsWhere,
  };
}

/** A text as a value of the field; null if it is none. */
export function wordOf(field: RecordField, text: string, ids: ReferenceIds, source?: string): unknown {
  switch (field.kind) {
    case 'enum':
      return field.values?.includes(text) ? text : null;
    case 'integer': {
      const number = text.trim() === '' ? Number.NaN : Number(text);
      return Number.isInteger(number) && Math.abs(number) < 2 ** 31 ? number : null;
    }
    case 'float': {
      const number = text.trim() === '' ? Number.NaN : Number(text);
      return Number.isFinite(number) ? number : null;
    }
    case 'boolean':
      if (text === 'true' || text === '1') return true;
      return text === 'false' || text === '0' ? false : null;
    case 'instant': {
      const instant = parseInstant(text);
      return instant === null ? null : formatInstant(instant);
    }
    case 'date': {
      const date = parseDate(text);
      return date === null ? null : formatDate(date);
    }
    case 'reference':
      return referenceId(field, text, ids, source);
    default:
      return text;
  }
}

/** The key of what is referred to. An owned record has a full id, or the key of a row of this member's source. */
function referenceId(field: RecordField, text: string, ids: ReferenceIds, source?: string): string | null {
  if (text === '') return null;
  const slug = ids.slugOf(field.type);
  if (slug === null || parseRecordId(text)) return text;
  return source === undefined ? null : localId(ids, slug, source, text);
}

/** How a column without a map may hold a word. */
function rawForms(word: string, field: RecordField, ids: ReferenceIds, source?: string): string[] {
  if (field.kind === 'enum') return field.values?.includes(word) ? [word] : [];
  if (field.kind !== 'reference') return [word];
  const slug = ids.slugOf(field.type);
  if (slug === null) return [word];
  const id = parseRecordId(word);
  if (!id) return [];
  const [key] = id.keys;
  const own = id.member === ids.member && id.slug === slug && id.source === source && id.keys.length === 1;
  return own && key !== undefined ? [word, key] : [word];
}

/** The search that every dialect does, in memory. */
export function containsText(text: string, part: string): boolean {
  const lower = (whole: string) => [...whole].map(lowerCased).join('');
  return lower(text).includes(lower(part));
}
