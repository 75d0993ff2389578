import { httpExecutor, publicViewer } from '@observer-graph/executor';
import type { PlanExecutorOptions } from '@observer-graph/plan-executor';

/** Ours over plain subgraphs, with nothing measured that a real one would not do: a deadline for each request. */
export function planExecutorOptions(
  supergraphSdl: string,
  { sharing = false } = {},
): PlanExecutorOptions<unknown> {
  return {
    supergraphSdl,
    executorOf: ({ name, url }) => httpExecutor({ name, url, sharing }),
    callOf: () => ({
      viewer: publicViewer,
      signal: new AbortController().signal,
      deadline: Date.now() + 10_000,
      report: () => {},
    }),
    data: 'text',
  };
}
