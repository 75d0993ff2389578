import { type Call, type Executor, ExecutorError, type ResponseError } from '@observer-graph/executor';
import { createPlanExecutor, type PlanExecutor } from '@observer-graph/plan-executor';
import { failureText } from './failure-text.ts';
import type { Log } from './log.ts';
import type { RequestContext } from './request-context.ts';
import { seldom } from './seldom.ts';
import type { DomainSourceStatus } from './source-report.ts';

export interface PlanGatewayOptions {
  readonly supergraphSdl: string;
  readonly executorOf: (subgraph: { readonly name: string; readonly url: string }) => Executor;
  /** Codes of errors whose text the executors make for clients; that of others stays in the log. */
  readonly safeCodes: Iterable<string>;
  readonly log: Log;
}

/**
 * Plans and executes operations on a supergraph, each with what accompanies the client's request.
 *
 * @throws {PlanExecutorError} where the supergraph is invalid, or has what cannot be executed right
 */
export function planGateway({ supergraphSdl, executorOf, safeCodes, log }: PlanGatewayOptions): PlanExecutor {
  const write = seldom(log.error);
  return createPlanExecutor<RequestContext>({
    supergraphSdl,
    executorOf,
    callOf: ({ context }) => callOf(context),
    data: 'text',
    safeCodes: [...safeCodes],
    onError: (error, subgraph) => {
      // That a client has gone is nobody's fault.
      if (error instanceof ExecutorError && error.code === 'CANCELLED') return;
      write(textOf(error, subgraph ?? 'plan'));
    },
  });
}

function callOf({ viewer, headers, signal, deadline, report }: RequestContext): Call {
  return {
    viewer,
    ...(headers && { headers }),
    signal,
    deadline,
    report: ({ domain = '', ...status }: Partial<DomainSourceStatus> & Omit<DomainSourceStatus, 'domain'>) =>
      report.add(domain, status),
  };
}

/**
 * What was thrown here with its stack, and the message alone of what a subgraph told: the rest differs from place to place.
 *
 * @param where named in front, unless the message does that
 */
function textOf(error: unknown, where: string): string {
  if (error instanceof ExecutorError) return failureText(error);
  if (error instanceof Error) return `${where}: ${error.stack ?? error.message}`;
  return `${where}: told of the error ${JSON.stringify((error as ResponseError).message)}`;
}
