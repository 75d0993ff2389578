import type { z } from 'zod';
import { suggestion } from './did-you-mean.ts';
import type { YamlNode } from './yaml-node.ts';

/** What a mapping's keys hold, as far as they are right, and the places where they stand. */
export interface Mapping<Shape extends z.ZodRawShape> {
  readonly values: { readonly [Key in keyof Shape]?: z.output<Shape[Key]> };
  readonly nodes: { readonly [Key in keyof Shape]?: YamlNode };
}

/**
 * Reads a mapping key by key, so that one mistake does not hide the next: unknown keys, missing keys and values of the
 * wrong shape are all named, and what is right is given.
 *
 * @param others further keys that the caller reads itself
 * @returns null if it is no mapping
 */
export function readMapping<Shape extends z.ZodRawShape>(
  node: YamlNode,
  schema: z.ZodObject<Shape>,
  others: readonly string[] = [],
): Mapping<Shape> | null {
  const known = Object.keys(schema.shape);
  if (node.kind !== 'mapping') {
    node.problem(`must be a mapping with ${[...known, ...others].join(', ')}.`);
    return null;
  }
  const values: Record<string, unknown> = {};
  const nodes: Record<string, YamlNode> = {};
  const wrong = new Set<string>();
  for (const { key, keyNode, value } of node.entries()) {
    if (others.includes(key)) continue;
    const type = schema.shape[key] as z.ZodType | undefined;
    if (!type || !known.includes(key)) {
      keyNode.problem(unknownKey(key, [...known, ...others]));
      continue;
    }
    nodes[key] = value;
    const read = type.safeParse(value.data);
    if (read.success) values[key] = read.data;
    else {
      wrong.add(key);
      for (const issue of read.error.issues) placeOf(value, issue.path).problem(issue.message);
    }
  }
  for (const key of known) {
    if (wrong.has(key) || key in values) continue;
    // A required key of any shape has to stand there all the same, so its presence is asked and not its value.
    const type = schema.shape[key] as z.ZodType;
    if (type.type !== 'optional') node.problem(`'${key}' is missing.`);
  }
  return { values, nodes } as Mapping<Shape>;
}

export function unknownKey(key: string, known: readonly string[]): string {
  const select = known.includes('from') && /\s/.test(key);
  return `'${key}' is not known here${
    select
      ? '; if it belongs to the SELECT, write that in quotation marks, or on lines of its own below `from: |`'
      : suggestion(key, known)
  }`;
}

function placeOf(node: YamlNode, path: readonly PropertyKey[]): YamlNode {
  let place = node;
  for (const step of path) {
    const next = typeof step === 'number' ? place.items()[step] : place.get(String(step));
    if (!next) return place;
    place = next;
  }
  return place;
}
