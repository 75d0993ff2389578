import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { createPlanExecutor, stringifyResult } from '@observer-graph/plan-executor';
import { serveApollo } from './front.ts';
import { planExecutorOptions } from './plan-executor-options.ts';

const [, , supergraph, sharing] = process.argv;
const options = planExecutorOptions(readFileSync(supergraph as string, 'utf8'), {
  sharing: sharing === 'sharing',
});
await serveApollo(new ApolloServer({ gateway: createPlanExecutor(options), stringifyResult }));
