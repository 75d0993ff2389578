import type { RecordField } from '@observer-graph/contract';
import type { ColumnLink, LookupLink, LookupPart, LookupParts } from '../link.ts';
import { lookupFields } from '../lookup-parts.ts';
import { withArticle } from './choice.ts';
import { constantOf } from './constant.ts';
import type { Context } from './context.ts';
import { suggestion } from './did-you-mean.ts';
import { plainLink } from './plain-link.ts';
import { readMapping, unknownKey } from './read-mapping.ts';
import { lookupShape } from './shapes.ts';
import type { YamlNode } from './yaml-node.ts';

/**
 * `{ lookup: { year: 2021, kind: PARLIAMENTARY } }`, where each may also come from a column, as in `{ year: { column: held } }`;
 * the country may be that of the records.
 */
export function lookupLink(
  field: RecordField,
  node: YamlNode,
  lookup: YamlNode,
  outside: Context,
): LookupLink | null {
  if (field.type !== 'Election') {
    node.problem(`a lookup is for elections, and ${field.name} is ${withArticle(field.type)}.`);
    return null;
  }
  for (const { key, keyNode } of node.entries()) {
    if (key !== 'lookup') keyNode.problem(unknownKey(key, ['lookup']));
  }
  const nodes = readMapping(lookup, lookupShape)?.nodes;
  if (!nodes) return null;
  const context: Context = { ...outside, fields: new Map(Object.entries(lookupFields)) };
  const country = nodes.country && partLink('country', nodes.country, context);
  const year = nodes.year && yearLink(nodes.year, context);
  const kind = nodes.kind && partLink('kind', nodes.kind, context);
  if (country === null || !year || !kind) return null;
  return { kind: 'lookup', by: { country: country ?? null, year, kind } };
}

const nouns: Readonly<Record<keyof LookupParts, string>> = {
  country: 'a country code: two capital letters',
  year: 'a year',
  kind: 'a kind of election',
};

function partLink(name: 'country' | 'kind', node: YamlNode, context: Context): LookupPart | null {
  const field = lookupFields[name];
  if (node.kind === 'mapping') return plainLink(field, node, context);
  if (!mayBeConstant(name, node)) return null;
  const value = constantOf(field, node, context);
  return value === undefined ? null : { kind: 'constant', value };
}

/** Elsewhere a bare word is a column; here it is the value, and whoever took it for a column is told. */
function mayBeConstant(name: keyof LookupParts, node: YamlNode): boolean {
  const { text } = node;
  if (text === null) {
    node.problem(`must be ${nouns[name]}, or { column: … }.`);
    return false;
  }
  // Two letters are a country in small ones.
  if (!/[a-z]/.test(text) || (name === 'country' && text.length === 2)) return true;
  const near = name === 'kind' ? suggestion(text, lookupFields.kind.values ?? []) : '';
  node.problem(`'${text}' is not ${nouns[name]}${near}. Write { column: ${text} } if a column is meant.`);
  return false;
}

const digits: RecordField = { ...lookupFields.year, kind: 'integer', type: 'Int' };
const day: RecordField = { ...lookupFields.year, kind: 'date', type: 'Date' };

function yearLink(node: YamlNode, context: Context): LookupPart | null {
  if (node.kind !== 'mapping') {
    if (!mayBeConstant('year', node)) return null;
    return isYear(node.text, node) ? { kind: 'constant', value: Number(node.text) } : null;
  }
  const time = node.get('format') ?? node.get('timezone');
  const words = node.get('values') ?? node.get('otherwise');
  if (time && words) {
    words.problem(
      "is for years as numbers or words, and 'format' and 'timezone' for times; keep one of them.",
    );
    return null;
  }
  const link = plainLink(time ? day : digits, node, context);
  if (link?.kind === 'constant') return isYear(String(link.value), node) ? link : null;
  return link && yearColumn(link, node, context);
}

/** A column has years, if nothing else is said; whether it has times, its type will tell. */
function yearColumn(link: ColumnLink, node: YamlNode, { zone }: Context): ColumnLink | null {
  if (link.time) return link;
  if (!link.values) return { ...link, time: { format: 'year', zone } };
  const { entries, otherwise } = link.values;
  const years = [...entries.values(), otherwise].filter((year) => year !== null && year !== undefined);
  return years.every((year) => isYear(year, node.get('values') ?? node)) ? link : null;
}

function isYear(text: string | null, node: YamlNode): boolean {
  const year = Number(text);
  if (/^\d{4}$/.test(text ?? '') && year >= 1900 && year < 2200) return true;
  node.problem(`'${text}' is not a year.`);
  return false;
}
