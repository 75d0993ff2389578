import type { IncomingMessage } from 'node:http';
import { publicViewer, type Viewer } from '@observer-graph/executor';
import { acceptsParts } from './accepts-parts.ts';
import type { PassedOperation } from './passed-operation.ts';
import { SourceReport } from './source-report.ts';
import type { WholeAnswer } from './whole-answer.ts';

/** What accompanies a client's request through Apollo Server and its gateway, as Apollo's context value. */
export interface RequestContext {
  readonly viewer: Viewer;
  /** Of the client's headers those that are sent along, by names in small letters. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Aborted when the client has gone away. */
  readonly signal: AbortSignal;
  /** Milliseconds since 1970. */
  readonly deadline: number;
  readonly report: SourceReport;
  /** Whether the client can read an answer that comes in parts. */
  readonly acceptsParts: boolean;
  /** What is noted on the way; an object of its own, because Apollo Server copies the context. */
  readonly noted: {
    /** Whether there was a query to answer, right or wrong. */
    isWellFormed: boolean;
    /** What was asked, if nothing is wrong with it. */
    passed?: PassedOperation;
    /** The answer, if it was there before Apollo Server was asked. */
    answer?: WholeAnswer;
  };
}

/** Who asks. Everyone is the public until the gateway knows how to tell members apart. */
function viewerOf(_request: IncomingMessage): Viewer {
  return publicViewer;
}

export function requestContext(
  request: IncomingMessage,
  signal: AbortSignal,
  requestDeadlineMs: number,
  forwardedHeaders: readonly string[] = [],
): RequestContext {
  return {
    viewer: viewerOf(request),
    ...forwarded(request, forwardedHeaders),
    signal,
    deadline: Date.now() + requestDeadlineMs,
    report: new SourceReport(),
    acceptsParts: acceptsParts(request.headers.accept),
    noted: { isWellFormed: false },
  };
}

function forwarded({ headers }: IncomingMessage, names: readonly string[]): Pick<RequestContext, 'headers'> {
  const found: Record<string, string> = {};
  for (const name of names) {
    const value = headers[name];
    if (value !== undefined) found[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return Object.keys(found).length > 0 ? { headers: found } : {};
}
