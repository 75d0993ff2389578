import type { RegisteredElection, WantedElections } from '@observer-graph/source-sql';

/** The registry's knowledge of shared keys, through a hub's endpoint or the registry's own. */
export interface RegistryClient {
  /** @returns those of the ids that it knows */
  known(type: SharedType, ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** The elections of a country that it knows. */
  electionsOf(country: string): Promise<readonly string[]>;
  /** All that were or will be held of those wanted, each in the year of its first round. */
  electionsHeld(wanted: WantedElections): Promise<readonly RegisteredElection[]>;
}

export type SharedType = 'Organization' | 'Election' | 'Country';

const batchSize = 100;
const timeoutMs = 15_000;

const lists: Readonly<Record<SharedType, { field: string; key: string; domain: string }>> = {
  Organization: { field: 'organizations', key: 'id', domain: 'organizations' },
  Election: { field: 'elections', key: 'id', domain: 'elections' },
  Country: { field: 'countries', key: 'code', domain: 'elections' },
};

/**
 * @param url a hub's GraphQL endpoint, or the base URL of the registry's member
 * @throws {Error} if nobody answers there, in words for an administrator
 */
export async function registryClient(url: string): Promise<RegistryClient> {
  const endpointOf = await endpoints(url);
  async function list(type: SharedType, filter: object, most: number): Promise<string[]> {
    const { field, key, domain } = lists[type];
    const query = `query ($filter: ${type}Filter, $first: Int) { ${field}(filter: $filter, first: $first) { edges { node { key: ${key} } } } }`;
    const data = await ask(endpointOf(domain), query, { filter, first: most });
    const { edges = [] } = (data[field] ?? {}) as { edges?: readonly { node?: { key?: string } | null }[] };
    return edges.flatMap(({ node }) => (node?.key ? [node.key] : []));
  }
  return {
    async known(type, ids) {
      const found = new Set<string>();
      for (let start = 0; start < ids.length; start += batchSize) {
        const batch = ids.slice(start, start + batchSize);
        for (const id of await list(type, { [lists[type].key]: batch }, batchSize)) found.add(id);
      }
      return found;
    },
    electionsOf: (country) => list('Election', { country: [country] }, batchSize),
    async electionsHeld(wanted) {
      const filter = electionFilter(wanted);
      const elections: RegisteredElection[] = [];
      for (let after: string | null = null, more = true; more; ) {
        const data = await ask(endpointOf('elections'), electionsQuery, { filter, first: pageSize, after });
        const { edges, pageInfo } = data['elections'] as ElectionPage;
        elections.push(...edges.flatMap(({ node }) => heldElection(node) ?? []));
        after = pageInfo.endCursor;
        more = pageInfo.hasNextPage && after !== null;
      }
      return elections;
    },
  };
}

const pageSize = 500;

const electionsQuery = `query ($filter: ElectionFilter, $first: Int, $after: String) {
  elections(filter: $filter, orderBy: DATE_ASC, first: $first, after: $after) {
    edges { node { id country { code } kind heldOn } }
    pageInfo { hasNextPage endCursor }
  }
}`;

interface ElectionPage {
  readonly edges: readonly { readonly node: ElectionNode | null }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

interface ElectionNode {
  readonly id: string;
  readonly country: { readonly code: string } | null;
  readonly kind: string | null;
  readonly heldOn: string | null;
}

/** Null if nobody could look it up. */
function heldElection(node: ElectionNode | null): RegisteredElection | null {
  if (!node?.country || !node.kind || !node.heldOn) return null;
  return { id: node.id, country: node.country.code, year: Number(node.heldOn.slice(0, 4)), kind: node.kind };
}

function electionFilter({ country, year, kind }: WantedElections): object {
  const years = year?.map(Number) ?? [];
  return {
    ...(country && { country }),
    ...(kind && { kind }),
    ...(years.length > 0 && {
      heldFrom: `${Math.min(...years)}-01-01`,
      heldBefore: `${Math.max(...years) + 1}-01-01`,
    }),
  };
}

async function endpoints(url: string): Promise<(domain: string) => string> {
  const base = url.replace(/\/+$/, '');
  const card = await fetch(`${base}/.well-known/observer-member.json`, {
    signal: AbortSignal.timeout(timeoutMs),
  })
    .then(async (response) =>
      response.ok ? ((await response.json()) as { domains?: Record<string, { path: string }> }) : null,
    )
    .catch(() => null);
  const domains = card?.domains;
  if (!domains) return () => url;
  return (domain) => `${base}/${domains[domain]?.path ?? domain}`;
}

async function ask(url: string, query: string, variables: object): Promise<Record<string, unknown>> {
  let body: { data?: Record<string, unknown> | null; errors?: readonly { message: string }[] };
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
      },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(timeoutMs),
    });
    body = (await response.json()) as typeof body;
  } catch (cause) {
    throw new Error(`nobody answers GraphQL at ${url}`, { cause });
  }
  const [error] = body.errors ?? [];
  if (error || !body.data) throw new Error(`${url} says: ${error?.message ?? 'nothing'}`);
  return body.data;
}
