import type { SubgraphName } from '@observer-graph/contract';
import type { Executor, Listening } from '@observer-graph/executor';
import { clientCodes } from './client-error.ts';
import { createDirectory } from './directory.ts';
import { domainExecutors } from './domain-executors.ts';
import { checkFederation, type FederationInput } from './federation-file.ts';
import { startedGraphqlServer } from './graphql-server.ts';
import { readiness } from './health.ts';
import { httpServer } from './http-server.ts';
import { hubCards } from './hub-card.ts';
import { closedOnce, listening } from './listen.ts';
import { type Log, stderrLog } from './log.ts';
import { planGateway } from './plan-gateway.ts';
import { plannedDomain } from './planned-domain.ts';
import { questionPages } from './question-pages.ts';
import { subgraphRoutes } from './subgraph-route.ts';
import { supergraph } from './supergraph.ts';
import { watchFederation } from './watch-federation.ts';

export interface GatewayOptions {
  /** Read, and read again whenever it changes. */
  readonly federationFile?: string;
  /** In place of a file. */
  readonly federation?: FederationInput;
  /** 0: any free port. @default 4000 */
  readonly port?: number;
  /** @default '127.0.0.1' */
  readonly host?: string;
  /** @default one line on the error output for each message */
  readonly log?: Log;
  /** Where the federation file's `$NAME` come from. @default process.env */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Milliseconds between two askings for a member's card. @default 30000 */
  readonly refreshMs?: number;
}

export interface RunningGateway {
  readonly url: string;
  /** Takes no new requests, lets those under way end, and gives back all connections. */
  readonly close: () => Promise<void>;
}

/** Milliseconds that the first cards are waited for: as long as members have to answer them. */
const firstCardsMs = 5_000;

/**
 * Starts a gateway: one endpoint over all members of a federation.
 *
 * It starts whether or not its members answer; `/health/ready` tells of the registry.
 *
 * @throws {FederationFileError} if the federation cannot be used
 * @throws {Error} if the port is taken
 */
export async function startGateway({
  federationFile,
  federation,
  port = 4_000,
  host = '127.0.0.1',
  log = stderrLog,
  environment = process.env,
  refreshMs,
}: GatewayOptions): Promise<RunningGateway> {
  const watched = federationFile
    ? watchFederation(federationFile, environment, log, (changed) => directory.update(changed))
    : { current: checkFederation(federation ?? missingFederation()), problems: [], close: () => {} };
  const { limits } = watched.current;
  const directory = createDirectory(watched.current, { log, ...(refreshMs !== undefined && { refreshMs }) });
  const executors = domainExecutors(directory, limits, log);
  const gateway = planGateway({
    supergraphSdl: supergraph(),
    executorOf: ({ name }) => plannedExecutor(executors, name as SubgraphName),
    safeCodes: clientCodes,
    log,
  });
  const graphql = await startedGraphqlServer(gateway, limits, log);
  const cards = hubCards(() => watched.current.code, directory);
  let isStopping = false;
  const server = httpServer({
    graphql,
    limits: () => watched.current.limits,
    readiness: () => readiness(directory, watched.problems, isStopping),
    subgraphs: subgraphRoutes(executors, limits, log, cards.generation),
    card: cards.card,
    pages: questionPages,
    log,
  });
  const release = async () => {
    watched.close();
    await graphql.stop();
    await directory.close();
  };
  let front: Listening;
  try {
    front = await listening(server, port, host);
    await Promise.race([directory.refresh(), wait(firstCardsMs)]);
  } catch (error) {
    await release();
    throw error;
  }
  return {
    url: front.url,
    close: closedOnce(async () => {
      isStopping = true;
      await front.close();
      await release();
    }),
  };
}

function plannedExecutor(executors: ReadonlyMap<SubgraphName, Executor>, name: SubgraphName): Executor {
  const executor = executors.get(name);
  if (!executor) throw new Error(`There is no executor for the subgraph '${name}'.`);
  return plannedDomain(name, executor);
}

function missingFederation(): never {
  throw new Error('A gateway needs a federation or a federation file.');
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}
