import type { GraphQLRequest } from '@observer-graph/executor';
import { type GraphQLArgument, type GraphQLField, getArgumentValues } from 'graphql';
import type { AskedField, AskedFields } from './asked.ts';
import type { Entity } from './domain-view.ts';
import type { GatherPlan, PlanField } from './plan.ts';

/** A representation of an entity as members get it. */
export type Representation = Readonly<Record<string, unknown>> & { readonly __typename: string };

/** A connection or summary as it is asked of members. */
export interface GatherQuestion {
  readonly field: PlanField;
  readonly gather: GatherPlan;
  readonly args: Readonly<Record<string, unknown>>;
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
export function compose(
  pieces: readonly Piece[],
  variables: Readonly<Record<string, unknown>>,
): GraphQLRequest {
  const composer = new Composer(variables);
  const fields = pieces.map((piece, index) => composer.piece(pieceKey(index), piece));
  return { query: `query${composer.declared()} { ${fields.join(' ')} }`, variables: composer.values };
}

class Composer {
  readonly values: Record<string, unknown> = {};
  private readonly declarations: string[] = [];
  private readonly variables: Readonly<Record<string, unknown>>;

  /** @param variables the client's, which arguments of single fields may name */
  constructor(variables: Readonly<Record<string, unknown>>) {
    this.variables = variables;
  }

  declared(): string {
    return this.declarations.length === 0 ? '' : `(${this.declarations.join(', ')})`;
  }

  piece(key: string, piece: Piece): string {
    if (piece.kind === 'root') return this.gather(key, piece.question);
    const representations = this.variable('[_Any!]!', piece.representations);
    const selection =
      piece.kind === 'related' ? this.gather(relatedKey, piece.question) : this.fields(piece.asked);
    return `${key}: _entities(representations: ${representations}) { ... on ${piece.entity.name} { ${selection} } }`;
  }

  private gather(key: string, { field, gather, args }: GatherQuestion): string {
    const { name, definition } = field;
    return `${key}: ${name}${definition ? this.args(definition, args) : ''} { ${this.parts(gather)} }`;
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

  private field({ key, name, definition, node, children }: AskedField): string {
    const alias = key === name ? name : `${key}: ${name}`;
    const args = node ? this.args(definition, getArgumentValues(definition, node, this.variables)) : '';
    return `${alias}${args}${children ? ` { ${this.fields(children)} }` : ''}`;
  }

  private args(
    definition: GraphQLField<unknown, unknown>,
    values: Readonly<Record<string, unknown>>,
  ): string {
    const given = definition.args.filter(({ name }) => values[name] !== undefined);
    const argument = ({ name, type }: GraphQLArgument) =>
      `${name}: ${this.variable(String(type), values[name])}`;
    return given.length === 0 ? '' : `(${given.map(argument).join(', ')})`;
  }

  /** Values travel as variables, whatever they were: so they need no escaping, and texts repeat. */
  private variable(type: string, value: unknown): string {
    const name = `v${this.declarations.length}`;
    this.declarations.push(`$${name}: ${type}`);
    this.values[name] = value;
    return `$${name}`;
  }
}
