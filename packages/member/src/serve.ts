import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen } from '@observer-graph/executor';
import { graphqlRoute, type Route } from './graphql-route.ts';
import type { Member } from './member.ts';

export interface ServeOptions {
  /** 0: any free port. */
  readonly port: number;
  /** @default '127.0.0.1' */
  readonly host?: string;
  /** Told of what went wrong inside, which clients are not told. */
  readonly onError?: (error: unknown) => void;
}

export interface Served {
  /** Without a slash at its end; `localhost` where it listens at all addresses of this machine. */
  readonly url: string;
  /** Lets the requests under way end, for ten seconds at most, and ends the members' refreshing. */
  close(): Promise<void>;
}

/** Serves one member: each domain at `/<domain>` and at `/<code>/<domain>`. */
export function serveMember({ member, ...options }: ServeOptions & { member: Member }): Promise<Served> {
  return serveMembers({ members: [member], ...options });
}

/**
 * Serves several members in one process, each below `/<code>/`; a single one at the root as well.
 *
 * @throws {RangeError} if two members have one code
 * @throws {Error} if the port is taken
 */
export async function serveMembers({
  members,
  port,
  host = '127.0.0.1',
  onError = () => {},
}: ServeOptions & { members: readonly Member[] }): Promise<Served> {
  const routes = routesOf(members);
  let closing = false;
  const routeOf = (url: string): Route => {
    const end = url.indexOf('?');
    const path = end < 0 ? url : url.slice(0, end);
    return closing && path === '/health/ready' ? notReady : (routes.get(path) ?? notFound);
  };
  const server = createServer((request, response) => {
    const route = routeOf(request.url ?? '');
    route(request, response).catch((error: unknown) => {
      onError(error);
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { errors: [{ message: 'Fault inside the server.' }] });
    });
  });
  const { url, close } = await listen(server, port, host);
  return {
    url,
    close: async () => {
      closing = true;
      for (const member of members) member.close();
      await close();
    },
  };
}

function routesOf(members: readonly Member[]): ReadonlyMap<string, Route> {
  const routes = new Map<string, Route>([
    ['/health/live', async (_request, response) => sendJson(response, 200, { status: 'live' })],
    ['/health/ready', readiness(members)],
  ]);
  const codes = members.map(({ code }) => code);
  const twice = codes.find((code, index) => codes.indexOf(code) !== index);
  if (twice !== undefined) {
    throw new RangeError(`Two members have the code "${twice}"; a code belongs to one member.`);
  }
  for (const member of members) {
    const bases = members.length === 1 ? ['', `/${member.code}`] : [`/${member.code}`];
    for (const base of bases) {
      routes.set(`${base}/.well-known/observer-member.json`, async (_request, response) =>
        sendJson(response, 200, await member.card()),
      );
      for (const [domain, executor] of member.executors) {
        routes.set(`${base}/${domain}`, graphqlRoute(executor, member.code));
      }
    }
  }
  return routes;
}

function readiness(members: readonly Member[]): Route {
  return async (_request, response) => {
    const ready = await Promise.all(
      members.map(async (member) => [member.code, await member.ready()] as const),
    );
    const all = ready.every(([, isReady]) => isReady);
    sendJson(response, all ? 200 : 503, {
      status: all ? 'ready' : 'not ready',
      members: Object.fromEntries(ready),
    });
  };
}

const notReady: Route = async (_request, response) => sendJson(response, 503, { status: 'stopping' });

const notFound: Route = async (request: IncomingMessage, response) =>
  sendJson(response, 404, {
    errors: [{ message: `Nothing is served at ${(request.url ?? '').split('?')[0]}.` }],
  });

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
    .end(JSON.stringify(value));
}
