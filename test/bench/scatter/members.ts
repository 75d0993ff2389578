import { encodeCursor } from '@observer-graph/contract';
import { type Call, type Executor, type GraphQLRequest, publicViewer } from '@observer-graph/executor';
import { createScatter, type ScatterMember } from '@observer-graph/scatter';

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

// What the caller has to make for each request is not the engine's cost.
const { signal } = new AbortController();
const report = () => {};

export function call(milliseconds = 30_000): Call {
  return { viewer: publicViewer, signal, deadline: Date.now() + milliseconds, report };
}

/**
 * The answers of a member with so many rows, as JSON that was made before; only fields that the query names.
 *
 * @param members how many there are, so that their rows alternate
 */
export function pagedMember(
  code: string,
  rows: number,
  members: number,
): (request: GraphQLRequest) => { readonly text: string; readonly rows: number } {
  const edges = Array.from({ length: rows }, (_, at) => edgeOf(code, at, members));
  const answers = new Map<string, { readonly text: string; readonly rows: number }>();
  return (request) => {
    const first = Number(argument(request, 'first') ?? 0);
    const after = argument(request, 'after') as string | undefined;
    const alias = /\b(\w+): findings\b/.exec(request.query)?.[1] ?? 'findings';
    const withHolding = request.query.includes('holding');
    const key = `${first} ${after} ${alias} ${withHolding}`;
    let answer = answers.get(key);
    if (!answer) {
      const rest = after === undefined ? edges : edges.filter(({ cursor }) => cursor > after);
      const page = rest.slice(0, first).map(({ cursor, node: { holding, ...node } }) => ({
        cursor,
        node: withHolding ? { ...node, holding } : node,
      }));
      const pageInfo = { hasNextPage: rest.length > first, hasPreviousPage: after !== undefined };
      const text = JSON.stringify({ data: { [alias]: { totalCount: rows, edges: page, pageInfo } } });
      answer = { text, rows: page.length };
      answers.set(key, answer);
    }
    return answer;
  };
}

/** Such a member in this process: its JSON is parsed anew each time. */
export function pagedExecutor(
  code: string,
  rows: number,
  members: number,
  told: (rows: number) => void = () => {},
): Executor {
  const answerTo = pagedMember(code, rows, members);
  return async (request) => {
    const answer = answerTo(request);
    told(answer.rows);
    return JSON.parse(answer.text);
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

export const scatterOf = (members: readonly ScatterMember[]) =>
  createScatter({ domain: 'findings', members: () => members });

/** @throws {Error} if the answer has errors: what failed must not count as quick */
export async function answered<Response extends { readonly errors?: readonly unknown[] }>(
  answer: Promise<Response>,
): Promise<Response> {
  const response = await answer;
  if (response.errors) throw new Error(JSON.stringify(response.errors[0]));
  return response;
}
