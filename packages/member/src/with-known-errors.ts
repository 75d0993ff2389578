import type { Executor } from '@observer-graph/executor';
import { failedMessage, isKnown } from './known-errors.ts';

/** Puts `SOURCE_FAILED` in the place of every error that was not written for clients. */
export function withKnownErrors(executor: Executor, member: string): Executor {
  return async (request, call) => {
    const response = await executor(request, call);
    if (!response.errors) return response;
    const errors = response.errors.map((error) =>
      isKnown(error.extensions)
        ? { ...error, extensions: { code: error.extensions?.['code'] } }
        : {
            message: failedMessage(member),
            ...(error.path && { path: error.path }),
            extensions: { code: 'SOURCE_FAILED' },
          },
    );
    return { ...response, errors };
  };
}
