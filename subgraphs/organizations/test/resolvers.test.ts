import { execute, memorySource, unresolvedFields } from '@observer-graph/source/testing';
import { describe, expect, it } from 'vitest';
import { organizations } from '../src/index.ts';

const sources = {
  Organization: memorySource('Organization', [
    {
      id: 'golos',
      names: [
        { language: 'ru', name: 'Голос' },
        { language: 'en', name: 'Golos' },
      ],
      languages: ['ru'],
      kind: 'CITIZEN',
      country: 'RU',
      networks: ['epde'],
      contact: 'data@example.org',
      registeredAt: '2024-01-01T00:00:00Z',
    },
    {
      id: 'epde',
      names: [{ language: 'en', name: 'European Platform for Democratic Elections' }],
      members: ['golos', 'nobody'],
    },
  ]),
  Declaration: memorySource('Declaration', [
    { id: 'dop-2005', title: 'Declaration of Principles', adoptedOn: '2005-10-27' },
  ]),
  Endorsement: memorySource('Endorsement', [
    { id: 'dop-2005/golos', declaration: 'dop-2005', organization: 'golos', endorsedOn: '2012-01-01' },
  ]),
};
const ask = (query: string, viewer?: { level: 'PUBLIC' | 'NETWORK' }) =>
  execute(organizations, sources, query, { member: 'registry', ...(viewer && { viewer }) });

describe('the domain of organizations', () => {
  it('has a resolver for every field that needs one', () => {
    expect(unresolvedFields(organizations)).toEqual([]);
  });

  it('names an organisation in the language asked for, else in its own', async () => {
    expect(
      await ask(
        '{ organization(id: "golos") { own: name en: name(language: "en") british: name(language: "en-GB") georgian: name(language: "ka") } }',
      ),
    ).toEqual({
      data: { organization: { own: 'Голос', en: 'Golos', british: 'Golos', georgian: 'Голос' } },
    });
  });

  it('tells how to reach an organisation to viewers of the network only', async () => {
    const query = '{ organization(id: "golos") { contact } }';
    expect(await ask(query)).toEqual({ data: { organization: { contact: null } } });
    expect(await ask(query, { level: 'NETWORK' })).toEqual({
      data: { organization: { contact: 'data@example.org' } },
    });
  });

  it('keeps the key of what nobody registered', async () => {
    expect(
      await ask(
        `{ organization(id: "nobody") { id name shortName networks { id } }
           _entities(representations: [{ __typename: "Organization", id: "nobody" }, { __typename: "Organization", id: "golos" }]) {
             ... on Organization { id kind }
           } }`,
      ),
    ).toEqual({
      data: {
        organization: { id: 'nobody', name: null, shortName: null, networks: null },
        _entities: [
          { id: 'nobody', kind: null },
          { id: 'golos', kind: 'CITIZEN' },
        ],
      },
    });
  });

  it('follows networks, members and endorsements', async () => {
    expect(
      await ask(
        `{ organization(id: "epde") { members { id name(language: "en") } }
           declarations(first: 3) { totalCount edges { node { title endorsements(first: 3) { totalCount edges { node {
             endorsedOn organization { id networks { name } } declaration { title }
           } } } } } }
           organizationSummary(by: [COUNTRY]) { total buckets { keys count } } }`,
      ),
    ).toEqual({
      data: {
        organization: {
          members: [
            { id: 'golos', name: 'Golos' },
            { id: 'nobody', name: null },
          ],
        },
        declarations: {
          totalCount: 1,
          edges: [
            {
              node: {
                title: 'Declaration of Principles',
                endorsements: {
                  totalCount: 1,
                  edges: [
                    {
                      node: {
                        endorsedOn: '2012-01-01',
                        organization: {
                          id: 'golos',
                          networks: [{ name: 'European Platform for Democratic Elections' }],
                        },
                        declaration: { title: 'Declaration of Principles' },
                      },
                    },
                  ],
                },
              },
            },
          ],
        },
        organizationSummary: {
          total: 2,
          buckets: [
            { keys: ['RU'], count: 1 },
            { keys: [null], count: 1 },
          ],
        },
      },
    });
  });
});
