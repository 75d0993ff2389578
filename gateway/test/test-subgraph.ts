import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { graphql, parse } from 'graphql';

type Resolvers = NonNullable<
  Extract<Parameters<typeof buildSubgraphSchema>[0], { resolvers?: unknown }>['resolvers']
>;

export interface TestSubgraphOptions {
  readonly name: string;
  readonly typeDefs: string;
  readonly resolvers: Resolvers;
  readonly port?: number;
}

export interface TestSubgraph {
  readonly name: string;
  readonly typeDefs: string;
  readonly url: string;
  /** The requests that it was sent, newest last. */
  readonly asked: { readonly query: string; readonly headers: IncomingMessage['headers'] }[];
  /** How many of them their sender gave up. */
  readonly givenUp: () => number;
  /** In place of its answer, until it is null again. */
  instead: ((response: ServerResponse) => unknown) | null;
  close(): Promise<void>;
}

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.11", import: ["@key", "@requires", "@external", "@context", "@fromContext"])\n';

/** A subgraph on a server of its own. */
export async function startTestSubgraph({
  name,
  typeDefs,
  resolvers,
  port = 0,
}: TestSubgraphOptions): Promise<TestSubgraph> {
  const schema = buildSubgraphSchema({ typeDefs: parse(link + typeDefs), resolvers });
  let givenUp = 0;
  const server = createServer(async (request, response) => {
    response.on('close', () => {
      if (!response.writableEnded) givenUp += 1;
    });
    const { query, variables } = JSON.parse((await request.toArray()).join('')) as {
      query: string;
      variables?: Record<string, unknown>;
    };
    subgraph.asked.push({ query, headers: request.headers });
    if (subgraph.instead) {
      subgraph.instead(response);
      return;
    }
    const result = await graphql({ schema, source: query, variableValues: { ...variables } });
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(result));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const subgraph: TestSubgraph = {
    name,
    typeDefs,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    asked: [],
    givenUp: () => givenUp,
    instead: null,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return subgraph;
}

/** What composition makes of subgraphs. */
export function supergraphOf(subgraphs: readonly Pick<TestSubgraph, 'name' | 'typeDefs' | 'url'>[]): string {
  const { supergraphSdl, errors } = composeServices(
    subgraphs.map(({ name, typeDefs, url }) => ({ name, url, typeDefs: parse(link + typeDefs) })),
  );
  if (!supergraphSdl) throw new Error((errors ?? []).map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

/** A small shop of three subgraphs: a query over all of them needs one after the other. */
export const shop = {
  accounts: {
    name: 'accounts',
    typeDefs: `
      type Query { me: User users: [User!]! }
      type Mutation { rename(name: String!): User }
      type User @key(fields: "id") { id: ID! name: String age: Int }
    `,
    resolvers: {
      Query: { me: () => ada, users: () => [ada, { id: '2', name: 'Ben', age: 40 }] },
      Mutation: { rename: (_: unknown, { name }: { name: string }) => ({ ...ada, name }) },
      User: { __resolveReference: ({ id }: { id: string }) => ({ id, name: `User ${id}`, age: 30 }) },
    },
  },
  products: {
    name: 'products',
    typeDefs: `
      type Query { topProducts: [Product!] }
      type Product @key(fields: "upc") { upc: ID! name: String! }
    `,
    resolvers: {
      Query: { topProducts: () => [{ upc: 'a', name: 'Lamp' }] },
      Product: { __resolveReference: ({ upc }: { upc: string }) => ({ upc, name: `Product ${upc}` }) },
    },
  },
  reviews: {
    name: 'reviews',
    typeDefs: `
      type User @key(fields: "id") { id: ID! reviews: [Review!] }
      type Product @key(fields: "upc") { upc: ID! reviews: [Review!] }
      type Review { body: String stars: Int! product: Product author: User }
    `,
    resolvers: {
      User: { reviews: ({ id }: { id: string }) => [review(id, 'a')] },
      Product: { reviews: ({ upc }: { upc: string }) => [review('1', upc)] },
    },
  },
} satisfies Record<string, TestSubgraphOptions>;

const ada = { id: '1', name: 'Ada', age: 36 };

function review(id: string, upc: string) {
  return { body: `${id} on ${upc}`, stars: 5, product: { upc }, author: { id } };
}
