import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer, type ApolloServerOptionsWithGateway } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { SubgraphName } from '@observer-graph/contract';
import type { Executor } from '@observer-graph/executor';
import { clientError } from './client-error.ts';
import { completionPlugin } from './completion-plugin.ts';
import { createDirectory } from './directory.ts';
import { domainExecutors } from './domain-executors.ts';
import { executorDataSource } from './executor-data-source.ts';
import { checkFederation, type FederationInput } from './federation-file.ts';
import { readiness } from './health.ts';
import { httpServer } from './http-server.ts';
import { hubCard } from './hub-card.ts';
import type { Limits } from './limits.ts';
import { type Log, stderrLog } from './log.ts';
import { operationPlugin } from './operation-plugin.ts';
import { queryLimits } from './query-limits.ts';
import { readOnly } from './read-only.ts';
import type { RequestContext } from './request-context.ts';
import { sourcesPlugin } from './sources-plugin.ts';
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

/** Milliseconds that the members' first cards are waited for. */
const firstCardsMs = 2_000;
/** Milliseconds that requests under way have to end when the gateway stops. */
const drainMs = 10_000;

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
  const apollo = await startedApollo(executors, limits, log);
  let isStopping = false;
  const server = httpServer({
    apollo,
    limits: () => watched.current.limits,
    readiness: () => readiness(directory, watched.problems, isStopping),
    subgraphs: subgraphRoutes(executors, limits, log),
    card: () => {
      const { code } = watched.current;
      return code === undefined ? null : hubCard(code, directory);
    },
    log,
  });
  const release = async () => {
    watched.close();
    await apollo.stop();
    await directory.close();
  };
  try {
    await listening(server, port, host);
    await Promise.race([directory.refresh(), wait(firstCardsMs)]);
  } catch (error) {
    await release();
    throw error;
  }
  let closing: Promise<void> | null = null;
  const close = async () => {
    isStopping = true;
    await drained(server);
    await release();
  };
  return {
    url: urlOf(server.address() as AddressInfo),
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

async function startedApollo(
  executors: ReadonlyMap<SubgraphName, Executor>,
  limits: Limits,
  log: Log,
): Promise<ApolloServer<RequestContext>> {
  // Apollo's chatter of levels below warning is of no use to an operator.
  const logger = { debug: () => {}, info: () => {}, warn: apolloLog(log.warn), error: apolloLog(log.error) };
  const gateway = new ApolloGateway({
    supergraphSdl: supergraph(),
    buildService: ({ name }) => {
      const executor = executors.get(name as SubgraphName);
      if (!executor) throw new Error(`There is no executor for the subgraph '${name}'.`);
      return executorDataSource(name, executor, log);
    },
    logger,
  });
  const options: ApolloServerOptionsWithGateway<RequestContext> = {
    gateway,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    persistedQueries: false,
    parseOptions: { maxTokens: limits.maxTokens },
    validationRules: [readOnly, queryLimits(limits)],
    formatError: (formatted, error) => clientError(formatted, error, log),
    plugins: [
      operationPlugin(),
      completionPlugin(log),
      sourcesPlugin(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
    ],
    logger,
  };
  const apollo = new ApolloServer<RequestContext>(options);
  await apollo.start();
  return apollo;
}

function apolloLog(write: (message: string) => void): (message?: unknown) => void {
  return (message) => write(String(message));
}

function missingFederation(): never {
  throw new Error('A gateway needs a federation or a federation file.');
}

function listening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} is taken; name another with PORT or --port.`, { cause: error })
          : error,
      ),
    );
    server.listen(port, host, resolve);
  });
}

/** Idle connections end at once, the others when they have been answered, all within `drainMs`. */
async function drained(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const timer = setTimeout(() => server.closeAllConnections(), drainMs);
  server.closeIdleConnections();
  await closed;
  clearTimeout(timer);
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
}

function urlOf({ address, family, port }: AddressInfo): string {
  const wildcard = address === '0.0.0.0' || address === '::';
  const host = wildcard ? 'localhost' : family === 'IPv6' ? `[${address}]` : address;
  return `http://${host}:${port}`;
}
