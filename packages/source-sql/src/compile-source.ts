import { type RecordType, recordTypes } from '@observer-graph/contract';
import { boundedCache, type Viewer, type Visibility } from '@observer-graph/executor';
import type { Filter } from '@observer-graph/source';
import { all, type Condition, type Expr, not, settled } from './condition.ts';
import type { Column, Database } from './dialects/dialect.ts';
import { coarsePrecision } from './fields/coarse-fields.ts';
import { constantField } from './fields/constant-field.ts';
import { type Field, type FieldContext, LinkMistake } from './fields/field.ts';
import { fieldOf } from './fields/field-of.ts';
import type { Withheld } from './fields/withheld.ts';
import { filterCondition } from './filter.ts';
import type { LinkedSource } from './link.ts';
import { derivedTable, keyField, type SourceKey, sourceKey } from './source-key.ts';
import { levels, type Sight, sightOf, visibilityField } from './visibility.ts';

/** A linked source, ready to be asked: its fields as expressions over its own columns. */
export interface CompiledSource {
  readonly name: string;
  readonly record: RecordType;
  /** The code that its cursors carry: the member's, or none for shared types. */
  readonly cursorMember: string;
  readonly database: Database;
  readonly from: Expr;
  readonly key: SourceKey;
  /** By the contract's names; what is absent is unknown in every record. */
  readonly fields: ReadonlyMap<string, Field>;
  readonly sight: Sight;
  /** Whether time alone makes more of it seen. */
  readonly embargoed: boolean;
}

/**
 * @param columns what the database says of the source's columns
 * @param audience for whom: what is protected from such viewers is in no field; the strictest if nobody is named
 * @param withheld where texts are counted that could not be redacted
 * @throws {LinkMistake} with all that does not fit, one sentence on each line
 */
export function compileSource(
  source: LinkedSource,
  member: string,
  database: Database,
  columns: readonly Column[],
  audience: Visibility = 'PUBLIC',
  withheld: Withheld = { count: 0 },
): CompiledSource {
  const byName = new Map(columns.map((column) => [column.name, column]));
  const context: FieldContext = {
    dialect: database.dialect,
    column(name) {
      const column = byName.get(name);
      if (!column) throw new LinkMistake(`it has no column "${name}".`);
      return column;
    },
    protects: (protection) =>
      protection !== undefined &&
      (protection.for === undefined || levels.indexOf(audience) <= levels.indexOf(protection.for)),
    withheld,
    ids: {
      member,
      slugOf(type) {
        const target = recordTypes.get(type);
        return target?.owned ? target.slug : null;
      },
    },
  };
  const key = sourceKey(source, member, context);
  const compiled: CompiledSource = {
    name: source.name,
    record: source.record,
    cursorMember: source.record.owned ? member : '',
    database,
    from: derivedTable(source.from).settled(database.dialect.writing),
    key,
    fields: fieldsOf(source, member, key, context),
    sight: sightOf(source, member, context),
    embargoed: source.embargoUntil !== undefined,
  };
  requireOrders(compiled);
  return compiled;
}

function fieldsOf(
  source: LinkedSource,
  member: string,
  key: SourceKey,
  context: FieldContext,
): ReadonlyMap<string, Field> {
  const { record } = source;
  const fields = new Map<string, Field>();
  const mistakes: string[] = [];
  for (const [name, link] of source.fields) {
    const field = record.fields.get(name);
    try {
      if (!field) throw new LinkMistake(`"${record.name}" has no such field.`);
      fields.set(name, fieldOf(link, field, context));
    } catch (error) {
      if (!(error instanceof LinkMistake)) throw error;
      mistakes.push(`${name}: ${error.message}`);
    }
  }
  if (mistakes.length > 0) throw new LinkMistake(mistakes.join('\n'));
  for (const [name, link] of source.fields) {
    if (link.kind !== 'column' || !link.coarsen || !context.protects(link.coarsen)) continue;
    const beside = `${name}Precision`;
    if (record.fields.has(beside)) fields.set(beside, coarsePrecision(fields.get(beside), link.coarsen.to));
  }

  const provide = (name: string, value: unknown) => {
    const field = record.fields.get(name);
    if (field && !fields.has(name)) fields.set(name, constantField(value, field, context.ids));
  };
  const embargo = record.fields.get('embargoUntil');
  if (source.embargoUntil && embargo)
    fields.set('embargoUntil', fieldOf(source.embargoUntil, embargo, context));
  provide('holding', 'ORIGINAL');
  provide('state', 'CURRENT');
  fields.delete('member');
  provide('member', member);
  if (record.fields.has('visibility')) fields.set('visibility', visibilityField(source, context));
  fields.set(record.key, keyField(key));
  return fields;
}

/** An order that the columns cannot give is found now, not when somebody asks for it. */
function requireOrders({ record, fields }: CompiledSource): void {
  for (const name of new Set([...record.orders.values()].flatMap(({ by }) => by))) {
    try {
      fields.get(name)?.sortKey();
    } catch (error) {
      if (!(error instanceof LinkMistake)) throw error;
      throw new LinkMistake(`${name} cannot be sorted: ${error.message}`);
    }
  }
}

/** The records that a viewer may see; there is no other way to a row. */
export function visible(source: CompiledSource, viewer: Viewer): Condition {
  return source.sight(viewer);
}

/** The records that lists, totals and summaries are of: neither withdrawn, nor copies unless they are asked for. */
export function listed(source: CompiledSource, viewer: Viewer, filter: Filter): Condition {
  const copies = [...source.record.filters.values()].find(({ op }) => op === 'COPIES');
  const includeCopies = copies !== undefined && filter[copies.name] === true;
  return all([
    visible(source, viewer),
    not(fieldIs(source, 'state', 'WITHDRAWN')),
    includeCopies || not(fieldIs(source, 'holding', 'COPY')),
    filterCondition(source.record, source.fields, filter),
  ]);
}

/** Conditions that are kept for a source, and the characters of their questions together. */
const kept = { conditions: 200, characters: 100_000 };

const known = new WeakMap<CompiledSource, ReturnType<typeof boundedCache<Condition>>>();

/** Like {@link listed}, and the same each time that `question` is the same: by whom, with which filter. */
export function listedAgain(
  source: CompiledSource,
  viewer: Viewer,
  filter: Filter,
  question: string,
): Condition {
  if (source.embargoed) return listed(source, viewer, filter);
  const conditions = known.get(source) ?? boundedCache<Condition>(kept.conditions, kept.characters);
  known.set(source, conditions);
  const { writing } = source.database.dialect;
  return conditions(question, () => settled(listed(source, viewer, filter), writing));
}

/** Those of the listed that are copies, whether or not they are asked for. */
export function listedCopies(source: CompiledSource, viewer: Viewer, filter: Filter): Condition {
  const copies = [...source.record.filters.values()].find(({ op }) => op === 'COPIES');
  if (!copies) return false;
  return all([
    listed(source, viewer, { ...filter, [copies.name]: true }),
    fieldIs(source, 'holding', 'COPY'),
  ]);
}

function fieldIs(source: CompiledSource, name: string, word: string): Condition {
  return source.fields.get(name)?.matches(new Set([word])) ?? false;
}
