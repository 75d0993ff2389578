import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { createGatewayRuntime } from '@graphql-hive/gateway-runtime';
import http from '@graphql-mesh/transport-http';
import { compose } from '@observer-graph/contract';
import { startDemo } from '@observer-graph/demo';
import { questions, type RunningGateway, startSupergraphGateway } from '@observer-graph/gateway';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './ask.ts';
import { silent } from './small-member.ts';

let data: string;
let demo: Awaited<ReturnType<typeof startDemo>>;
let runtime: ReturnType<typeof createGatewayRuntime>;
let router: Server;
let stock: ApolloServer;
let own: RunningGateway;
const urls: Record<string, string> = {};

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'observer-graph-router-'));
  demo = await startDemo({ data, port: 0 });
  const { supergraphSdl } = compose(demo.url);
  runtime = createGatewayRuntime({
    supergraph: supergraphSdl,
    transports: { http },
    logging: false,
  });
  router = createServer(runtime);
  await new Promise<void>((resolve) => router.listen(0, '127.0.0.1', resolve));
  urls['Hive Gateway'] = `http://127.0.0.1:${(router.address() as AddressInfo).port}`;
  const quiet = { ...silent, debug: () => {} };
  const gateway = new ApolloGateway({ supergraphSdl, logger: quiet });
  stock = new ApolloServer({ gateway, logger: quiet });
  urls["Apollo's gateway"] = (await startStandaloneServer(stock, { listen: { port: 0 } })).url.slice(0, -1);
  const supergraphFile = join(data, 'supergraph.graphql');
  await writeFile(supergraphFile, supergraphSdl);
  own = await startSupergraphGateway({ supergraphFile, port: 0, log: silent });
  urls['our own'] = own.url;
});

afterAll(async () => {
  await new Promise((resolve) => {
    router.close(resolve);
    router.closeAllConnections();
  });
  await runtime[Symbol.asyncDispose]();
  await stock.stop();
  await own.close();
  await demo.close();
  await rm(data, { recursive: true, force: true });
});

describe.each(['Hive Gateway', "Apollo's gateway", 'our own'])(
  "%s as a router in front of the hub's domains",
  (make) => {
    it.each(questions.map((question) => [question.title, question] as const))(
      '%s: gives the same answer, and the same sources',
      async (_title, { query }) => {
        const ours = await ask(demo.url, query);
        const theirs = await ask(urls[make] as string, query);
        expect({ data: withoutLatencies(theirs.data), errors: theirs.errors }).toEqual({
          data: withoutLatencies(ours.data),
          errors: undefined,
        });
        expect(JSON.stringify(ours.data)).toContain('"complete":true');
      },
    );

    it.each([
      ['BAD_USER_INPUT', '{ findings(after: "nonsense") { totalCount } }'],
      ['UNKNOWN_MEMBER', '{ finding(id: "nobody:finding:s:1") { title } }'],
    ])('refuses what the hub refuses, with its code: %s', async (code, query) => {
      const { errors } = await ask(urls[make] as string, query);
      expect(errors?.map(({ message, extensions }) => [extensions?.['code'], message])).toEqual([
        [code, (await ask(demo.url, query)).errors?.[0]?.message],
      ]);
    });
  },
);

function withoutLatencies(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === 'latencyMs' ? null : inner)));
}
