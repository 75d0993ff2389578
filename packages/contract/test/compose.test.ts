import { operationFromDocument, Supergraph } from '@apollo/federation-internals';
import { prettyFormatQueryPlan, QueryPlanner } from '@apollo/query-planner';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { compose, domains, sdlOf, subgraphSdl } from '../src/index.ts';

const subgraphs = [...domains, 'federation'] as const;

describe('subgraphSdl', () => {
  it.each(subgraphs)('is a Federation 2 schema that %s can serve', (name) => {
    expect(() => buildSubgraphSchema({ typeDefs: parse(subgraphSdl(name)) })).not.toThrow();
  });

  it.each(subgraphs)("has none of the contract's own directives in %s", (name) => {
    const own = [...sdlOf.directives.matchAll(/^(?:directive @|enum )(\w+)/gm)].map(([, word]) => word);
    const found = own.filter((word) => new RegExp(`(@|enum )${word}\\b`).test(subgraphSdl(name)));
    expect(found).toEqual([]);
  });

  it('imports what it uses of Federation, and no more', () => {
    const imports = (name: (typeof subgraphs)[number]) => /import: \[(.*?)\]/.exec(subgraphSdl(name))?.[1];
    expect(imports('recommendations')).toBe('"@external", "@key", "@requires", "@shareable"');
    expect(imports('federation')).toBe('"@key"');
  });

  it('brings the shared types that it uses through others, and no more', () => {
    const types = [...subgraphSdl('organizations').matchAll(/^(?:type|enum|scalar) (\w+)/gm)].map(
      ([, name]) => name,
    );
    expect(types).toContain('LocalName');
    expect(types).toContain('Date');
    expect(types).not.toContain('Theme');
    expect([...subgraphSdl('findings').matchAll(/^enum SourceState /gm)]).toHaveLength(1);
  });
});

describe('compose', { timeout: 30_000 }, () => {
  it('gives each subgraph its URL below the base', () => {
    const { supergraphSdl } = compose('https://hub.example.org/');
    const urls = [...supergraphSdl.matchAll(/@join__graph\(name: "(\w+)", url: "(.*?)"\)/g)];
    expect(urls.map(([, name, url]) => [name, url]).sort()).toEqual(
      subgraphs.map((name) => [name, `https://hub.example.org/subgraphs/${name}`]).sort(),
    );
  });

  it("keeps an entity's description, wherever it is referred to", () => {
    const { supergraphSdl } = compose();
    expect(supergraphSdl).toContain('"""A country or territory."""');
    expect(supergraphSdl).not.toContain('known here by its key');
  });
});

describe('the supergraph', () => {
  const supergraph = Supergraph.build(compose().supergraphSdl);
  const planner = new QueryPlanner(supergraph, {});

  function plan(query: string): string {
    const operation = operationFromDocument(supergraph.apiSchema(), parse(query));
    return prettyFormatQueryPlan(planner.buildQueryPlan(operation));
  }

  /** The services of a plan, in the order of its fetches. */
  const services = (query: string) =>
    [...plan(query).matchAll(/Fetch\(service: "(\w+)"/g)].map(([, service]) => service).sort();

  it('takes a finding to its recommendations and their progress, the country with it', () => {
    const query = `{ findings(first: 5) { edges { node { organization { name } mission { findings(first: 1) { totalCount } }
      recommendations(first: 2) { edges { node { progress { buckets { keys count } } } } } } } } }`;
    expect(services(query)).toEqual(['assessments', 'findings', 'organizations', 'recommendations']);
    const fetched = plan(query).replace(/\s+/g, ' ');
    expect(fetched).toContain('... on Finding { __typename id country { code } } } => {');
    expect(fetched).toContain('... on Recommendation { __typename id country { code } } } => {');
  });

  it.each([
    {
      question: 'needs assessment',
      query: `{ country(code: "GE") { name findings { totalCount } recommendations { edges { node { text organization { name } } } }
        documents { edges { node { title files { url } } } } } }`,
      asked: ['elections', 'findings', 'organizations', 'recommendations'],
    },
    {
      question: 'follow-up',
      query: `{ recommendations(filter: { country: "GE" }) { edges { node { text organization { name }
        assessments { edges { node { organization { name } status scale assessedOn } } } } } } }`,
      asked: ['assessments', 'organizations', 'organizations', 'recommendations'],
    },
    {
      question: 'convergence',
      query: `{ findingSummary(filter: { election: "GE-2024-10-26-parliamentary" }, by: [THEME, PHASE, OBSERVER_KIND]) {
        total buckets { keys count } sources { complete } } }`,
      asked: ['findings'],
    },
    {
      question: 'protection',
      query: `{ findings(filter: { affected: OBSERVERS }, orderBy: OBSERVED_DESC) { edges { node { attack handling country { name } } } } }`,
      asked: ['elections', 'findings'],
    },
    {
      question: 'co-ordination',
      query: `{ election(id: "GE-2024-10-26-parliamentary") { areas missions { edges { node { phases areas organizations { name } } } } } }`,
      asked: ['elections', 'findings', 'organizations'],
    },
    {
      question: 'a reference that comes back to its own domain',
      query: `{ assessments { edges { node { recommendation { text assessments { totalCount } } } } } }`,
      asked: ['assessments', 'assessments', 'recommendations'],
    },
    {
      question: 'the members',
      query: `{ members { code organizations { name } coverage { countries { name } } } unlistedMembers }`,
      asked: ['elections', 'federation', 'organizations'],
    },
  ])('plans the question of $question', ({ query, asked }) => {
    expect(services(query)).toEqual(asked);
  });
});
