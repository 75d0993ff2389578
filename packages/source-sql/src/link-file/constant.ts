import type { RecordField } from '@observer-graph/contract';
import { choiceOf, withArticle } from './choice.ts';
import type { Context } from './context.ts';
import { suggestion } from './did-you-mean.ts';
import { referenceKey } from './reference.ts';
import { requiredFields } from './sdl.ts';
import type { YamlNode } from './yaml-node.ts';

/**
 * A value in the contract's words: a list for a list field (one value may stand alone), an object for an object, an id
 * for a reference.
 *
 * @param source the source that a local key is of, where the link names one
 * @returns undefined where it is wrong, after a problem was told
 */
export function constantOf(field: RecordField, node: YamlNode, context: Context, source?: YamlNode): unknown {
  if (!field.list) return oneConstant(field, node, context, source);
  const items = node.kind === 'list' ? node.items() : [node];
  const values = items.map((item) => oneConstant(field, item, context, source));
  return values.includes(undefined) ? undefined : values;
}

function oneConstant(field: RecordField, node: YamlNode, context: Context, source?: YamlNode): unknown {
  if (field.kind === 'object') return constantObject(field, node, context);
  if (node.kind === 'list' || node.kind === 'mapping') {
    node.problem(`must be one ${nounOf(field)}.`);
    return undefined;
  }
  const text = contractText(field, node, context, source);
  if (text === undefined) return undefined;
  if (field.kind === 'integer' || field.kind === 'float') return Number(text);
  return field.kind === 'boolean' ? text === 'true' : text;
}

/**
 * A single value in the contract's words, as text: `3`, `true`, `HIGH`, an id.
 *
 * @returns undefined where it is wrong, after a problem was told
 */
export function contractText(
  field: RecordField,
  node: YamlNode,
  context: Context,
  source?: YamlNode,
): string | undefined {
  if (field.kind === 'enum') return choiceOf(node, field.values ?? [], field.type) ?? undefined;
  const { text } = node;
  if (text === null) {
    node.problem(`must be ${withArticle(nounOf(field))}.`);
    return undefined;
  }
  if (field.kind === 'reference') return referenceKey(field, node, text, context, source);
  const normal = normalText(field, text);
  if (normal === null) node.problem(`'${text}' is not ${withArticle(nounOf(field))}${exampleOf(field)}.`);
  return normal ?? undefined;
}

function normalText({ kind }: RecordField, text: string): string | null {
  switch (kind) {
    case 'integer':
      return Number.isInteger(Number(text)) && text.trim() !== '' ? String(Number(text)) : null;
    case 'float':
      return Number.isFinite(Number(text)) && text.trim() !== '' ? String(Number(text)) : null;
    case 'boolean':
      return /^(true|false)$/i.test(text) ? text.toLowerCase() : null;
    case 'date':
      return isDay(text) ? text : null;
    case 'instant':
      return instant(text);
    default:
      return text;
  }
}

function isDay(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** In UTC; null unless the text says its zone. */
function instant(text: string): string | null {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/.test(text)) return null;
  const time = Date.parse(text);
  if (Number.isNaN(time) || !isDay(text.slice(0, 10))) return null;
  return new Date(time).toISOString().replace('.000Z', 'Z');
}

function constantObject(field: RecordField, node: YamlNode, context: Context): unknown {
  const fields = field.fields ?? new Map<string, RecordField>();
  if (node.kind !== 'mapping') {
    node.problem(`must be a mapping with ${[...fields.keys()].join(', ')}.`);
    return undefined;
  }
  const values = node.entries().map(({ key, keyNode, value }) => {
    const subfield = fields.get(key);
    if (!subfield) keyNode.problem(unknownField(key, field.type, fields));
    return [key, subfield && constantOf(subfield, value, context)] as const;
  });
  for (const name of requiredFields(field.type)) {
    if (node.get(name)) continue;
    node.problem(`'${name}' is missing; ${field.type} needs it.`);
    return undefined;
  }
  return values.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(values);
}

export function unknownField(key: string, type: string, fields: ReadonlyMap<string, RecordField>): string {
  const names = [...fields.keys()];
  return `'${key}' is not a field of ${type}${suggestion(key, names)}`;
}

function nounOf({ kind, type }: RecordField): string {
  const nouns: Partial<Record<RecordField['kind'], string>> = {
    text: 'text',
    integer: 'whole number',
    float: 'number',
    boolean: 'boolean',
    instant: 'instant',
    date: 'day',
  };
  return nouns[kind] ?? type;
}

function exampleOf({ kind }: RecordField): string {
  const examples: Partial<Record<RecordField['kind'], string>> = {
    boolean: ': true or false',
    instant: ' with its zone, for example 2024-10-26T05:00:00Z',
    date: ', for example 2024-10-26',
  };
  return examples[kind] ?? '';
}
