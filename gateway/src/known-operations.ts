import type { HeaderMap, HTTPGraphQLResponse } from '@apollo/server';
import { type GraphQLRequest, RecentlyUsed, requestFrom } from '@observer-graph/executor';
import { type PlanExecutor, stringifyResult } from '@observer-graph/plan-executor';
import type { GraphQLSchema } from 'graphql';
import type { HttpRequest } from './http-request.ts';
import type { PassedOperation } from './passed-operation.ts';
import type { RequestContext } from './request-context.ts';
import { type ShownErrors, wholeAnswer } from './whole-answer.ts';

/** What is remembered at most. */
const kept = { operations: 1_000, forms: 100, formCharacters: 20_000 };
const operationCharacters = 2_000_000;

/**
 * The operations that Apollo Server has let pass, and the headers that it gives to whom. Asked again it would say the same of
 * them, so that they are answered without it: it takes as long as the rest of a small answer.
 */
export class KnownOperations {
  readonly #gateway: PlanExecutor;
  readonly #shown: ShownErrors;
  /** By the media types of a POST. */
  readonly #headers = new RecentlyUsed<HeaderMap>(kept.forms, kept.formCharacters);
  #operations = new RecentlyUsed<PassedOperation>(kept.operations, operationCharacters);
  #schema: GraphQLSchema | null = null;

  constructor(gateway: PlanExecutor, shown: ShownErrors) {
    this.#gateway = gateway;
    this.#shown = shown;
    gateway.onSchemaLoadOrUpdate?.(({ apiSchema }) => {
      this.#schema = apiSchema;
      this.#operations = new RecentlyUsed(kept.operations, operationCharacters);
    });
  }

  /** @returns null where Apollo Server has to say something about it; what has been answered already is then noted */
  async answer(request: HttpRequest, context: RequestContext): Promise<HTTPGraphQLResponse | null> {
    const headers = this.#headers.get(formOf(request));
    const asked = headers && requestFrom(request.body);
    const operation = asked && this.#operations.get(keyOf(asked));
    if (!operation || context.acceptsParts) return null;
    // A name with a line break in it could pass for the beginning of another query.
    if (operation.source !== asked.query) return null;
    context.noted.isWellFormed = true;
    const { variables } = asked;
    const answer = await wholeAnswer(
      this.#gateway,
      { ...operation, request: { ...(variables && { variables }) }, context },
      this.#shown,
    );
    const { data, errors } = answer;
    if (!data) {
      context.noted.answer = answer;
      return null;
    }
    const sources = context.report.list();
    return {
      headers,
      body: {
        kind: 'complete',
        string: stringifyResult({ errors, data, ...(sources.length > 0 && { extensions: { sources } }) }),
      },
    };
  }

  /** Remembers what Apollo Server answered with, if that had nothing wrong with it. */
  note(request: HttpRequest, { noted, acceptsParts }: RequestContext, response: HTTPGraphQLResponse): void {
    const { passed } = noted;
    const asked = requestFrom(request.body);
    if (!passed || !asked || acceptsParts || passed.schema !== this.#schema) return;
    if (request.method !== 'POST' || (response.status ?? 200) !== 200) return;
    this.#headers.set(formOf(request), response.headers);
    this.#operations.set(keyOf(asked), passed);
  }
}

function formOf({ method, headers }: HttpRequest): string {
  return `${method}\n${headers['content-type']}\n${headers.accept}`;
}

function keyOf({ query, operationName = '' }: GraphQLRequest): string {
  return `${operationName}\n${query}`;
}
