import { type Dispatcher, Pool } from 'undici';

interface RawPage {
  readonly totalCount: number;
  readonly edges: readonly { readonly cursor: string }[];
  readonly pageInfo: { readonly hasNextPage: boolean };
}

/** A member, as far as who writes by hand needs to know it. */
export interface MemberByHand {
  readonly code: string;
  readonly ask: (
    query: string,
    variables: object,
  ) => Promise<{ readonly data: { readonly findings: RawPage } }>;
}

const query = `query ($first: Int!) { findings(first: $first, orderBy: OBSERVED_DESC) {
  totalCount
  edges { cursor node { id title kind severity themes observedAt place { name region } organization { id } elections { id } } }
  pageInfo { hasNextPage } } }`;

/**
 * What a good programmer would write for this one query, who trusts the members: asks all of them, merges their rows by
 * cursor, cuts the page, adds up the totals and says who was asked. No checks, deadlines, retries, plan or versions.
 */
export async function findingsByHand(members: readonly MemberByHand[], first: number): Promise<object> {
  const answers = await Promise.all(members.map(({ ask }) => ask(query, { first })));
  const pages = answers.map(({ data }) => data.findings);
  const edges = pages
    .flatMap((page) => page.edges)
    .sort((one, other) => (one.cursor < other.cursor ? -1 : 1));
  const page = edges.slice(0, first);
  return {
    data: {
      findings: {
        totalCount: pages.reduce((sum, { totalCount }) => sum + totalCount, 0),
        edges: page,
        pageInfo: {
          hasNextPage: edges.length > first || pages.some(({ pageInfo }) => pageInfo.hasNextPage),
          endCursor: page.at(-1)?.cursor ?? null,
        },
        sources: { complete: true, members: members.map(({ code }) => ({ member: code, state: 'OK' })) },
      },
    },
  };
}

/** Over undici's fastest documented way to a whole body. */
export function memberOverHttp(
  code: string,
  url: string,
): MemberByHand & { readonly close: () => Promise<void> } {
  const pool = new Pool(url, { connections: 16 });
  const request = {
    path: '/',
    method: 'POST',
    headers: { 'content-type': 'application/json' },
  } satisfies Dispatcher.RequestOptions;
  return {
    code,
    ask: async (query, variables) => {
      const { body } = await pool.request({ ...request, body: JSON.stringify({ query, variables }) });
      return JSON.parse(await body.text());
    },
    close: () => pool.destroy(),
  };
}
