import type { QueryPlanFieldNode, QueryPlanSelectionNode } from '@apollo/query-planner';
import { stringText } from '@observer-graph/executor';
import { type Data, isData, propertyReader } from './data.ts';
import type { EntityKeys } from './entity-keys.ts';
import type { Reason } from './reason.ts';
import type { TypeConditions } from './supergraph.ts';

/** How objects are told to a subgraph so that it finds their entities. */
export interface Representation {
  /**
   * As JSON.
   *
   * @returns null where the object has not all that is needed: its type is another, or an earlier fetch failed
   */
  textOf(object: Data): string | null;
  /**
   * What the text depends on besides the type, if it is leaves alone: objects with the same leaves have the same text.
   *
   * @returns null where it depends on more
   */
  leavesOf(type: string): readonly ((object: Data) => unknown)[] | null;
  /**
   * Why something that the text needs is missing of an object, or of one inside of it; undefined where no reason is known.
   *
   * @param reasonOf why a key is missing of an object
   */
  absenceIn(object: Data, reasonOf: ReasonOf): Reason | undefined;
}

/**
 * @param selections a plan's `requires`
 * @param isAskedFor whether an earlier fetch asks for a field of the objects of a type; what none asks for is not needed of
 *   them, although the plan says so of all types together
 * @param keys the subgraph's: of an object that has none of them whole the plan wants nothing, and only says so unclearly
 * @param realNames what a subgraph calls fields that the data has under other names
 */
export function compileRepresentation(
  selections: readonly QueryPlanSelectionNode[],
  typesOf: TypeConditions,
  keys: EntityKeys,
  isAskedFor: (type: string, field: string) => boolean = () => true,
  realNames: ReadonlyMap<string, string> = new Map(),
): Representation {
  const isEnough = (type: string, fields: Pick<ReadonlySet<string>, 'has'>) => {
    const known = [...keys].flatMap(([name, sets]) =>
      name === type || typesOf.get(name)?.has(type) ? sets : [],
    );
    return known.length === 0 || known.some((key) => key.every((field) => fields.has(field)));
  };
  const writerOf = objectWriters(selections, typesOf, realNames, isEnough, isAskedFor);
  const leaves = new Map<string, readonly ((object: Data) => unknown)[] | null>();
  return {
    textOf(object) {
      const type = object['__typename'];
      if (typeof type !== 'string') return null;
      const write = writerOf(type);
      return write ? (write(object) ?? null) : null;
    },
    leavesOf(type) {
      const known = leaves.get(type);
      if (known !== undefined) return known;
      const fields = new Map<string, QueryPlanSelectionNode[] | null>();
      collect(selections, type, typesOf, fields);
      fields.delete('__typename');
      const readers = [...fields.values()].every((nested) => nested === null)
        ? [...fields.keys()].map(propertyReader)
        : null;
      leaves.set(type, readers);
      return readers;
    },
    absenceIn: (object, reasonOf) => absenceIn(selections, object, typesOf, reasonOf),
  };
}

function absenceIn(
  selections: readonly QueryPlanSelectionNode[],
  value: unknown,
  typesOf: TypeConditions,
  reasonOf: ReasonOf,
): Reason | undefined {
  if (Array.isArray(value)) {
    return strongest(value.map((item) => absenceIn(selections, item, typesOf, reasonOf)));
  }
  if (!isData(value)) return undefined;
  const fields = new Map<string, QueryPlanSelectionNode[] | null>();
  collect(selections, String(value['__typename']), typesOf, fields);
  return strongest(
    [...fields].map(([key, nested]) => {
      const found = propertyReader(key)(value);
      if (found === undefined) return reasonOf(value, key);
      return nested ? absenceIn(nested, found, typesOf, reasonOf) : undefined;
    }),
  );
}

/** What is told needs no other reason. */
function strongest(reasons: readonly (Reason | undefined)[]): Reason | undefined {
  return reasons.includes('told') ? 'told' : reasons.find(Boolean);
}

type ReasonOf = (object: Data, key: string) => Reason | undefined;

type Write = (value: unknown) => string | undefined;

