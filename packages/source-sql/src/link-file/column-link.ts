import type { RecordField } from '@observer-graph/contract';
import type { ColumnLink, ListFormat, Protection, ValueMap } from '../link.ts';
import { choiceOf, withArticle } from './choice.ts';
import { contractText } from './constant.ts';
import type { Context } from './context.ts';
import { rawMap, rawTexts } from './raw-values.ts';
import { type Mapping, readMapping, unknownKey } from './read-mapping.ts';
import { looksLikeKey, referredSource, refersToOwned } from './reference.ts';
import { columnShape, jsonMapShape, listFormats } from './shapes.ts';
import { timeOf } from './time.ts';
import { refusePublic } from './visibility.ts';
import type { YamlNode } from './yaml-node.ts';

type Column = Mapping<typeof columnShape.shape>;
type Nodes = Column['nodes'];

/** `title: summary`: the column alone. */
export function bareColumn(field: RecordField, node: YamlNode, context: Context): ColumnLink | null {
  const { scalar: column } = node;
  if (typeof column !== 'string' || column === '') {
    node.problem(
      `must be the name of a column; write { constant: ${node.text ?? '…'} } if the value is meant.`,
    );
    return null;
  }
  if (field.values?.includes(column) || (field.kind === 'reference' && looksLikeKey(field.type, column))) {
    node.problem(
      `'${column}' is ${withArticle(field.type)}, and a column is expected: write { constant: ${column} }, or { column: ${column} } if a column has that name.`,
    );
    return null;
  }
  return columnLink(field, node, { values: { column }, nodes: {} }, context);
}

/** `{ column: kind, values: … }`. */
export function columnMapping(field: RecordField, node: YamlNode, context: Context): ColumnLink | null {
  const column = readMapping(node, columnShape);
  return column && columnLink(field, node, column, context);
}

function columnLink(field: RecordField, node: YamlNode, read: Column, context: Context): ColumnLink | null {
  const { nodes } = read;
  refuseStrangers(field, nodes, context);
  const list = listFormat(field, node, nodes, context);
  const values = valueMap(field, nodes, context);
  const source = localSource(field, node, nodes, context);
  const { column, redact, decimals, coarsen } = read.values;
  if (column === undefined) return null;
  const timed = field.kind === 'instant' || field.kind === 'date';
  return {
    kind: 'column',
    column,
    ...(values && { values }),
    ...(list && { list }),
    empty: nodes.empty ? itemsOf(nodes.empty).flatMap(rawTexts) : [],
    ...(timed && { time: timeOf(nodes, context.zone) }),
    ...(source && { source }),
    ...(redact && { redact: { patterns: redact.patterns, words: redact.words, ...audience(redact) } }),
    ...(decimals !== undefined && {
      decimals: typeof decimals === 'number' ? { to: decimals } : { to: decimals.to, ...audience(decimals) },
    }),
    ...(coarsen && {
      coarsen: typeof coarsen === 'string' ? { to: coarsen } : { to: coarsen.to, ...audience(coarsen) },
    }),
  };
}

function audience({ for: level }: { readonly for?: Protection['for'] | undefined }): Protection {
  return level ? { for: level } : {};
}

/** Names the keys that say nothing of a field of this kind. */
function refuseStrangers(field: RecordField, nodes: Nodes, { fields }: Context): void {
  const timed = field.kind === 'instant' || field.kind === 'date';
  const refuse = (keys: readonly (keyof Nodes)[], why: string) => {
    for (const key of keys) nodes[key]?.problem(why);
  };
  if (!timed)
    refuse(['timezone', 'format'], `is for instants and days, and ${field.name} is ${whatItIs(field)}.`);
  if (!fields.has(`${field.name}Precision`)) {
    refuse(['precision'], `${field.name} has no precision in the contract.`);
  }
  if (!field.list) {
    refuse(
      ['separator', 'list', 'map'],
      `is for lists, and ${field.name} is ${whatItIs(field)}, one in each record.`,
    );
  }
  if (!refersToOwned(field)) {
    refuse(['source'], `is for references to members' records, and ${field.name} is ${whatItIs(field)}.`);
  }
  if (field.kind !== 'text') refuse(['redact'], `is for text, and ${field.name} is ${whatItIs(field)}.`);
  if (field.kind !== 'float') {
    refuse(['decimals'], `is for coordinates, and ${field.name} is ${whatItIs(field)}.`);
  }
  if (field.kind !== 'instant' || field.list) {
    refuse(['coarsen'], `is for instants, and ${field.name} is ${whatItIs(field)}.`);
  }
  if (timed || field.kind === 'object') {
    refuse(
      ['values', 'otherwise'],
      `is for words, and ${field.name} is ${whatItIs(field)}; translate it in a SELECT.`,
    );
  }
}

