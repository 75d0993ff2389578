import { execute, memorySource, unresolvedFields } from '@observer-graph/source/testing';
import { describe, expect, it } from 'vitest';
import { elections } from '../src/index.ts';

const sources = {
  Country: memorySource('Country', [
    {
      code: 'GE',
      rank: 1,
      names: [
        { language: 'ka', name: 'საქართველო' },
        { language: 'en', name: 'Georgia' },
      ],
    },
  ]),
  Election: memorySource('Election', [
    {
      id: 'GE-2024-10-26-parliamentary',
      country: 'GE',
      kind: 'PARLIAMENTARY',
      heldOn: '2024-10-26',
      names: [{ language: 'en', name: 'Parliamentary election 2024' }],
      previous: 'GE-2020-10-31-parliamentary',
      rounds: [{ number: 1, date: '2024-10-26' }],
      calendar: [
        { phase: 'CAMPAIGN', from: '2024-08-27', until: '2024-10-26' },
        { phase: 'COUNTING_RESULTS', from: '2024-10-26', until: '2024-11-16' },
      ],
    },
    { id: 'GE-2020-10-31-parliamentary', country: 'GE', kind: 'PARLIAMENTARY', heldOn: '2020-10-31' },
  ]),
};
const ask = (query: string) => execute(elections, sources, query, { member: 'registry' });

describe('the domain of elections', () => {
  it('has a resolver for every field that needs one', () => {
    expect(unresolvedFields(elections)).toEqual([]);
  });

  it('tells an election with its names, neighbours and country', async () => {
    expect(
      await ask(`{ election(id: "GE-2024-10-26-parliamentary") {
        registered name(language: "ka") rounds { number date } country { code name(language: "ka") }
        previous { id registered heldOn name } next { id }
      } }`),
    ).toEqual({
      data: {
        election: {
          registered: true,
          name: 'Parliamentary election 2024',
          rounds: [{ number: 1, date: '2024-10-26' }],
          country: { code: 'GE', name: 'საქართველო' },
          previous: {
            id: 'GE-2020-10-31-parliamentary',
            registered: true,
            heldOn: '2020-10-31',
            name: null,
          },
          next: null,
        },
      },
    });
  });

  it('tells the phase at a time', async () => {
    expect(
      await ask(`{ election(id: "GE-2024-10-26-parliamentary") {
        before: phase(at: "2024-08-01T00:00:00Z") campaign: phase(at: "2024-10-25T23:59:59.999999Z")
        day: phase(at: "2024-10-26T12:00:00+04:00") counting: phase(at: "2024-10-27T00:00:00Z")
        after: phase(at: "2025-01-01T00:00:00Z") now: phase
      } }`),
    ).toEqual({
      data: {
        election: {
          before: null,
          campaign: 'CAMPAIGN',
          day: 'ELECTION_DAY',
          counting: 'COUNTING_RESULTS',
          after: null,
          now: null,
        },
      },
    });
  });

  it('keeps the key of an election that is not registered, asked for or referred to', async () => {
    expect(
      await ask(`{ election(id: "MD-2025-09-28-parliamentary") { id registered name kind country { code } phase }
        country(code: "MD") { code name elections(first: 1) { totalCount } }
        _entities(representations: [{ __typename: "Election", id: "MD-2025-09-28-parliamentary" }, { __typename: "Country", code: "GE" }]) {
          ... on Election { id registered kind } ... on Country { name elections(first: 1) { totalCount edges { node { id } } } }
        } }`),
    ).toEqual({
      data: {
        election: {
          id: 'MD-2025-09-28-parliamentary',
          registered: false,
          name: null,
          kind: null,
          country: null,
          phase: null,
        },
        country: { code: 'MD', name: null, elections: { totalCount: 0 } },
        _entities: [
          { id: 'MD-2025-09-28-parliamentary', registered: false, kind: null },
          {
            name: 'Georgia',
            elections: { totalCount: 2, edges: [{ node: { id: 'GE-2024-10-26-parliamentary' } }] },
          },
        ],
      },
    });
  });

  it('refuses what is no country code', async () => {
    const { data, errors } = await ask('{ country(code: "georgia") { name } }');
    expect(data).toEqual({ country: null });
    expect(errors?.[0]?.message).toMatch(/"georgia" is no country code\. .* GE\./);
  });

  it('refuses what is no election id and says what one looks like', async () => {
    const { data, errors } = await ask('{ election(id: "georgia-2024") { id } }');
    expect(data).toEqual({ election: null });
    expect(errors?.[0]?.message).toMatch(/"georgia-2024" is no election id\..*GE-2024-10-26-parliamentary/);
    expect(errors?.[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' });
  });

  it('lists countries and elections', async () => {
    expect(
      await ask(
        '{ countries(first: 5) { edges { node { code } } } elections(last: 1, filter: { heldBefore: "2024-10-26" }) { edges { node { id } } } electionSummary(by: [KIND]) { total buckets { keys count } } }',
      ),
    ).toEqual({
      data: {
        countries: { edges: [{ node: { code: 'GE' } }] },
        elections: { edges: [{ node: { id: 'GE-2020-10-31-parliamentary' } }] },
        electionSummary: { total: 2, buckets: [{ keys: ['PARLIAMENTARY'], count: 2 }] },
      },
    });
  });
});
