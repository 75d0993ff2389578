import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openRegistry, type ServedRegistry, serveRegistry } from '../src/index.ts';
import { places } from './places.ts';

const files = {
  'organizations.csv': `id,name,name:ka,shortName,kind,country,networks,contact,languages,identifiers
world-network,World Network,,WN,NETWORK,,,,en,
caucasus-network,Caucasus Network,,,NETWORK,,world-network,,ru,
tbilisi-watch,Tbilisi Watch,თბილისი,TW,CITIZEN,GE,caucasus-network|world-network,office@tw.example,ka|en,wikidata:Q1
`,
  'elections.yaml': `- { country: GE, kind: PARLIAMENTARY, rounds: [2020-10-31, 2020-11-21], status: HELD, name: { en: 2020, ka: არჩევნები } }
- { country: GE, kind: PARLIAMENTARY, heldOn: 2024-10-26, areas: [GE-TB], calendar: [CAMPAIGN 2024-08-27..2024-10-25] }
- { country: GE, kind: PRESIDENTIAL, heldOn: 2024-12-14 }
- { country: GE, kind: PARLIAMENTARY, heldOn: 2016-10-08 }
- { country: MD, kind: PARLIAMENTARY, heldOn: 2021-07-11, calledFor: 2021-07-10 }
`,
  'endorsements.csv': `declaration,organization,endorsedOn,withdrawnOn
dogp-2012,tbilisi-watch,2012-04-03,
dogp-2012,world-network,2013-04-03,2015-01-31
dop-2005,world-network,,
`,
};

