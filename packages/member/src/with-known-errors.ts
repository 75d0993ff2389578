import type { Executor, ResponseError } from '@observer-graph/executor';
import { failedMessage, isKnown } from './known-errors.ts';

/** Puts `SOURCE_FAILED` in the place of every error that was not written for clients. */
export function withKnownErrors(executor: Executor, member: string): Executor {
  return async (request, call) => {
    const response = await executor(request, call);
    return response.errors ? { ...response, errors: response.errors.map(known) } : response;
  };

  function known(error: ResponseError): ResponseError {
    if (isKnown(error.extensions)) return { ...error, extensions: { code: error.extensions?.['code'] } };
    return {
      message: failedMessage(member),
      ...(error.path && { path: error.path }),
      extensions: { code: 'SOURCE_FAILED' },
    };
  }
}
