import { suggestion } from './did-you-mean.ts';
import type { YamlNode } from './yaml-node.ts';

/** One of a few words, or null where it is another, which is then named together with the word that was meant. */
export function choiceOf<Word extends string>(
  node: YamlNode,
  words: readonly Word[],
  what: string,
): Word | null {
  const text = node.text;
  const found = words.find((word) => word === text);
  if (found !== undefined) return found;
  if (text === null || node.kind !== 'scalar')
    node.problem(`must be ${withArticle(what)}: ${words.join(', ')}.`);
  else node.problem(`'${text}' is not ${withArticle(what)}${suggestion(text, words)}`);
  return null;
}

export function withArticle(noun: string): string {
  return `${/^[aeio]/i.test(noun) ? 'an' : 'a'} ${noun}`;
}
