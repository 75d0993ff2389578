import { createHash } from 'node:crypto';
import {
  type FieldNode,
  type GraphQLField,
  type GraphQLOutputType,
  getNamedType,
  isLeafType,
  print,
} from 'graphql';
import { type ArgumentsOf, argumentsOf } from './arguments.ts';

/**
 * What a member is asked for, under names of the engine's own: the field's name, whatever the client calls it. So what
 * the client asks for twice is asked once, and nothing that the engine adds can clash with a name of the client's.
 */
export interface AskedField {
  readonly name: string;
  /** Its name in the member's answer. */
  readonly key: string;
  readonly definition: GraphQLField<unknown, unknown>;
  readonly type: GraphQLOutputType;
  /** Has the arguments; null if it has none. */
  readonly node: FieldNode | null;
  /** Null for scalars and enums. */
  readonly children: AskedFields | null;
  /** Of the field itself, from the client's variables; null if it has none. */
  readonly argumentsOf: ArgumentsOf | null;
  /** Whether it or something below it has arguments. */
  readonly hasArguments: boolean;
}

/** By their keys in the member's answer. */
export type AskedFields = ReadonlyMap<string, AskedField>;

export function askedField(
  definition: GraphQLField<unknown, unknown>,
  node: FieldNode | null,
  children: AskedFields | null,
): AskedField {
  const own = node?.arguments?.length ? node : null;
  const inner = isLeafType(getNamedType(definition.type)) ? null : (children ?? new Map());
  return {
    name: definition.name,
    key: node ? askedKey(definition.name, node) : definition.name,
    definition,
    type: definition.type,
    node: own,
    children: inner,
    argumentsOf: own && argumentsOf(definition, own),
    hasArguments: own !== null || (inner !== null && haveArguments(inner)),
  };
}

/** Whether one of the fields, or something below them, has arguments. */
export function haveArguments(asked: AskedFields): boolean {
  for (const { hasArguments } of asked.values()) if (hasArguments) return true;
  return false;
}

/** The same for the same field with the same arguments, and else different. */
export function askedKey(name: string, { arguments: args }: FieldNode): string {
  if (!args?.length) return name;
  const text = args
    .map((argument) => print(argument))
    .sort()
    .join();
  return `${name}__${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
}