describe.each(places)('the registry in $dialect, served', ({ create }) => {
  let folder: string;
  let database: string;
  let drop: () => Promise<void>;
  let served: ServedRegistry;

  async function importFiles(these: Readonly<Record<string, string>>): Promise<void> {
    const directory = mkdtempSync(join(folder, 'files-'));
    for (const [file, text] of Object.entries(these)) writeFileSync(join(directory, file), text);
    const registry = await openRegistry({ database });
    await registry.importFiles(directory);
    await registry.close();
  }

  async function ask(domain: 'organizations' | 'elections', query: string): Promise<unknown> {
    const response = await fetch(`${served.url}/${domain}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query }),
    });
    const { data, errors } = (await response.json()) as { data?: unknown; errors?: unknown };
    expect(errors).toBeUndefined();
    return data;
  }

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'registry-served-'));
    ({ database, drop } = await create(folder));
    served = await serveRegistry({ database, port: 0 });
    await importFiles(files);
  }, 30_000);

  afterAll(async () => {
    await served.close();
    await drop();
    rmSync(folder, { recursive: true });
  });

  it('tells of its two domains', async () => {
    const response = await fetch(`${served.url}/.well-known/observer-member.json`);
    const card = (await response.json()) as { code: string; domains: Record<string, unknown> };
    expect([card.code, Object.keys(card.domains).sort()]).toEqual([
      'registry',
      ['elections', 'organizations'],
    ]);
  });

  it('names organisations, their networks and members', async () => {
    expect(
      await ask(
        'organizations',
        `{ organization(id: "tbilisi-watch") {
            name georgian: name(language: "ka") french: name(language: "fr") shortName kind country { code }
            networks { id name } members { id } languages identifiers { scheme value } contact
          }
          network: organization(id: "world-network") { members { id name } networks { id } country { code } } }`,
      ),
    ).toEqual({
      organization: {
        name: 'თბილისი',
        georgian: 'თბილისი',
        french: 'თბილისი',
        shortName: 'TW',
        kind: 'CITIZEN',
        country: { code: 'GE' },
        networks: [
          { id: 'caucasus-network', name: 'Caucasus Network' },
          { id: 'world-network', name: 'World Network' },
        ],
        members: [],
        languages: ['ka', 'en'],
        identifiers: [{ scheme: 'wikidata', value: 'Q1' }],
        contact: null,
      },
      network: {
        members: [
          { id: 'caucasus-network', name: 'Caucasus Network' },
          { id: 'tbilisi-watch', name: 'თბილისი' },
        ],
        networks: [],
        country: null,
      },
    });
  });

  it('lists and counts organisations by network, country and words in any script', async () => {
    expect(
      await ask(
        'organizations',
        `{ all: organizations(first: 10) { totalCount }
           network: organizations(first: 10, filter: { network: ["caucasus-network"] }) { edges { node { id } } }
           text: organizations(first: 10, filter: { text: ["თბილ"] }) { edges { node { id } } }
           organizationSummary(by: [KIND]) { total buckets { keys count } } }`,
      ),
    ).toEqual({
      all: { totalCount: 3 },
      network: { edges: [{ node: { id: 'tbilisi-watch' } }] },
      text: { edges: [{ node: { id: 'tbilisi-watch' } }] },
      organizationSummary: {
        total: 3,
        buckets: expect.arrayContaining([
          { keys: ['CITIZEN'], count: 1 },
          { keys: ['NETWORK'], count: 2 },
        ]),
      },
    });
  });

  it('lists endorsements from both sides', async () => {
    expect(
      await ask(
        'organizations',
        `{ declarations(first: 5) { edges { node { id adoptedOn endorsements(first: 5) {
             totalCount edges { node { id organization { id } endorsedOn withdrawnOn } } } } } }
           organization(id: "world-network") { endorsements(first: 5) { edges { node { declaration { title } } } } } }`,
      ),
    ).toEqual({
      declarations: {
        edges: [
          {
            node: {
              id: 'dop-2005',
              adoptedOn: '2005-10-27',
              endorsements: {
                totalCount: 1,
                edges: [
                  {
                    node: {
                      id: 'dop-2005/world-network',
                      organization: { id: 'world-network' },
                      endorsedOn: null,
                      withdrawnOn: null,
                    },
                  },
                ],
              },
            },
          },
          {
            node: {
              id: 'dogp-2012',
              adoptedOn: '2012-04-03',
              endorsements: {
                totalCount: 2,
                edges: [
                  {
                    node: {
                      id: 'dogp-2012/world-network',
                      organization: { id: 'world-network' },
                      endorsedOn: '2013-04-03',
                      withdrawnOn: '2015-01-31',
                    },
                  },
                  {
                    node: {
                      id: 'dogp-2012/tbilisi-watch',
                      organization: { id: 'tbilisi-watch' },
                      endorsedOn: '2012-04-03',
                      withdrawnOn: null,
                    },
                  },
                ],
              },
            },
          },
          {
            node: {
              id: 'communique-2022',
              adoptedOn: '2022-12-08',
              endorsements: { totalCount: 0, edges: [] },
            },
          },
        ],
      },
      organization: {
        endorsements: {
          edges: [
            {
              node: {
                declaration: {
                  title:
                    'Declaration of Global Principles for Nonpartisan Election Observation and Monitoring by Citizen Organizations',
                },
              },
            },
            {
              node: {
                declaration: { title: 'Declaration of Principles for International Election Observation' },
              },
            },
          ],
        },
      },
    });
  });

  it('tells of elections, and which came before and after', async () => {
    expect(
      await ask(
        'elections',
        `{ election(id: "GE-2020-10-31-parliamentary") {
             registered name georgian: name(language: "ka") kind status calledFor heldOn rounds { number date }
             previous { id } next { id heldOn areas calendar { phase from until } phase(at: "2024-09-01T00:00:00Z") }
             country { code name french: name(language: "fr") region subregion } }
           unknown: election(id: "GE-1999-01-01-local") { id registered name } }`,
      ),
    ).toEqual({
      election: {
        registered: true,
        name: '2020',
        georgian: 'არჩევნები',
        kind: 'PARLIAMENTARY',
        status: 'HELD',
        calledFor: '2020-10-31',
        heldOn: '2020-10-31',
        rounds: [
          { number: 1, date: '2020-10-31' },
          { number: 2, date: '2020-11-21' },
        ],
        previous: { id: 'GE-2016-10-08-parliamentary' },
        next: {
          id: 'GE-2024-10-26-parliamentary',
          heldOn: '2024-10-26',
          areas: ['GE-TB'],
          calendar: [{ phase: 'CAMPAIGN', from: '2024-08-27', until: '2024-10-25' }],
          phase: 'CAMPAIGN',
        },
        country: {
          code: 'GE',
          name: 'Georgia',
          french: 'Géorgie',
          region: 'Asia',
          subregion: 'Western Asia',
        },
      },
      unknown: { id: 'GE-1999-01-01-local', registered: false, name: null },
    });
  });

  it('pages through the countries in the order of their codes, without loss', async () => {
    const codes: string[] = [];
    let after = '';
    for (let more = true; more; ) {
      const data = (await ask(
        'elections',
        `{ countries(first: 100${after}) { totalCount edges { node { code } } pageInfo { hasNextPage endCursor } } }`,
      )) as {
        countries: {
          totalCount: number;
          edges: { node: { code: string } }[];
          pageInfo: { hasNextPage: boolean; endCursor: string };
        };
      };
      const { edges, pageInfo, totalCount } = data.countries;
      expect(totalCount).toBe(251);
      codes.push(...edges.map(({ node }) => node.code));
      after = `, after: ${JSON.stringify(pageInfo.endCursor)}`;
      more = pageInfo.hasNextPage;
    }
    expect(codes.length).toBe(251);
    expect(codes).toEqual([...new Set(codes)].sort());
  });

  it('counts a country’s elections and lists the latest first', async () => {
    expect(
      await ask(
        'elections',
        `{ country(code: "GE") { elections(first: 2) { totalCount edges { node { id } } } }
           electionSummary(by: [COUNTRY]) { total buckets { keys count } } }`,
      ),
    ).toEqual({
      country: {
        elections: {
          totalCount: 4,
          edges: [
            { node: { id: 'GE-2024-12-14-presidential' } },
            { node: { id: 'GE-2024-10-26-parliamentary' } },
          ],
        },
      },
      electionSummary: {
        total: 5,
        buckets: expect.arrayContaining([
          { keys: ['GE'], count: 4 },
          { keys: ['MD'], count: 1 },
        ]),
      },
    });
  });

  it('shows what is imported while it serves', async () => {
    await importFiles({ 'organizations.csv': 'id,name,kind\nnew-watch,New Watch,CITIZEN\n' });
    expect(await ask('organizations', '{ organization(id: "new-watch") { name registeredAt } }')).toEqual({
      organization: { name: 'New Watch', registeredAt: expect.stringMatching(/^20\d\d-\d\d-\d\dT.*Z$/) },
    });
  });
});
