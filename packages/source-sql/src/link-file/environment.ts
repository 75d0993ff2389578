import type { YamlNode } from './yaml-node.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * A text that may be `$NAME` or `${NAME}`, as a whole, and is then the environment's.
 *
 * @returns null if it is missing, after a problem was told that names the variable and never a value
 */
export function fromEnvironment(node: YamlNode, env: Environment): string | null {
  const text = node.text ?? '';
  const name = /^\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))$/.exec(text)?.slice(1).find(Boolean);
  if (name === undefined) {
    const part = /\$\{?[A-Za-z_]/.test(text);
    if (part) node.problem('a variable of the environment must be the whole value, as $NAME.');
    return part ? null : text;
  }
  const value = env[name];
  if (value) return value;
  node.problem(`the environment variable ${name} is ${value === '' ? 'empty' : 'not set'}.`);
  return null;
}
