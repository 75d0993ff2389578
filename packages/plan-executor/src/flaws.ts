import { GraphQLError } from 'graphql';
import type { ResponseErrorCode } from './errors.ts';

/** A place in the client's answer. */
export type Path = (string | number)[];

/** What is found wrong while an answer is written. */
export interface Flaw {
  readonly message: string;
  readonly path: Path;
  readonly code: ResponseErrorCode;
}

/** Errors that are told one by one. Whatever subgraphs answer, they make no answer of millions of errors. */
export const mostTold = 1_000;

/** What is found wrong in one answer. */
export class Flaws {
  readonly #told: Flaw[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** @param flaw made only if it is told */
  add(flaw: () => Flaw): void {
    if (this.#count < mostTold) this.#told.push(flaw());
    this.#count += 1;
  }

  errors(): GraphQLError[] {
    const errors = this.#told.map(
      ({ message, path, code }) => new GraphQLError(message, { path, extensions: { code } }),
    );
    if (this.#count > mostTold) errors.push(moreErrors(this.#count - mostTold, 'VALUE_INVALID'));
    return errors;
  }
}

/** The error that stands for those that are not told. */
export function moreErrors(count: number, code: ResponseErrorCode): GraphQLError {
  const message = `There are ${count} errors more, of fields that are null here.`;
  return new GraphQLError(message, { extensions: { code } });
}
