import { readFile } from 'node:fs/promises';
import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { type ConnectionName, createClient } from '../src/index.ts';

const supergraph = buildSchema(
  await readFile(new URL('../../../schema/supergraph.graphql', import.meta.url), 'utf8'),
);

describe('what the client asks', () => {
  const lists = [
    { name: 'assessments', orderBy: 'ASSESSED_ASC' },
    { name: 'countries', orderBy: 'CODE_ASC' },
    { name: 'declarations', orderBy: 'ADOPTED_ASC' },
    { name: 'documents', orderBy: 'PUBLISHED_DESC' },
    { name: 'elections', orderBy: 'DATE_ASC' },
    { name: 'findings', orderBy: 'OBSERVED_ASC' },
    { name: 'missions', orderBy: 'START_ASC' },
    { name: 'organizations', orderBy: 'REGISTERED_ASC' },
    { name: 'practices', orderBy: 'UPDATED_ASC' },
    { name: 'recommendations', orderBy: 'ISSUED_ASC' },
  ] as const satisfies { name: ConnectionName; orderBy: string }[];

  it.each(lists)('is valid in the graph: $name', async ({ name, orderBy }) => {
    const asked: string[] = [];
    const client = createClient('http://graph.invalid/', {
      fetch: async (_url, init) => {
        asked.push((JSON.parse(String(init?.body)) as { query: string }).query);
        return Response.json({
          data: { list: { edges: [], pageInfo: { hasNextPage: false, endCursor: null } } },
        });
      },
    });
    await client.pages(name, { select: { __typename: true } as object }).next();
    await client.pages(name, { select: { __typename: true } as object, orderBy, filter: {} }).next();
    expect(asked.map((query) => validate(supergraph, parse(query)))).toEqual([[], []]);
  });

  it('covers every connection of the root', () => {
    const connections = Object.values(supergraph.getQueryType()?.getFields() ?? {}).filter(({ type }) =>
      String(type).endsWith('Connection'),
    );
    expect(connections.map(({ name }) => name).sort()).toEqual(lists.map(({ name }) => name));
  });
});
