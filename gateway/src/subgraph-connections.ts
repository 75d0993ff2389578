import {
  type Executor,
  ExecutorError,
  type HttpExecutor,
  httpExecutor,
  publicViewer,
} from '@observer-graph/executor';
import { failureText } from './failure-text.ts';
import type { Limits } from './limits.ts';

/** A subgraph as a supergraph names it. */
export interface NamedSubgraph {
  readonly name: string;
  readonly url: string;
}

/** The connections to the subgraphs of one supergraph after another. */
export interface SubgraphConnections {
  /** @throws {Error} if the URL cannot be asked */
  executorOf(subgraph: NamedSubgraph): Executor;
  /**
   * Does what puts another supergraph in use. What that one does not name is given up once no request can still want it.
   *
   * @param update asks for the executors of the other supergraph; if it rejects, this does, and nothing changes
   */
  replacedBy(update: () => Promise<void>): Promise<void>;
  /**
   * Asks each subgraph whether it is there.
   *
   * @param limitMs milliseconds for each
   * @returns why those are not that are not
   */
  failing(limitMs: number, signal: AbortSignal): Promise<{ readonly url: string; readonly reason: string }[]>;
  close(): Promise<void>;
}

interface Connection {
  readonly name: string;
  readonly url: string;
  readonly http: HttpExecutor;
  /** The newest supergraph that names it. */
  supergraph: number;
}

/** @param limits `deadlineMs` for one answer, so that a request whose others are slower still gets the rest */
export function subgraphConnections(
  { deadlineMs, requestDeadlineMs, maxBytes }: Limits,
  sharing: boolean,
): SubgraphConnections {
  const connections = new Map<string, Connection>();
  const timers = new Set<NodeJS.Timeout>();
  let newest = 0;

  // What one subgraph changes, another may show.
  const endSharing = () => {
    for (const { http } of connections.values()) http.endSharing();
  };
  const connectionTo = ({ name, url }: NamedSubgraph): Connection => {
    const key = JSON.stringify([name, url]);
    const known = connections.get(key);
    if (known) return known;
    const made = {
      name,
      url,
      http: httpExecutor({ name, url: httpUrl(name, url), maxBytes, sharing, onMutation: endSharing }),
      supergraph: newest,
    };
    connections.set(key, made);
    return made;
  };

  const giveUp = (before: number) => {
    for (const [key, { supergraph, http }] of connections) {
      if (supergraph >= before) continue;
      connections.delete(key);
      void http.close();
    }
  };

  return {
    executorOf(subgraph) {
      const connection = connectionTo(subgraph);
      connection.supergraph = newest;
      const { http } = connection;
      return (request, call) =>
        http(request, { ...call, deadline: Math.min(call.deadline, Date.now() + deadlineMs) });
    },
    async replacedBy(update) {
      newest += 1;
      const own = newest;
      await update();
      // It asked for none if nothing was to be replaced.
      if (![...connections.values()].some(({ supergraph }) => supergraph === own)) return;
      const timer = setTimeout(() => {
        timers.delete(timer);
        giveUp(own);
      }, requestDeadlineMs);
      timers.add(timer.unref());
    },
    async failing(limitMs, signal) {
      const call = { viewer: publicViewer, signal, deadline: Date.now() + limitMs, report: () => {} };
      const all = [...connections.values()].map(async ({ name, url, http }) => {
        try {
          await http({ query: '{ __typename }' }, call);
          return null;
        } catch (error) {
          return {
            url,
            reason: error instanceof ExecutorError ? failureText(error) : `${name}: ${String(error)}`,
          };
        }
      });
      return (await Promise.all(all)).filter((failure) => failure !== null);
    },
    async close() {
      for (const timer of timers) clearTimeout(timer);
      await Promise.all([...connections.values()].map(({ http }) => http.close()));
    },
  };
}

function httpUrl(name: string, url: string): string {
  const { protocol, username, password } = URL.canParse(url) ? new URL(url) : noUrl;
  if (protocol !== 'http:' && protocol !== 'https:') {
    throw new Error(
      `The supergraph has '${url}' as the URL of the subgraph '${name}', which is no http or https URL. Compose it with routing URLs.`,
    );
  }
  // They would not be sent, and stand in the log.
  if (username || password) {
    throw new Error(
      `The supergraph has a name or password in the URL of the subgraph '${name}'. Leave them out; a header of the client can be sent along.`,
    );
  }
  return url;
}

const noUrl = { protocol: '', username: '', password: '' };
