import { encodeCursor } from '@observer-graph/contract';
import { type Call, type Executor, type GraphQLRequest, publicViewer } from '@observer-graph/executor';
import type { ScatterMember } from '@observer-graph/scatter';

export const codeOf = (at: number) => `m${String(at).padStart(4, '0')}`;

/** What a member answers for one finding, about 360 bytes. */
export function edgeOf(code: string, at: number, members: number) {
  return {
    cursor: encodeCursor({
      record: 'Finding',
      order: 'OBSERVED_DESC',
      keys: [1_700_000_000_000_000 - (at * members + Number(code.slice(1))) * 1_000_000],
      member: code,
      local: String(at),
    }),
    node: {
      id: `${code}:finding:f:${at}`,
      title: `Queue at polling station ${at}`,
      kind: 'INCIDENT',
      severity: 'HIGH',
      themes: ['VOTING', 'MEDIA'],
      observedAt: '2024-10-26T05:00:00Z',
      place: { name: `Station ${at}`, region: 'GE-TB' },
      organization: { id: code },
      elections: [{ id: 'GE-2024-10-26-parliamentary' }],
      holding: 'ORIGINAL',
    },
  };
}

export const findingsQuery = `query ($n: Int!, $filter: FindingFilter) { findings(first: $n, filter: $filter) {
  totalCount
  edges { cursor node { id title kind severity themes observedAt place { name region } organization { id } elections { id } } }
  pageInfo { hasNextPage endCursor }
  sources { complete members { member state } } } }`;

export function call(milliseconds = 30_000): Call {
  return {
    viewer: publicViewer,
    signal: new AbortController().signal,
    deadline: Date.now() + milliseconds,
    report: () => {},
  };
}

/** A member that answers with the first of its rows, as JSON that is parsed anew each time. */
export function pagedExecutor(
  code: string,
  rows: number,
  members: number,
  told: (rows: number) => void = () => {},
): Executor {
  const edges = Array.from({ length: rows }, (_, at) => edgeOf(code, at, members));
  const texts = new Map<string, string>();
  return async (request) => {
    const first = Number(argument(request, 'first') ?? 0);
    const after = argument(request, 'after') as string | undefined;
    const key = `${first} ${after}`;
    let text = texts.get(key);
    if (text === undefined) {
      const rest = after === undefined ? edges : edges.filter(({ cursor }) => cursor > after);
      const page = rest.slice(0, first);
      const pageInfo = { hasNextPage: rest.length > first, hasPreviousPage: after !== undefined };
      text = JSON.stringify({ data: { p0: { totalCount: rows, edges: page, pageInfo } } });
      texts.set(key, text);
    }
    const answer = JSON.parse(text);
    told(answer.data.p0.edges.length);
    return answer;
  };
}

function argument({ query, variables }: GraphQLRequest, name: string): unknown {
  const variable = new RegExp(`\\b${name}: \\$(\\w+)`).exec(query)?.[1];
  return variable === undefined ? undefined : variables?.[variable];
}

export function memberOf(code: string, executor: Executor, country?: string): ScatterMember {
  const coverage =
    country === undefined
      ? undefined
      : {
          countries: [country],
          elections: [`${country}-2024-10-26-parliamentary`],
          organizations: [code],
          from: '2020-01-01T00:00:00Z',
          until: '2025-01-01T00:00:00Z',
          asOf: '2025-01-01T00:00:00Z',
        };
  return { code, organizations: new Set([code]), executor, coverage: () => coverage };
}
