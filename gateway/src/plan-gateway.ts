import type { Call, Executor } from '@observer-graph/executor';
import { createPlanExecutor, type PlanExecutor } from '@observer-graph/plan-executor';
import type { Log } from './log.ts';
import type { RequestContext } from './request-context.ts';
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
  return createPlanExecutor<RequestContext>({
    supergraphSdl,
    executorOf,
    callOf: ({ context }) => callOf(context),
    data: 'text',
    safeCodes: [...safeCodes],
    onError: (error, subgraph) => log.error(`${subgraph ?? 'plan'}: ${textOf(error)}`),
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

/** What was thrown here with its stack, and what a subgraph told as it is. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return JSON.stringify(error);
  const { cause } = error;
  const text = error.name === 'ExecutorError' ? error.message : String(error.stack ?? error);
  return cause instanceof Error ? `${text} (${reasonOf(cause)})` : text;
}

function reasonOf(error: Error): string {
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message;
}
