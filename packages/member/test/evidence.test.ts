import { openLink, readLinkFile } from '@observer-graph/source-sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMember, type Served, serveMember } from '../src/index.ts';
import { ask } from './ask.ts';
import { golos } from './golos.ts';

const link = `
member: golos
database: { dialect: sqlite, url: ./golos.db }
defaults: { organization: golos, country: RU }
findings:
  reports:
    from: "SELECT id, kind, 'https://files.example/' || id AS url FROM report"
    key: id
    fields:
      title: kind
      kind: { constant: INCIDENT }
      evidence:
        - { kind: { constant: PHOTO }, url: url, access: { column: kind, values: { carousel: PUBLIC, opening: NETWORK, threat: OWNER } } }
        - { kind: { constant: VIDEO }, url: url }
    visibility: PUBLIC
`;

const ends: (() => unknown)[] = [];
let served: Served;
beforeAll(async () => {
  const database = await golos(link);
  const opened = await openLink(await readLinkFile(database.linkFile, { env: {} }));
  served = await serveMember({ member: createMember({ code: 'golos', link: opened }), port: 0 });
  ends.push(
    () => served.close(),
    () => opened.close(),
    () => database.remove(),
  );
});
afterAll(async () => {
  for (const end of ends) await end();
});

const fields = '{ id evidence { kind access url } }';
const shown = [
  { kind: 'PHOTO', access: 'PUBLIC', url: 'https://files.example/1' },
  { kind: 'VIDEO', access: null, url: null },
];

describe('The URL of evidence', () => {
  it('is told where its access is PUBLIC alone: not in a list', async () => {
    const { body } = await ask(
      `${served.url}/findings`,
      `{ findings(first: 9, orderBy: OBSERVED_ASC) { edges { node ${fields} } } }`,
    );
    const nodes = body.data.findings.edges.map(({ node }: { node: object }) => node);
    expect(nodes[0]).toEqual({ id: 'golos:finding:reports:1', evidence: shown });
    expect(JSON.stringify(nodes).match(/files\.example/g)).toHaveLength(1);
  });

  it('nor in a look-up, nor to a gateway that has the key', async () => {
    for (const key of [2, 3, 4, 5].map((number) => `golos:finding:reports:${number}`)) {
      const { body } = await ask(
        `${served.url}/findings`,
        `query ($r: [_Any!]!) { finding(id: "${key}") ${fields} _entities(representations: $r) { ... on Finding ${fields} } }`,
        { variables: { r: [{ __typename: 'Finding', id: key }] } },
      );
      expect(body.errors).toBeUndefined();
      expect(body.data.finding.evidence).toHaveLength(2);
      expect(body.data._entities[0]).toEqual(body.data.finding);
      expect(JSON.stringify(body)).not.toContain('files.example');
    }
  });

  it('is not found by a search', async () => {
    const { body } = await ask(
      `${served.url}/findings`,
      '{ findings(filter: { text: ["files.example"] }) { totalCount } }',
    );
    expect(body).toEqual({ data: { findings: { totalCount: 0 } } });
  });
});