function whatItIs(field: RecordField): string {
  if (field.kind === 'instant') return 'an instant';
  if (field.kind === 'date') return 'a day';
  return field.kind === 'text' ? 'text' : withArticle(field.type);
}

function listFormat(
  field: RecordField,
  node: YamlNode,
  nodes: Nodes,
  { dialect }: Context,
): ListFormat | undefined {
  if (!field.list) return undefined;
  const given = (['separator', 'list', 'map'] as const).filter((key) => nodes[key]);
  if (given.length > 1) node.problem(`${given.join(' and ')} exclude each other; keep one.`);
  if (nodes.map) return jsonMap(field, nodes.map);
  const format = nodes.list && choiceOf(nodes.list, listFormats, 'list format');
  if (field.kind === 'object' && nodes.list?.text !== 'json') {
    node.problem(
      `a column of ${field.name} must be JSON: add 'list: json' (an array of objects with ${[...(field.fields ?? new Map()).keys()].join(', ')}) or 'map: { key: …, value: … }', or list the columns side by side.`,
    );
    return undefined;
  }
  if (format === 'array' && dialect !== null && dialect !== 'postgres') {
    nodes.list?.problem('only PostgreSQL has arrays; use json, or a separator.');
  }
  if (format === 'bits' && !nodes.values) {
    nodes.list?.problem("the bits are numbers: say with 'values' what 1, 2, 4 … mean.");
  }
  if (format) return { kind: format };
  const separator = nodes.separator?.text;
  return separator ? { kind: 'separated', separator } : undefined;
}

function jsonMap(field: RecordField, node: YamlNode): ListFormat | undefined {
  if (field.kind !== 'object') {
    node.problem(`makes objects, and ${field.name} is a list of ${field.type}; use 'list: json'.`);
    return undefined;
  }
  const read = readMapping(node, jsonMapShape);
  const subfields = [...(field.fields ?? new Map()).keys()];
  for (const named of [read?.nodes.key, read?.nodes.value]) {
    if (named?.text && !subfields.includes(named.text)) named.problem(unknownKey(named.text, subfields));
  }
  const { key, value } = read?.values ?? {};
  return key !== undefined && value !== undefined ? { kind: 'json-map', key, value } : undefined;
}

function valueMap(field: RecordField, nodes: Nodes, context: Context): ValueMap | undefined {
  if (nodes.otherwise && !nodes.values)
    nodes.otherwise.problem("says what is not in 'values', and there are none.");
  // Elsewhere a map is a mistake as such, and what stands in it no more.
  if (!nodes.values || field.kind === 'object' || field.kind === 'instant' || field.kind === 'date')
    return undefined;
  const meaningOf = (node: YamlNode) =>
    node.kind === 'nothing' ? null : contractText({ ...field, list: false }, node, context, nodes.source);
  const entries = rawMap(nodes.values, meaningOf, {
    is: (meaning) => meaning === null,
    means: 'is always unknown',
  });
  const otherwise = nodes.otherwise && meaningOf(nodes.otherwise);
  // Of evidence: who may reach it.
  if (nodes.otherwise && field.type === 'Visibility' && otherwise === 'PUBLIC') refusePublic(nodes.otherwise);
  return { entries, ...(otherwise != null && { otherwise }) };
}

/** Mapped values were made ids when they were read; only what comes from the column itself can be a local key. */
function localSource(
  field: RecordField,
  node: YamlNode,
  nodes: Nodes,
  context: Context,
): string | null | undefined {
  if (!refersToOwned(field) || nodes.values) return undefined;
  return referredSource(field, node, context, nodes.source);
}

function itemsOf(node: YamlNode): YamlNode[] {
  return node.kind === 'list' ? node.items() : [node];
}
