import { nearest, type RecordType } from '@observer-graph/contract';
import type { ConstantLink, FieldLink } from '../link.ts';
import { contractText, unknownField } from './constant.ts';
import type { Context } from './context.ts';
import { fieldLink } from './field-link.ts';
import { sectionOf } from './sections.ts';
import type { YamlNode } from './yaml-node.ts';

export type Defaults = ReadonlyMap<string, ConstantLink>;

/**
 * The fields of one source with the file's defaults; each mistake, and each field that the contract requires and nobody
 * gives, is told.
 *
 * @param source where the source stands
 * @param node its `fields`, if it has any
 */
export function recordFields(
  record: RecordType,
  source: YamlNode,
  node: YamlNode | undefined,
  defaults: Defaults,
  outside: Omit<Context, 'fields'>,
): Map<string, FieldLink> {
  const context: Context = { ...outside, fields: record.fields };
  const links = new Map<string, FieldLink>();
  const given = new Set(defaults.keys());
  if (node && node.kind !== 'mapping' && node.kind !== 'nothing')
    node.problem(`must be a mapping with fields of ${record.name}.`);
  for (const { key, keyNode, value } of node?.entries() ?? []) {
    given.add(key);
    const field = record.fields.get(key);
    const elsewhere = elsewhereSaid(record, key);
    if (elsewhere !== null) keyNode.problem(elsewhere);
    else if (!field) {
      keyNode.problem(unknownField(key, record.name, record.fields));
      // A slip is one mistake, not also the absence of what was meant.
      given.add(nearest(key, [...record.fields.keys()]) ?? key);
    } else {
      const link = fieldLink(field, value, context);
      if (link) links.set(key, link);
      addPrecision(key, value, node?.get(`${key}Precision`) != null, links, context);
    }
  }
  for (const [name, link] of defaults) {
    const field = record.fields.get(name);
    if (field && !node?.get(name)) links.set(name, link);
  }
  for (const names of requiredOf(record)) {
    if (!names.some((name) => given.has(name))) (node ?? source).problem(missing(record, names));
  }
  return links;
}

/** How exactly a time is known stands beside it in the contract, and with it in the link file. */
function addPrecision(
  name: string,
  node: YamlNode,
  saidBeside: boolean,
  links: Map<string, FieldLink>,
  context: Context,
): void {
  const beside = `${name}Precision`;
  const field = context.fields.get(beside);
  if (!field) return;
  const precision = node.get('precision');
  if (precision && saidBeside) precision.problem(`is also given as ${beside}; keep one.`);
  else if (precision) {
    const value = contractText(field, precision, context);
    if (value !== undefined) links.set(beside, { kind: 'constant', value });
  } else if (!saidBeside && node.get('format')?.text === 'year') {
    links.set(beside, { kind: 'constant', value: 'YEAR' });
  }
}

/** Fields that a link file says in another way. */
function elsewhereSaid(record: RecordType, name: string): string | null {
  if (name === record.key) return "is made of the key: name its columns with 'key', beside 'fields'.";
  if (!record.owned) return null;
  if (name === 'member') return "is the file's member, always; leave it out.";
  return name === 'visibility' || name === 'embargoUntil' ? `stands beside 'fields', not in it.` : null;
}

/** What a record is nothing without; of several names in one list, one is enough. */
export function requiredOf({ name, owned }: RecordType): readonly (readonly string[])[] {
  if (!owned) return [];
  const always = [['organization'], ['country']];
  if (name === 'Finding') return [...always, ['kind'], ['title', 'description']];
  return name === 'Recommendation' ? [...always, ['text']] : always;
}

function missing(record: RecordType, names: readonly string[]): string {
  const [name = ''] = names;
  const byDefault = name === 'organization' || name === 'country' ? `, or give defaults.${name}` : '';
  return `${names.join(' or ')} is missing: ${sectionOf(record)} need it${byDefault}.`;
}
