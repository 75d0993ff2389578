import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { httpExecutor, publicViewer } from '@observer-graph/executor';
import { createPlanExecutor, stringifyResult } from '@observer-graph/plan-executor';
import { serveApollo } from './front.ts';

const gateway = createPlanExecutor({
  supergraphSdl: readFileSync(process.argv[2] as string, 'utf8'),
  executorOf: ({ name, url }) => httpExecutor({ name, url }),
  callOf: () => ({
    viewer: publicViewer,
    signal: new AbortController().signal,
    deadline: Date.now() + 10_000,
    report: () => {},
  }),
  data: 'text',
});
await serveApollo(new ApolloServer({ gateway, stringifyResult }));
