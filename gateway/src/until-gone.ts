import type { ServerResponse } from 'node:http';

/** @returns a signal that is aborted when the client has gone away before its answer was complete */
export function untilGone(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.on('close', () => {
    if (!response.writableEnded) gone.abort();
  });
  return gone.signal;
}
