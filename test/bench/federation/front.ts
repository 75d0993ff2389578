import { createServer } from 'node:http';
import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import { answerPlugin, shownErrors } from '@observer-graph/gateway';
import { createPlanExecutor, type PlanExecutorOptions, stringifyResult } from '@observer-graph/plan-executor';

/** Serves an Apollo Server over node:http and prints its port; the same front for all that is measured behind it. */
export async function serveApollo(server: ApolloServer): Promise<void> {
  await server.start();
  const http = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = new HeaderMap();
    for (const [name, value] of Object.entries(request.headers)) headers.set(name, String(value));
    const result = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: request.method ?? 'POST',
        headers,
        search: '',
        body: JSON.parse(Buffer.concat(chunks).toString('utf8')),
      },
      // What a gateway's plugin notes on the way.
      context: async () => ({ noted: {} }),
    });
    for (const [name, value] of result.headers) response.setHeader(name, value);
    response.statusCode = result.status ?? 200;
    if (result.body.kind === 'complete') response.end(Buffer.from(result.body.string));
    else response.end();
  });
  http.keepAliveTimeout = 60_000;
  process.once('SIGTERM', () => process.exit());
  http.listen(0, '127.0.0.1', () => {
    const address = http.address();
    if (typeof address === 'object' && address) console.log(address.port);
  });
}

/** Serves the execution of plans behind the same front, answered by a plugin as at the gateway. */
export async function serveOurs(options: PlanExecutorOptions<unknown>): Promise<void> {
  const gateway = createPlanExecutor(options);
  const log = { info() {}, warn: console.error, error: console.error };
  // Of the gateway's context it reads whether a client accepts parts: none does here.
  const plugin = answerPlugin(gateway, shownErrors(log)) as ApolloServerPlugin;
  await serveApollo(new ApolloServer({ gateway, plugins: [plugin], stringifyResult }));
}
