import { type RecordField, recordType } from '@observer-graph/contract';
import type { ColumnLink, ConstantLink, FieldLink, ObjectLink, SeveralLink } from '../link.ts';
import { choiceOf, withArticle } from './choice.ts';
import { bareColumn, columnMapping } from './column-link.ts';
import { constantOf, unknownField } from './constant.ts';
import type { Context } from './context.ts';
import { readMapping, unknownKey } from './read-mapping.ts';
import { requiredFields } from './sdl.ts';
import { columnShape, constantShape, lookupShape } from './shapes.ts';
import type { YamlNode } from './yaml-node.ts';

const electionKinds = recordType('Election').fields.get('kind')?.values ?? [];

/** What fills a field of a record; null after a problem was told. */
export function fieldLink(field: RecordField, node: YamlNode, context: Context): FieldLink | null {
  if (node.kind === 'list')
    return field.kind === 'object' ? objectsLink(field, node, context) : severalLink(field, node, context);
  if (node.kind === 'mapping' && field.kind === 'object' && !isLeaf(node)) {
    const object = objectLink(field, node, context);
    return object && field.list ? { kind: 'objects', items: [object] } : object;
  }
  if (field.kind === 'object' && !field.list && !node.get('constant')) {
    node.problem(`is made of ${subfieldNames(field)}: write a mapping of these.`);
    return null;
  }
  return leafLink(field, node, context);
}

/** A column or a constant. */
function leafLink(field: RecordField, node: YamlNode, context: Context): ColumnLink | ConstantLink | null {
  if (node.kind === 'list') {
    node.problem('must be a column or a constant, not a list.');
    return null;
  }
  if (node.kind !== 'mapping') return bareColumn(field, node, context);
  const lookup = node.get('lookup');
  if (lookup) return lookupLink(field, node, lookup);
  if (node.get('constant')) return constantLink(field, node, context);
  if (node.get('column')) return columnMapping(field, node, context);
  const known = Object.keys({ ...columnShape.shape, ...constantShape.shape });
  const strangers = node.entries().filter(({ key }) => !known.includes(key));
  for (const { key, keyNode } of strangers) keyNode.problem(unknownKey(key, known));
  if (strangers.length === 0) node.problem("needs 'column' or 'constant'.");
  return null;
}

function constantLink(field: RecordField, node: YamlNode, context: Context): ConstantLink | null {
  const nodes = readMapping(node, constantShape)?.nodes;
  if (!nodes?.constant) return null;
  if (nodes.precision && !context.fields.has(`${field.name}Precision`)) {
    nodes.precision.problem(`${field.name} has no precision in the contract.`);
  }
  const value = constantOf(field, nodes.constant.at(node.path), context, nodes.source);
  return value === undefined ? null : { kind: 'constant', value };
}

/** `{ lookup: { year: 2021, kind: PARLIAMENTARY } }`; the country may be that of the records. */
function lookupLink(field: RecordField, node: YamlNode, lookup: YamlNode): ConstantLink | null {
  if (field.type !== 'Election') {
    node.problem(`a lookup is for elections, and ${field.name} is ${withArticle(field.type)}.`);
    return null;
  }
  for (const { key, keyNode } of node.entries()) {
    if (key !== 'lookup') keyNode.problem(unknownKey(key, ['lookup']));
  }
  const read = readMapping(lookup, lookupShape);
  const kind = read?.nodes.kind && choiceOf(read.nodes.kind, electionKinds, 'kind of election');
  const year = read?.values.year;
  if (!kind || year === undefined) return null;
  return { kind: 'constant', value: null, lookup: { country: read.values.country ?? null, year, kind } };
}

function severalLink(field: RecordField, node: YamlNode, context: Context): SeveralLink | null {
  if (!field.list) {
    node.problem(`${field.name} is one value, not a list; join columns in a SELECT.`);
    return null;
  }
  if (node.items().length === 0) node.problem('is empty; leave the field out if it is unknown.');
  const single = { ...field, list: false };
  const parts = node.items().map((item) => leafLink(single, item, context));
  return parts.includes(null) ? null : { kind: 'several', parts: parts as SeveralLink['parts'] };
}

function objectsLink(field: RecordField, node: YamlNode, context: Context): FieldLink | null {
  if (!field.list) {
    node.problem(
      `${field.name} is one ${field.type}, not a list; write a mapping of ${subfieldNames(field)}.`,
    );
    return null;
  }
  if (node.items().length === 0) node.problem('is empty; leave the field out if it is unknown.');
  const items = node.items().map((item) => objectLink(field, item, context));
  return items.includes(null) ? null : { kind: 'objects', items: items as ObjectLink[] };
}

function objectLink(field: RecordField, node: YamlNode, context: Context): ObjectLink | null {
  const subfields = field.fields ?? new Map<string, RecordField>();
  if (node.kind !== 'mapping') {
    node.problem(`must be a mapping of ${subfieldNames(field)}.`);
    return null;
  }
  const fields = new Map<string, FieldLink>();
  for (const { key, keyNode, value } of node.entries()) {
    const subfield = subfields.get(key);
    if (!subfield) {
      keyNode.problem(unknownField(key, field.type, subfields));
      continue;
    }
    const link = fieldLink(subfield, value, { ...context, fields: subfields });
    if (link) fields.set(key, link);
  }
  for (const name of requiredFields(field.type)) {
    if (!node.get(name)) node.problem(`'${name}' is missing; ${field.type} needs it.`);
  }
  return { kind: 'object', fields };
}

/** No object of the contract has a field called `column` or `constant` (a test holds that). */
function isLeaf(node: YamlNode): boolean {
  return ['column', 'constant', 'lookup'].some((key) => node.get(key));
}

function subfieldNames(field: RecordField): string {
  return [...(field.fields ?? new Map<string, RecordField>()).keys()].join(', ');
}
