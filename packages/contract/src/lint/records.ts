import type { InputValueDefinitionNode } from 'graphql';
import {
  type CoverageDimension,
  directive,
  type FieldKind,
  type FilterField,
  namedType,
  type RecordField,
  type RecordType,
} from '../model.ts';
import { has, type SubgraphSource, written } from './sources.ts';

/** What a filter, an order or a dimension of a record type may look at. */
export function lintRecords(subgraph: SubgraphSource): string[] {
  return [...subgraph.model.records.values()].flatMap((record) => [
    ...lintFilters(subgraph, record),
    ...lintOrders(subgraph, record),
    ...lintDimensions(subgraph, record),
  ]);
}

function lintFilters(subgraph: SubgraphSource, record: RecordType): string[] {
  const fields = subgraph.inputs.get(`${record.name}Filter`)?.fields ?? [];
  const mistakes = fields.flatMap((field) => {
    const at = `${subgraph.name}: ${record.name}Filter.${field.name.value}`;
    if (!has(field, 'matches')) {
      return [`${at} needs @matches: a filter looks at fields of the record itself.`];
    }
    if (subgraph.inputs.has(namedType(field.type))) {
      return [`${at} is an input object; a filter field looks at the record itself, by values.`];
    }
    const filter = record.filters.get(field.name.value);
    return filter ? lintFilter(at, field, filter, record) : [];
  });
  const timed = [...record.filters.values()].filter(
    ({ coverage }) => coverage === 'FROM' || coverage === 'UNTIL',
  );
  if (new Set(timed.flatMap((filter) => filter.fields)).size > 1) {
    mistakes.push(
      `${subgraph.name}: ${record.name}Filter has @coverage by FROM and UNTIL on several fields; a member's coverage tells of one.`,
    );
  }
  return mistakes;
}

/** The kinds of field that an op can be told of in every database. */
const comparable: Readonly<Record<FilterField['op'], readonly FieldKind[]>> = {
  IN: ['text', 'integer', 'boolean', 'enum', 'reference'],
  FROM: ['instant', 'date'],
  UNTIL: ['instant', 'date'],
  TEXT: ['text', 'object'],
  COPIES: ['enum'],
};

function lintFilter(
  at: string,
  input: InputValueDefinitionNode,
  filter: FilterField,
  record: RecordType,
): string[] {
  const mistakes: string[] = [];
  if (filter.fields.length === 0) mistakes.push(`${at} matches no field.`);
  if (filter.fields.length > 1 && filter.op !== 'TEXT') {
    mistakes.push(`${at} matches several fields; only TEXT may.`);
  }
  for (const name of filter.fields) {
    const field = record.fields.get(name);
    if (!field) {
      mistakes.push(`${at} matches ${record.name}.${name}, which is no field of the record itself.`);
      continue;
    }
    mistakes.push(...lintMatch(at, input, filter, record, field));
  }
  return mistakes;
}

function lintMatch(
  at: string,
  input: InputValueDefinitionNode,
  { op, coverage }: FilterField,
  record: RecordType,
  field: RecordField,
): string[] {
  const mistakes: string[] = [];
  const what = `${record.name}.${field.name}`;
  const textless =
    field.kind === 'object' && ![...(field.fields ?? new Map()).values()].some(({ kind }) => kind === 'text');
  if (!comparable[op].includes(field.kind) || textless) {
    mistakes.push(`${at} cannot match ${what} by ${op}: its values are of kind ${field.kind}.`);
  } else if ((op === 'FROM' || op === 'UNTIL') && field.list) {
    mistakes.push(`${at} cannot match ${what} by ${op}: it is a list.`);
  } else if (op === 'COPIES' && field.type !== 'Holding') {
    mistakes.push(`${at} matches copies by ${what}; only the holding tells of them.`);
  } else if (!inputTypes(op, field).includes(written(input.type))) {
    mistakes.push(
      `${at} is ${written(input.type)}; to match ${what} it must be ${inputTypes(op, field)[0]}.`,
    );
  }
  if (coverage && !coverageFits(coverage, op, field)) {
    mistakes.push(`${at} has @coverage by ${coverage}, which ${what} by ${op} says nothing of.`);
  }
  return mistakes;
}

function inputTypes(op: FilterField['op'], field: RecordField): readonly string[] {
  switch (op) {
    case 'IN':
      if (field.kind === 'reference') return ['[ID!]'];
      return field.kind === 'text' ? [`[${field.type}!]`, '[ID!]', '[String!]'] : [`[${field.type}!]`];
    case 'TEXT':
      return ['[String!]'];
    case 'COPIES':
      return ['Boolean'];
    default:
      return [field.type];
  }
}

function coverageFits(coverage: CoverageDimension, op: FilterField['op'], field: RecordField): boolean {
  switch (coverage) {
    case 'FROM':
    case 'UNTIL':
      return op === coverage;
    case 'MEMBER':
      return op === 'IN' && field.name === 'member';
    default:
      return op === 'IN' && field.kind === 'reference' && field.type.toUpperCase() === coverage;
  }
}

const sortable: readonly FieldKind[] = ['integer', 'instant', 'date', 'enum'];

function lintOrders(subgraph: SubgraphSource, record: RecordType): string[] {
  const values = subgraph.enums.get(`${record.name}Order`)?.values ?? [];
  return values.flatMap((value) => {
    const at = `${subgraph.name}: ${record.name}Order.${value.name.value}`;
    if (!has(value, 'order')) return [`${at} needs @order.`];
    const by = record.orders.get(value.name.value)?.by ?? [];
    if (by.length === 0) return [`${at} sorts by no field.`];
    return by.flatMap((name) => {
      const field = record.fields.get(name);
      if (!field) return [`${at} sorts by ${record.name}.${name}, which is no field of the record itself.`];
      if (!field.list && sortable.includes(field.kind)) return [];
      return [
        `${at} sorts by ${record.name}.${name}; an order is over integers, instants, dates and enum ranks, never over ${field.list ? 'a list' : field.kind}.`,
      ];
    });
  });
}

function lintDimensions(subgraph: SubgraphSource, record: RecordType): string[] {
  const values = subgraph.enums.get(`${record.name}Dimension`)?.values ?? [];
  return values.flatMap((value) => {
    const at = `${subgraph.name}: ${record.name}Dimension.${value.name.value}`;
    const groups = directive(value.directives, 'groups');
    if (!groups) return [`${at} needs @groups.`];
    const field = record.fields.get(groups['field'] as string);
    if (!field)
      return [`${at} groups by ${record.name}.${groups['field']}, which is no field of the record itself.`];
    const timed = field.kind === 'instant' || field.kind === 'date';
    if (field.kind === 'object' || field.kind === 'float') {
      return [`${at} groups by ${record.name}.${field.name}, whose values are of kind ${field.kind}.`];
    }
    if (timed !== (groups['unit'] !== undefined)) {
      return [
        timed
          ? `${at} groups by the time ${record.name}.${field.name}, and so needs a unit.`
          : `${at} has a unit, but ${record.name}.${field.name} is no time.`,
      ];
    }
    return [];
  });
}
