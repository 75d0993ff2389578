import { recordType } from '@observer-graph/contract';
import type { GraphQLResponse } from '@observer-graph/executor';
import type { Direction } from './databases.ts';
import type { Draw } from './draw.ts';
import type { TwoWays } from './federation.ts';
import { drawFilter, printed } from './filters.ts';
import type { Kinds } from './kinds.ts';
import { type DrawnDomain, directionOf } from './operations.ts';
import { countries, type DrawnRecord, elections, type World } from './world.ts';

/** A list that is read page by page. */
export interface Walk {
  readonly domain: DrawnDomain;
  readonly record: DrawnRecord;
  readonly direction: Direction;
  readonly order: string;
  readonly backward: boolean;
  readonly size: number;
  readonly filter: string;
  /** The entity whose list it is; null for the list of all. */
  readonly entity: { readonly __typename: string } | null;
}

const domainOf: Readonly<Record<DrawnRecord, DrawnDomain>> = {
  Finding: 'findings',
  Mission: 'findings',
  Recommendation: 'recommendations',
  Assessment: 'assessments',
};

export function drawWalk(draw: Draw, world: World): Walk {
  const record = draw.of(['Finding', 'Finding', 'Mission', 'Recommendation', 'Assessment'] as const);
  const order = draw.of([...recordType(record).orders.keys()]);
  const organizations = world.members.flatMap((member) => member.organizations);
  const keys: Readonly<Record<string, readonly string[]>> = {
    Country: countries,
    Election: elections,
    Organization: organizations,
  };
  const entity = draw.of([
    { __typename: 'Country', code: draw.of(countries) },
    { __typename: 'Election', id: draw.of(elections) },
    { __typename: 'Organization', id: draw.of(organizations) },
  ]);
  return {
    domain: domainOf[record],
    record,
    order,
    direction: directionOf(order),
    backward: draw.once(2),
    size: draw.integer(Math.ceil(world.longestPage / 7), world.longestPage),
    // References to single records make most lists empty: not here, where there shall be pages.
    filter: draw.once(3) ? printed(drawFilter(draw, record, (type) => keys[type] ?? [])) : '{}',
    entity: draw.once(4) ? entity : null,
  };
}

interface Page {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
  readonly pageInfo: Readonly<Record<'hasNextPage' | 'hasPreviousPage', boolean>>;
  readonly totalCount: number;
}

type Bounds = { readonly after?: string; readonly before?: string };

/** The ways that a list is asked: the federation and the database, each with cursors of its own. */
function listOf(ways: TwoWays, walk: Walk) {
  const { domain, record, order, direction, filter, entity } = walk;
  const list = (count: 'first' | 'last', size: number) =>
    `${record.toLowerCase()}s(${count}: ${size}, orderBy: ${order}, filter: ${filter}, after: $after, before: $before) {
      edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage } totalCount }`;
  return async (
    way: 'federated' | 'oracle',
    count: 'first' | 'last',
    size: number,
    bounds: Bounds,
  ): Promise<Page> => {
    const field = list(count, size);
    const query = entity
      ? `query ($after: String, $before: String, $entity: _Any!) { _entities(representations: [$entity]) { ... on ${entity.__typename} { ${field} } } }`
      : `query ($after: String, $before: String) { ${field} }`;
    const request = { query, variables: { ...bounds, ...(entity && { entity }) } };
    const { data, errors } =
      way === 'federated'
        ? await ways.federated(domain, request)
        : await ways.oracle(domain, request, direction);
    if (errors) throw new Error(`${way}: ${JSON.stringify(errors)}`);
    return pageIn(data, `${record.toLowerCase()}s`);
  };
}

function pageIn(data: GraphQLResponse['data'], field: string): Page {
  const [entity] = (data?.['_entities'] ?? [data]) as Readonly<Record<string, Page>>[];
  return entity?.[field] as Page;
}

/** What is the same both ways. */
const shown = ({ edges, pageInfo, totalCount }: Page) => ({
  ids: edges.map(({ node }) => node.id),
  pageInfo,
  totalCount,
});

export type Expect = (federated: unknown, oracle: unknown, what: string) => void;

/** Reads a list to its end, page by page, and then between every few of its cursors. */
export async function comparePages(
  ways: TwoWays,
  walk: Walk,
  kinds: Kinds,
  expectSame: Expect,
): Promise<void> {
  const { backward, size } = walk;
  const ask = listOf(ways, walk);
  const count = backward ? 'last' : 'first';
  const [whole, all] = await Promise.all([
    ask('federated', 'first', 500, {}),
    ask('oracle', 'first', 500, {}),
  ]);
  expectSame(shown(whole), shown(all), 'the whole list');

  kinds.add(`pages: ${backward ? 'backward' : 'forward'}`);
  kinds.add(`operation: ${backward ? 'before' : 'after'}`);
  kinds.add(`operation: ${count}`);
  kinds.add(`order: ${walk.record}.${walk.order}`);
  if (walk.entity) kinds.add('pages: below an entity');
  const ids: string[] = [];
  let bounds: readonly [Bounds, Bounds] | null = [{}, {}];
  for (let pages = 0; bounds !== null; pages++) {
    const before = new Map(ways.asked);
    const page = await ask('federated', count, size, bounds[0]);
    // Only a list whose page would be long is asked for again; nobody is asked a third time.
    const most = Math.max(0, ...[...ways.asked].map(([code, asked]) => asked - (before.get(code) ?? 0)));
    if (most > 1) kinds.add('answer: a member asked again for the same page');
    if (most > 2) expectSame(most, 2, 'how often one member was asked for a page');
    const right = await ask('oracle', count, size, bounds[1]);
    expectSame(shown(page), shown(right), `page ${pages + 1}`);
    const own = page.edges.map(({ node }) => node.id);
    if (backward) ids.unshift(...own);
    else ids.push(...own);
    if (pages === 1) kinds.add('pages: several pages');
    const more = page.pageInfo[backward ? 'hasPreviousPage' : 'hasNextPage'] && page.edges.length > 0;
    bounds = more ? [boundsAfter(page, backward), boundsAfter(right, backward)] : null;
  }
  expectSame(
    ids,
    all.edges.map(({ node }) => node.id),
    'all pages together',
  );

  const last = all.edges.length - 1;
  if (last < 3) return;
  kinds.add('pages: between two cursors');
  const between = ({ edges }: Page): Bounds => ({
    after: edges[Math.floor(last / 4)]?.cursor as string,
    before: edges[Math.ceil((3 * last) / 4)]?.cursor as string,
  });
  const [middle, right] = await Promise.all([
    ask('federated', count, size, between(whole)),
    ask('oracle', count, size, between(all)),
  ]);
  expectSame(shown(middle), shown(right), 'between two cursors');
}

function boundsAfter({ edges }: Page, backward: boolean): Bounds {
  return backward ? { before: edges.at(0)?.cursor as string } : { after: edges.at(-1)?.cursor as string };
}
