import type { YamlNode } from './yaml-node.ts';

/** How databases, their drivers and exports write a boolean as text. */
const booleans = {
  true: ['true', 't', '1', 'TRUE', 'T'],
  false: ['false', 'f', '0', 'FALSE', 'F'],
} as const;

/**
 * The texts that a raw value of the link file matches. Numbers match as they are written (`007` is not `7`); `true` and
 * `false` match whatever databases make of them: `true`, `t` and `1`, also in capitals.
 *
 * @returns the text as written first; empty for null
 */
export function rawTexts(node: YamlNode): string[] {
  const text = node.text;
  if (text === null) return [];
  const { scalar } = node;
  return typeof scalar === 'boolean' ? [...new Set([text, ...booleans[`${scalar}`]])] : [text];
}

/**
 * Reads a mapping from raw values to what they mean. A value that is named by itself goes before one that `true` or
 * `false` stands for.
 *
 * @param nothing tells whether what NULL is mapped to is what NULL means anyway; all else is a mistake
 */
export function rawMap<Meaning>(
  node: YamlNode,
  meaningOf: (value: YamlNode) => Meaning | undefined,
  nothing: { readonly is: (meaning: Meaning) => boolean; readonly means: string },
): Map<string, Meaning> {
  const named = new Map<string, Meaning>();
  const implied = new Map<string, Meaning>();
  if (node.kind !== 'mapping' || node.entries().length === 0) {
    node.problem("must be a mapping from the column's values to what they mean.");
    return named;
  }
  for (const { keyNode, value } of node.entries()) {
    const meaning = meaningOf(value);
    if (meaning === undefined) continue;
    const [text, ...variants] = rawTexts(keyNode);
    if (text !== undefined) named.set(text, meaning);
    else if (keyNode.kind !== 'nothing') keyNode.problem('must be a single value.');
    else if (!nothing.is(meaning)) {
      keyNode.problem(
        `NULL ${nothing.means} and cannot be mapped; use COALESCE in a SELECT, or quote 'null' if the text is meant.`,
      );
    }
    for (const variant of variants) implied.set(variant, meaning);
  }
  return new Map([...implied, ...named]);
}
