// The benchmark's subgraphs, one port each. Prints `{ "<name>": <port>, … }` when they listen.
//
// What was asked before is answered from memory: on the same machine, the subgraphs shall not be what is measured.
// `GET /requests` tells how many requests there were.
import { createServer, type IncomingMessage } from 'node:http';
import { buildSubgraphSchema } from '@apollo/subgraph';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/index.js';
import { graphql, parse } from 'graphql';
import { schemas } from './schemas.ts';

let requests = 0;

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

const ports: Record<string, number> = {};
for (const [name, { typeDefs, resolvers }] of Object.entries(schemas)) {
  const schema = buildSubgraphSchema({
    typeDefs: parse(typeDefs),
    resolvers: resolvers as GraphQLResolverMap<unknown>,
  });
  const answers = new Map<string, Buffer>();
  const server = createServer(async (request, response) => {
    if (request.url === '/requests') {
      response.end(String(requests));
      return;
    }
    requests += 1;
    const body = await textOf(request);
    let answer = answers.get(body);
    if (!answer) {
      const { query, variables, operationName } = JSON.parse(body);
      const result = await graphql({ schema, source: query, variableValues: variables, operationName });
      answer = Buffer.from(JSON.stringify(result));
      answers.set(body, answer);
    }
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length });
    response.end(answer);
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address === 'object' && address) ports[name] = address.port;
}
console.log(JSON.stringify(ports));
