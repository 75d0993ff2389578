import { setMaxListeners } from 'node:events';
import type { ServerResponse } from 'node:http';

/** @returns a signal that is aborted when the client has gone away before its answer was complete */
export function untilGone(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  // Every request to a subgraph listens.
  setMaxListeners(0, gone.signal);
  response.on('close', () => {
    if (!response.writableEnded) gone.abort();
  });
  return gone.signal;
}
