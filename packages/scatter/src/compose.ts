import type { GraphQLRequest } from '@observer-graph/executor';
import type { GraphQLArgument, GraphQLField } from 'graphql';
import type { Args } from './arguments.ts';
import { type AskedField, type AskedFields, haveArguments } from './asked.ts';
import type { Entity } from './domain-view.ts';
import { isFailure } from './errors.ts';
import type { GatherPlan, PlanField } from './plan.ts';
import type { Variables } from './variables.ts';

/** A representation of an entity as members get it. */
export type Representation = Readonly<Record<string, unknown>> & { readonly __typename: string };

/** A connection or summary as it is asked of members. */
export interface GatherQuestion {
  readonly field: PlanField;
  readonly gather: GatherPlan;
  readonly args: Args;
}

/** A part of what one member is asked in one round. */
export type Piece =
  | { readonly kind: 'root'; readonly question: GatherQuestion }
  | {
      readonly kind: 'related';
      readonly question: GatherQuestion;
      readonly entity: Entity;
      readonly representations: readonly Representation[];
    }
  | {
      readonly kind: 'records';
      readonly asked: AskedFields;
      readonly entity: Entity;
      readonly representations: readonly Representation[];
    };

/** Where a `related` piece has its connection or summary, in each of its entities. */
export const relatedKey = 'related';

/** The response key of a piece: its place among the pieces of the request. */
export function pieceKey(index: number): string {
  return `p${index}`;
}

/** One operation that asks for all pieces, each under its {@link pieceKey}. */
export function compose(pieces: readonly Piece[], variables: Variables): GraphQLRequest {
  const composer = new Composer(variables);
  const [first] = pieces;
  if (pieces.length === 1 && first?.kind === 'root') return composer.only(first.question);
  const fields = pieces.map((piece, index) => composer.piece(pieceKey(index), piece));
  return { query: operation(composer.declarations, fields.join(' ')), variables: composer.values };
}

function operation(declarations: readonly string[], fields: string): string {
  return `query${declarations.length === 0 ? '' : `(${declarations.join(', ')})`} { ${fields} }`;
}

/** A connection or summary as text; its variables have the numbers that follow one another from some number on. */
interface GatherText {
  readonly declarations: readonly string[];
  /** The names of its variables, in the order of the arguments that are given. */
  readonly names: readonly string[];
  readonly field: string;
  /** An operation that asks for nothing else. */
  readonly whole: string;
}

/** By what is asked, the place in the operation, and which arguments are given. */
const texts = new WeakMap<GatherPlan, Map<string, GatherText>>();

class Composer {
  readonly values: Record<string, unknown> = {};
  readonly declarations: string[] = [];
  private readonly variables: Variables;

  /** @param variables the client's, which arguments of single fields may name */
  constructor(variables: Variables) {
    this.variables = variables;
  }

  piece(key: string, piece: Piece): string {
    if (piece.kind === 'root') return this.gather(key, piece.question);
    const representations = this.variable('[_Any!]!', piece.representations);
    const selection =
      piece.kind === 'related' ? this.gather(relatedKey, piece.question) : this.fields(piece.asked);
    return `${key}: _entities(representations: ${representations}) { ... on ${piece.entity.name} { ${selection} } }`;
  }

  /** An operation that asks for one connection or summary and nothing else, as most do. */
  only(question: GatherQuestion): GraphQLRequest {
    const { whole } = this.gatherText(pieceKey(0), question);
    return { query: whole, variables: this.values };
  }

  private gather(key: string, question: GatherQuestion): string {
    return this.gatherText(key, question).field;
  }

  /** Its text does not depend on the values, so it is made once; only the values are taken anew. */
  private gatherText(key: string, question: GatherQuestion): GatherText {
    const { field, gather, args } = question;
    let form = `${key} ${this.declarations.length}`;
    const given = field.definition?.args ?? [];
    for (let at = 0; at < given.length; at++) {
      if (args[(given[at] as GraphQLArgument).name] !== undefined) form += ` ${at}`;
    }
    let known = texts.get(gather);
    if (!known) {
      known = new Map();
      texts.set(gather, known);
    }
    const text = known.get(form);
    if (!text) {
      const made = this.newGatherText(key, question);
      const isFixed =
        !gather.asked.some((one) => one.hasArguments) && !(gather.node && haveArguments(gather.node));
      if (isFixed) known.set(form, made);
      return made;
    }
    let at = 0;
    for (const { name } of given) {
      if (args[name] !== undefined) this.values[text.names[at++] as string] = args[name];
    }
    this.declarations.push(...text.declarations);
    return text;
  }

  private newGatherText(key: string, { field, gather, args }: GatherQuestion): GatherText {
    const start = this.declarations.length;
    const { name, definition } = field;
    const text = `${key}: ${name}${definition ? this.args(definition, args) : ''} { ${this.parts(gather)} }`;
    const declarations = this.declarations.slice(start);
    const names = declarations.map((_, at) => `v${start + at}`);
    return { declarations, names, field: text, whole: operation(declarations, text) };
  }

  private parts({ kind, node, asked }: GatherPlan): string {
    const parts = asked.map((part) => this.field(part));
    if (node) {
      parts.push(
        `edges { cursor node { ${this.fields(node)} } }`,
        'pageInfo { hasNextPage hasPreviousPage }',
      );
    } else if (kind === 'connection' && parts.length === 0) {
      parts.push('pageInfo { hasNextPage hasPreviousPage }');
    }
    return parts.join(' ');
  }

  private fields(asked: AskedFields): string {
    return asked.size === 0 ? '__typename' : [...asked.values()].map((field) => this.field(field)).join(' ');
  }

  private field({ key, name, definition, argumentsOf, children }: AskedField): string {
    const alias = key === name ? name : `${key}: ${name}`;
    const values = argumentsOf?.(this.variables);
    const args = values && !isFailure(values) ? this.args(definition, values) : '';
    return `${alias}${args}${children ? ` { ${this.fields(children)} }` : ''}`;
  }

  private args(definition: GraphQLField<unknown, unknown>, values: Args): string {
    const given = definition.args.filter(({ name }) => values[name] !== undefined);
    const texts = given.map(({ name, type }) => `${name}: ${this.variable(String(type), values[name])}`);
    return texts.length === 0 ? '' : `(${texts.join(', ')})`;
  }

  /** Values travel as variables, whatever they were: so they need no escaping, and texts repeat. */
  private variable(type: string, value: unknown): string {
    const name = `v${this.declarations.length}`;
    this.declarations.push(`$${name}: ${type}`);
    this.values[name] = value;
    return `$${name}`;
  }
}
