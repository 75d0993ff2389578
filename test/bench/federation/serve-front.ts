// The HTTP front and Apollo Server alone: each query is executed once, then its result is handed over as it is.
import { readFileSync } from 'node:fs';
import { ApolloServer } from '@apollo/server';
import { createPlanExecutor, stringifyResult } from '@observer-graph/plan-executor';
import { serveApollo } from './front.ts';
import { planExecutorOptions } from './plan-executor-options.ts';

const gateway = createPlanExecutor(planExecutorOptions(readFileSync(process.argv[2] as string, 'utf8')));
type Executor = Awaited<ReturnType<typeof gateway.load>>['executor'];
const results = new Map<string | undefined, ReturnType<NonNullable<Executor>>>();
await serveApollo(
  new ApolloServer({
    gateway: {
      ...gateway,
      async load(options) {
        const { executor } = await gateway.load(options);
        const remembering: typeof executor = (request) => {
          const known = results.get(request.source);
          if (known) return known;
          const result = (executor as NonNullable<typeof executor>)(request);
          results.set(request.source, result);
          return result;
        };
        return { executor: remembering };
      },
    },
    stringifyResult,
  }),
);
