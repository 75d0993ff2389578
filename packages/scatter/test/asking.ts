import type { Call, Executor, GraphQLResponse, SourceStatus } from '@observer-graph/executor';
import { publicViewer } from '@observer-graph/executor';

export interface Told {
  readonly response: GraphQLResponse;
  readonly reported: readonly SourceStatus[];
}

/** Asks with plenty of time, and plain objects in the answer. */
export async function ask(
  executor: Executor,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
  options: Partial<Pick<Call, 'deadline' | 'signal'>> = {},
): Promise<Told> {
  const reported: SourceStatus[] = [];
  const response = await executor(
    { query, variables },
    {
      viewer: publicViewer,
      signal: new AbortController().signal,
      deadline: Date.now() + 30_000,
      report: (status) => reported.push(status),
      ...options,
    },
  );
  return { response: JSON.parse(JSON.stringify(response)), reported };
}

/** The data of an answer without errors. */
export async function dataOf(
  executor: Executor,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Record<string, unknown>> {
  const { response } = await ask(executor, query, variables);
  if (response.errors) throw new Error(JSON.stringify(response.errors, null, 2));
  return response.data as Record<string, unknown>;
}

/** What `sources { members { member state message droppedFields } }` says of a member. */
export const status = (
  member: string,
  state = 'OK',
  message: string | null = null,
  droppedFields: string[] = [],
) => ({
  member,
  state,
  message,
  droppedFields,
});
