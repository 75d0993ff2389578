// What a careful programmer would write for these two queries alone: the floor that a gateway is measured against.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { parse } from 'graphql';
import { Pool } from 'undici';
import { benchmarkQueries } from './benchmark-queries.ts';

const urls = JSON.parse(readFileSync(process.argv[2] as string, 'utf8')) as Record<string, string>;
const pools = new Map(
  Object.entries(urls).map(([name, url]) => [name, new Pool(new URL(url).origin, { connections: 16 })]),
);

type Row = Record<string, unknown>;

async function ask(subgraph: string, query: string, variables?: object): Promise<Record<string, Row[]>> {
  const { body } = await (pools.get(subgraph) as Pool).request({
    method: 'POST',
    path: '/',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  return (JSON.parse(await body.text()) as { data: Record<string, Row[]> }).data;
}

interface Review {
  id: string;
  body: string;
  author: { id: string };
  product: { upc: string };
}

const entities = (query: string) => `query($r:[_Any!]!){_entities(representations:$r){${query}}}`;
const reviewFields = 'reviews{id body author{id} product{upc}}';

async function big(): Promise<string> {
  const [{ users }, { topProducts }] = (await Promise.all([
    ask('accounts', '{users{id username name}}'),
    ask('products', '{topProducts(first:5){upc name price weight}}'),
  ])) as [{ users: Row[] }, { topProducts: Row[] }];
  const { _entities: byUser } = await ask('reviews', entities(`...on User{${reviewFields}}`), {
    r: users.map(({ id }) => ({ __typename: 'User', id })),
  });
  const reviewsOfUser = new Map(
    users.map(({ id }, index) => [id as string, (byUser?.[index]?.['reviews'] ?? []) as Review[]]),
  );
  const upcs = [
    ...new Set([
      ...[...reviewsOfUser.values()].flat().map(({ product }) => product.upc),
      ...topProducts.map(({ upc }) => upc as string),
    ]),
  ];
  const representations = upcs.map((upc) => ({ __typename: 'Product', upc }));
  const [{ _entities: details }, { _entities: byProduct }] = (await Promise.all([
    ask('products', entities('...on Product{name price weight}'), { r: representations }),
    ask('reviews', entities(`...on Product{${reviewFields}}`), { r: representations }),
  ])) as [{ _entities: Row[] }, { _entities: Row[] }];
  const { _entities: stock = [] } = await ask(
    'inventory',
    entities('...on Product{inStock shippingEstimate}'),
    {
      r: representations.map((representation, index) => ({
        ...representation,
        price: details[index]?.['price'],
        weight: details[index]?.['weight'],
      })),
    },
  );
  const userText = new Map(
    users.map(({ id, username, name }) => [
      id as string,
      JSON.stringify({ id, username, name }).slice(0, -1),
    ]),
  );
  const productText = new Map(
    upcs.map((upc, index) => {
      const { name, price, weight } = details[index] as Row;
      const { inStock, shippingEstimate } = stock[index] as Row;
      return [upc, JSON.stringify({ inStock, name, price, shippingEstimate, upc, weight }).slice(0, -1)];
    }),
  );
  const reviewText = ({ id, body }: Review) => JSON.stringify({ id, body }).slice(0, -1);
  const leafReviews = new Map(
    [...reviewsOfUser].map(([id, list]) => [
      id,
      list.map((review) => `${reviewText(review)},"product":${productText.get(review.product.upc)}}}`).join(),
    ]),
  );
  const productFull = new Map(
    upcs.map((upc, index) => {
      const list = (byProduct[index]?.['reviews'] ?? []) as Review[];
      const reviews = list.map(
        (review) =>
          `${reviewText(review)},"author":${userText.get(review.author.id)},"reviews":[${leafReviews.get(review.author.id)}]}}`,
      );
      return [upc, `${productText.get(upc)},"reviews":[${reviews.join()}]}`];
    }),
  );
  const userTexts = users.map(({ id }) => {
    const reviews = (reviewsOfUser.get(id as string) ?? []).map(
      (review) => `${reviewText(review)},"product":${productFull.get(review.product.upc)}}`,
    );
    return `${userText.get(id as string)},"reviews":[${reviews.join()}]}`;
  });
  const tops = topProducts.map(({ upc }) => productFull.get(upc as string));
  return `{"data":{"users":[${userTexts.join()}],"topProducts":[${tops.join()}]}}`;
}

async function small(): Promise<string> {
  const { me } = (await ask('accounts', '{me{id name}}')) as unknown as { me: Row };
  const { _entities } = await ask('reviews', entities('...on User{reviews{id body}}'), {
    r: [{ __typename: 'User', id: me['id'] }],
  });
  return JSON.stringify({ data: { me: { ...me, reviews: _entities?.[0]?.['reviews'] } } });
}

const answers = new Map(benchmarkQueries.map(({ name, query }) => [query, name === 'big' ? big : small]));
for (const { query } of benchmarkQueries) parse(query);

process.once('SIGTERM', () => process.exit());
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { query } = JSON.parse(Buffer.concat(chunks).toString('utf8'));
  const answer = await (answers.get(query) as () => Promise<string>)();
  response.setHeader('content-type', 'application/json');
  response.end(answer);
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address) console.log(address.port);
});
