import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Executor, type GraphQLRequest, publicViewer } from '@observer-graph/executor';

/** What a member has in the place of an honest answer. */
export type Misbehaviour = (response: ServerResponse, honest: () => Promise<string>) => void;

export interface ServedMember {
  readonly url: string;
  readonly server: Server;
  readonly close: () => Promise<void>;
}

/** Serves an honest member over HTTP, or a dishonest one. */
export async function serveTestMember(honest: Executor, misbehaviour?: Misbehaviour): Promise<ServedMember> {
  const server = createServer(async (request, response) => {
    const body = JSON.parse((await request.toArray()).join('')) as GraphQLRequest;
    const answer = async () =>
      JSON.stringify(
        await honest(body, {
          viewer: publicViewer,
          signal: new AbortController().signal,
          deadline: Date.now() + 30_000,
          report: () => {},
        }),
      );
    if (misbehaviour) misbehaviour(response, answer);
    else response.writeHead(200, { 'content-type': 'application/json' }).end(await answer());
  }).listen(0, '127.0.0.1');
  await new Promise((listening) => server.once('listening', listening));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/findings`,
    server,
    close: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

const json = { 'content-type': 'application/json' };

interface Edge {
  readonly cursor: string;
  readonly node: Readonly<Record<string, unknown>>;
}

/** Changes the edges of an honest answer. */
function edges(change: (edges: Edge[]) => unknown): Misbehaviour {
  return async (response, honest) => {
    const answer = JSON.parse(await honest());
    answer.data.p0.edges = change(answer.data.p0.edges);
    response.writeHead(200, json).end(JSON.stringify(answer));
  };
}

const first = (change: (node: Edge['node']) => unknown): Misbehaviour =>
  edges(([edge, ...others]) => [{ ...edge, node: change(edge?.node ?? {}) }, ...others]);

/** Everything that a member can do wrong, by what it is. */
export const misbehaviours = {
  slow: () => {},
  'reset before the answer': (response) => response.socket?.resetAndDestroy(),
  'reset half-way': async (response, honest) => {
    const text = await honest();
    response.writeHead(200, { ...json, 'content-length': text.length });
    response.write(text.slice(0, text.length / 2), () => response.socket?.resetAndDestroy());
  },
  'status 500': (response) => response.writeHead(500, json).end('{"message":"pg://10.0.0.7"}'),
  HTML: (response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Welcome</h1>'),
  'bad JSON': async (response, honest) => response.writeHead(200, json).end(`${await honest()},`),
  'endless body': (response) => {
    response.writeHead(200, json);
    const more = () => {
      while (!response.destroyed && response.write('"'.padEnd(65_536, 'x')));
    };
    response.on('drain', more);
    more();
  },
  'a text of 50 MB': (response) =>
    response.writeHead(200, json).end(`{"data":{"p0":{"totalCount":1,"edges":"${'x'.repeat(50_000_000)}"}}}`),
  'a text of 2 MB': first((node) => ({ ...node, title: 'x'.repeat(2_000_000) })),
  '10,000 lists in each other': (response) =>
    response.writeHead(200, json).end(`{"data":{"p0":${'['.repeat(10_000)}${']'.repeat(10_000)}}}`),
  'null in non-null': first((node) => ({ ...node, id: null })),
  'foreign ids': first((node) => ({ ...node, id: 'golos:finding:f:1' })),
  'forged originals': first((node) => ({ ...node, organization: { id: 'odihr' }, holding: 'ORIGINAL' })),
  'unsorted cursors': edges(([one, two, ...others]) => [two, one, ...others]),
} satisfies Record<string, Misbehaviour>;
