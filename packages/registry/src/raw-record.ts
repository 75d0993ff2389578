import { didYouMean } from './did-you-mean.ts';
import type { Column } from './kinds.ts';
import type { Kind } from './records.ts';

/** What a reader has to know of a kind of record. */
export interface FileFormat {
  readonly kind: Kind;
  readonly columns: readonly Column[];
  readonly fileColumns: readonly string[];
}

/** What a cell of a file says, before it is checked: `name:fr` columns have become entries of `name`. */
export type Cell = string | readonly string[] | Readonly<Record<string, string>>;

/** A record as its file has it. Cells that say nothing are absent. */
export interface RawRecord {
  readonly cells: Readonly<Record<string, Cell>>;
  /** The line where it begins, from 1. */
  readonly line: number;
  /** The line of a column, where it has one of its own. */
  readonly lines: Readonly<Record<string, number>>;
}

export interface Problem {
  readonly line: number;
  readonly message: string;
}

/** What a file says, as far as it can be read, and what cannot be. */
export interface RawFile {
  readonly records: readonly RawRecord[];
  readonly problems: readonly Problem[];
}

/** Why a column is none of this kind's, or null if it is one. */
export function unknownColumn(column: string, { fileColumns, columns }: FileFormat): string | null {
  const [base = ''] = column.split(':', 1);
  if (fileColumns.includes(column)) return null;
  if (base === 'name' && fileColumns.includes('name')) return null;
  if (columns.some(({ field, derived }) => derived && field === column)) {
    return `'${column}' is worked out by the registry; leave it out`;
  }
  const suggestion = didYouMean(column, fileColumns);
  return `unknown column '${column}'${suggestion || `; there are ${fileColumns.join(', ')}`}`;
}

/** One text for each language: `name` is English. */
export function gatherNames(
  cells: readonly (readonly [column: string, cell: Cell])[],
): { cells: Record<string, Cell> } | { twice: string } {
  const gathered: Record<string, Cell> = {};
  const names: Record<string, string> = {};
  for (const [column, cell] of cells) {
    const language = column === 'name' ? 'en' : /^name:(.+)$/.exec(column)?.[1];
    if (language === undefined) {
      gathered[column] = cell;
    } else if (typeof cell === 'string') {
      if (language in names) return { twice: language };
      names[language] = cell;
    } else if (column === 'name' && !Array.isArray(cell)) {
      for (const [each, name] of Object.entries(cell)) {
        if (each in names) return { twice: each };
        names[each] = name;
      }
    } else {
      // Left to the check of the record, which says what is expected.
      gathered['name'] = cell;
    }
  }
  if (Object.keys(names).length > 0 && !('name' in gathered)) gathered['name'] = names;
  return { cells: gathered };
}
