import type { RecordField } from '@observer-graph/contract';
import type { FieldLink, ObjectLink, SeveralLink } from '../link.ts';
import { unknownField } from './constant.ts';
import type { Context } from './context.ts';
import { lookupLink } from './lookup-link.ts';
import { plainLink } from './plain-link.ts';
import { requiredFields } from './sdl.ts';
import type { YamlNode } from './yaml-node.ts';

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

/** A column, a constant or an election that is looked up. */
function leafLink(field: RecordField, node: YamlNode, context: Context): SeveralLink['parts'][number] | null {
  const lookup = node.get('lookup');
  return lookup ? lookupLink(field, node, lookup, context) : plainLink(field, node, context);
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
