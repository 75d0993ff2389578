// A hub's domains (the scatter, the registry) in one process behind one endpoint: planned by ours or by the stock gateway,
// with the same HTTP front; or the whole gateway as it is served, where requests under way are shared.
import { readFileSync } from 'node:fs';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { compose, type SubgraphName } from '@observer-graph/contract';
import type { Call, Executor } from '@observer-graph/executor';
import {
  checkFederation,
  clientCodes,
  createDirectory,
  domainExecutors,
  startGateway,
} from '@observer-graph/gateway';
import { serveApollo, serveOurs } from './front.ts';

const [, , mode, file] = process.argv as unknown as [string, string, 'whole' | 'ours' | 'stock', string];
const input = JSON.parse(readFileSync(file, 'utf8'));
const log = { info() {}, warn: console.error, error: console.error };

if (mode === 'whole') {
  const { url } = await startGateway({ federation: input, port: 0, log });
  console.log(new URL(url).port);
} else {
  const federation = checkFederation(input);
  const directory = createDirectory(federation, { log });
  const { supergraphSdl } = compose('http://hub');
  const executors = domainExecutors(directory, federation.limits, log);
  await directory.refresh();
  const executorOf = ({ name }: { name: string }) => executors.get(name as SubgraphName) as Executor;
  if (mode === 'ours') {
    await serveOurs({
      supergraphSdl,
      executorOf,
      callOf: () => callFor10Seconds(),
      safeCodes: [...clientCodes],
      data: 'text',
    });
  } else {
    const gateway = new ApolloGateway({
      supergraphSdl,
      buildService: ({ name }) => ({
        // Apollo's types want what can be written to.
        process: ({ request: { query = '', variables = {} } }) =>
          executorOf({ name })({ query, variables }, callFor10Seconds()) as never,
      }),
    });
    await serveApollo(new ApolloServer({ gateway }));
  }
}

/** As a member of the network asks: what is asked of members for such a viewer is not shared with others. */
function callFor10Seconds(): Call {
  return {
    viewer: { level: 'NETWORK', member: 'm000' },
    signal: new AbortController().signal,
    deadline: Date.now() + 10_000,
    report: () => {},
  };
}
