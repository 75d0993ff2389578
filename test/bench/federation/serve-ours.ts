import { readFileSync } from 'node:fs';
import { serveOurs } from './front.ts';
import { planExecutorOptions } from './plan-executor-options.ts';

const [, , supergraph, sharing] = process.argv;
await serveOurs(
  planExecutorOptions(readFileSync(supergraph as string, 'utf8'), { sharing: sharing === 'sharing' }),
);
