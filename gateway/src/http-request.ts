import type { IncomingHttpHeaders } from 'node:http';

/** A request to the GraphQL endpoint. */
export interface HttpRequest {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  /** What follows the path, with its question mark. */
  readonly search: string;
  /** Parsed; undefined if there is none. */
  readonly body: unknown;
}
