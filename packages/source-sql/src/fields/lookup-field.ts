import type { RecordField } from '@observer-graph/contract';
import { all, any, type Condition } from '../condition.ts';
import type { Cells } from '../dialects/dialect.ts';
import type { LookupLink, RegisteredElection } from '../link.ts';
import { partsOf } from '../lookup-parts.ts';
import type { Selection } from '../selection.ts';
import { columnField } from './column-field.ts';
import { constantField } from './constant-field.ts';
import { type Combination, type Field, type FieldContext, LinkMistake } from './field.ts';
import { containsText } from './words.ts';
import { yearField } from './year-field.ts';

/**
 * An election by its country, year and kind in the row. What the registry has is known beforehand, so that an election that is
 * asked for becomes conditions on the columns.
 */
export function lookupField(link: LookupLink, field: RecordField, context: FieldContext): Field {
  const parts = partFields(link, context);
  const found = onlyElections(link.elections ?? []);
  const combination = (selection: Selection) => {
    const readers = parts.map((part) => part.read(selection));
    return (row: Cells): Combination => {
      const [country, year, kind] = readers.map((read) => textOf(read(row)));
      return { country: country ?? null, year: year ?? null, kind: kind ?? null };
    };
  };
  const matching = (test: (id: string) => boolean): Condition =>
    any([...found.values()].filter(({ id }) => test(id)).map((election) => isOf(parts, election)));
  return {
    constant: false,
    read(selection) {
      const read = combination(selection);
      return (row) => {
        const id = found.get(nameOf(read(row)))?.id ?? null;
        return field.list && id !== null ? [id] : id;
      };
    },
    lookups: [{ elections: link.elections ?? [], combination }],
    matches: (wanted) => matching((id) => wanted.has(id)),
    contains: (part) => matching((id) => containsText(id, part)),
    sortKey: () => {
      throw new LinkMistake('elections that are looked up have no order.');
    },
  };
}

function partFields({ by }: LookupLink, context: FieldContext): Field[] {
  return partsOf(by).map(({ name, field, link }) => {
    if (link.kind === 'constant') return constantField(link.value, field, context.ids);
    return name === 'year' ? yearField(link, context) : columnField(link, field, context);
  });
}

/** Those that are the only ones of their country, year and kind, by these. */
function onlyElections(elections: readonly RegisteredElection[]): Map<string, RegisteredElection> {
  const only = new Map<string, RegisteredElection>();
  for (const [name, [first, ...others]] of electionsByName(elections)) {
    if (first && others.length === 0) only.set(name, first);
  }
  return only;
}

/** Elections by their country, year and kind. */
export function electionsByName(
  elections: readonly RegisteredElection[],
): ReadonlyMap<string, readonly RegisteredElection[]> {
  const byName = new Map<string, RegisteredElection[]>();
  for (const election of elections) {
    const name = nameOf(combinationOf(election));
    const alike = byName.get(name);
    if (alike) alike.push(election);
    else byName.set(name, [election]);
  }
  return byName;
}

function combinationOf({ country, year, kind }: RegisteredElection): Combination {
  return { country, year: String(year), kind };
}

/** The same for the same combination; none of them has such a sign in it that is in the registry. */
export function nameOf({ country, year, kind }: Combination): string {
  return `${country}\0${year}\0${kind}`;
}

function isOf(parts: readonly Field[], election: RegisteredElection): Condition {
  const { country, year, kind } = combinationOf(election);
  const wanted = [country, year, kind];
  return all(parts.map((part, index) => part.matches(new Set([wanted[index] ?? '']))));
}

function textOf(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value);
}