interface Member {
  readonly key: string;
  readonly prefix: string;
  readonly read: (object: Data) => unknown;
  readonly write: Write;
}

/** How to write an object, by its type; null where nothing is asked of such a type. */
function objectWriters(
  selections: readonly QueryPlanSelectionNode[],
  typesOf: TypeConditions,
  realNames: ReadonlyMap<string, string>,
  isEnough: (type: string, fields: Pick<ReadonlySet<string>, 'has'>) => boolean = () => true,
  isAskedFor: (type: string, field: string) => boolean = () => true,
): (type: string) => ((object: Data) => string | undefined) | null {
  const writers = new Map<string, ((object: Data) => string | undefined) | null>();
  return (type) => {
    const known = writers.get(type);
    if (known !== undefined) return known;
    const fields = new Map<string, QueryPlanSelectionNode[] | null>();
    collect(selections, type, typesOf, fields);
    const members: Member[] = [...fields].map(([key, nested]) => ({
      key,
      prefix: `${JSON.stringify(realNames.get(key) ?? key)}:`,
      read: propertyReader(key),
      write: nested ? nestedWriter(nested, typesOf, realNames) : leafText,
    }));
    // Of the type we know what it is.
    const [first] = members;
    if (first && fields.has('__typename') && fields.keys().next().value === '__typename') {
      const text = JSON.stringify(type);
      members[0] = { ...first, write: () => text };
    }
    const writer =
      members.length === 0 || !isEnough(type, fields)
        ? null
        : (object: Data) =>
            objectText(object, members) ?? textOfPart(object, type, members, isEnough, isAskedFor);
    writers.set(type, writer);
    return writer;
  };
}

function collect(
  selections: readonly QueryPlanSelectionNode[],
  type: string,
  typesOf: TypeConditions,
  into: Map<string, QueryPlanSelectionNode[] | null>,
): void {
  for (const selection of selections) {
    if (selection.kind === 'InlineFragment') {
      const { typeCondition } = selection;
      if (typeCondition && typeCondition !== type && !typesOf.get(typeCondition)?.has(type)) continue;
      collect(selection.selections, type, typesOf, into);
      continue;
    }
    const { alias, name, selections: nested } = selection as QueryPlanFieldNode;
    const key = alias ?? name;
    into.set(key, nested ? [...(into.get(key) ?? []), ...nested] : null);
  }
}

function objectText(object: Data, members: readonly Member[]): string | undefined {
  let text = '';
  for (const { prefix, read, write } of members) {
    const value = write(read(object));
    if (value === undefined) return undefined;
    text += text === '' ? prefix + value : `,${prefix}${value}`;
  }
  return `{${text}}`;
}

/** The text of an object that has not all members, if those are of other types and the rest is enough. */
function textOfPart(
  object: Data,
  type: string,
  members: readonly Member[],
  isEnough: (type: string, fields: ReadonlySet<string>) => boolean,
  isAskedFor: (type: string, field: string) => boolean,
): string | undefined {
  const needed = members.filter(({ key, read }) => read(object) !== undefined || isAskedFor(type, key));
  if (needed.length === members.length || !isEnough(type, new Set(needed.map(({ key }) => key)))) {
    return undefined;
  }
  return objectText(object, needed);
}

function nestedWriter(
  selections: readonly QueryPlanSelectionNode[],
  typesOf: TypeConditions,
  realNames: ReadonlyMap<string, string>,
): Write {
  const writerOf = objectWriters(selections, typesOf, realNames);
  const write: Write = (value) => {
    if (value === null) return 'null';
    if (Array.isArray(value)) return listText(value, write);
    if (!isData(value)) return undefined;
    const type = value['__typename'];
    const writeObject = writerOf(typeof type === 'string' ? type : '');
    return writeObject ? writeObject(value) : '{}';
  };
  return write;
}

function listText(values: readonly unknown[], write: Write): string | undefined {
  const items: string[] = [];
  for (const value of values) {
    const item = write(value);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return `[${items.join(',')}]`;
}

function leafText(value: unknown): string | undefined {
  return typeof value === 'string' ? stringText(value) : JSON.stringify(value);
}
