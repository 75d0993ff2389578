import type { Listening } from '@observer-graph/executor';
import type { PlanExecutor } from '@observer-graph/plan-executor';
import { explorerPage } from './explorer.ts';
import { forwardedHeaders } from './forwarded-headers.ts';
import { startedGraphqlServer } from './graphql-server.ts';
import { httpServer, type Pages } from './http-server.ts';
import { type LimitValues, limitsWith } from './limits.ts';
import { closedOnce, listening } from './listen.ts';
import { type Log, stderrLog } from './log.ts';
import { planGateway } from './plan-gateway.ts';
import { readTextFile } from './read-text-file.ts';
import type { RunningGateway } from './start-gateway.ts';
import { type SubgraphConnections, subgraphConnections } from './subgraph-connections.ts';
import { supergraphProblem, watchSupergraph } from './watch-supergraph.ts';

export interface SupergraphGatewayOptions {
  /** A Federation 2 supergraph with its subgraphs' URLs; read, and read again whenever it changes. */
  readonly supergraphFile: string;
  /** 0: any free port. @default 4000 */
  readonly port?: number;
  /** @default '127.0.0.1' */
  readonly host?: string;
  /** @default one line on the error output for each message */
  readonly log?: Log;
  /** @default those of `limits.ts` */
  readonly limits?: LimitValues;
  /** Names of the client's headers that are sent along to every subgraph. @default none */
  readonly forwardHeaders?: readonly string[];
  /** Whether a request to a subgraph that is under way serves all clients who need the same, with the same headers. @default true */
  readonly sharing?: boolean;
}

/** Milliseconds that the subgraphs have to answer when the gateway starts, before the log says that they do not. */
const firstAnswerMs = 5_000;

const explorer = () => explorerPage('GraphQL');
const pages: Pages = { start: explorer, explorer };

/**
 * Codes of errors whose text subgraphs make for clients: what GraphQL servers use for that, and what the domains of a hub do.
 *
 * @see https://www.apollographql.com/docs/apollo-server/data/errors
 */
const safeCodes = [
  'BAD_USER_INPUT',
  'FORBIDDEN',
  'UNAUTHENTICATED',
  'SOURCE_FAILED',
  'SOURCE_UNAVAILABLE',
  'UNKNOWN_MEMBER',
];

/**
 * Starts a gateway over a supergraph's own subgraphs, each a GraphQL endpoint over HTTP.
 *
 * It starts whether or not they answer. A changed file takes over once the operations asked most recently are planned on
 * it; requests under way end on the one that they began on.
 *
 * @throws {Error} if the file cannot be used, with what is wrong and what is expected; if a limit or a header is none; if the
 *   port is taken
 */
export async function startSupergraphGateway({
  supergraphFile,
  port = 4_000,
  host = '127.0.0.1',
  log = stderrLog,
  limits: limitValues = {},
  forwardHeaders = [],
  sharing = true,
}: SupergraphGatewayOptions): Promise<RunningGateway> {
  const limits = limitsWith(limitValues);
  const forwarded = forwardedHeaders(forwardHeaders);
  const supergraphSdl = readTextFile(supergraphFile);
  const subgraphs = subgraphConnections(limits, sharing);
  const gateway = usable(supergraphFile, () =>
    planGateway({ supergraphSdl, executorOf: subgraphs.executorOf, safeCodes, log }),
  );
  const graphql = await startedGraphqlServer(gateway, limits, log);
  const watched = watchSupergraph(
    supergraphFile,
    supergraphSdl,
    (changed) => subgraphs.replacedBy(() => gateway.update(changed)),
    log,
  );
  const stopping = new AbortController();
  const server = httpServer({
    graphql,
    limits: () => limits,
    readiness: () => ({
      ready: !stopping.signal.aborted,
      problems: [...(stopping.signal.aborted ? ['The gateway is stopping.'] : []), ...watched.problems],
    }),
    subgraphs: new Map(),
    card: () => null,
    pages,
    forwardedHeaders: forwarded,
    log,
  });
  const release = async () => {
    watched.close();
    await graphql.stop();
    await subgraphs.close();
  };
  let front: Listening;
  try {
    front = await listening(server, port, host);
  } catch (error) {
    await release();
    throw error;
  }
  void tellOfFailing(subgraphs, stopping.signal, log);
  return {
    url: front.url,
    close: closedOnce(async () => {
      stopping.abort();
      await front.close();
      await release();
    }),
  };
}

function usable(file: string, make: () => PlanExecutor): PlanExecutor {
  try {
    return make();
  } catch (cause) {
    throw new Error(supergraphProblem(file, cause), { cause });
  }
}

async function tellOfFailing(subgraphs: SubgraphConnections, stopping: AbortSignal, log: Log): Promise<void> {
  for (const { url, reason } of await subgraphs.failing(firstAnswerMs, stopping)) {
    if (stopping.aborted) return;
    log.warn(
      `${reason} Its URL is ${url}; what needs it is answered with the error SUBGRAPH_UNAVAILABLE until it answers.`,
    );
  }
}
