import { describe, expect, it } from 'vitest';
import { FederationFileError, parseFederation } from '../src/federation-file.ts';

const problemsOf = (text: string, environment: Record<string, string> = {}) => {
  try {
    parseFederation(text, 'federation.yaml', environment);
  } catch (error) {
    if (error instanceof FederationFileError) return error.problems;
    throw error;
  }
  return [];
};

describe('a federation file', () => {
  it('has the registry and the members, with the limits that it does not name at their defaults', () => {
    const federation = parseFederation(
      `registry: { code: hub, url: $REGISTRY }
members:
  - { code: golos, url: https://golos.example/graph, organizations: [golos, golos-spb], listed: false }
limits: { deadlineMs: 800 }
`,
      'federation.yaml',
      { REGISTRY: 'http://registry.example' },
    );
    expect(federation.code).toBeUndefined();
    expect(federation).toMatchObject({
      registry: { code: 'hub', url: 'http://registry.example', organizations: [] },
      members: [
        {
          code: 'golos',
          url: 'https://golos.example/graph',
          organizations: ['golos', 'golos-spb'],
          listed: false,
        },
      ],
      limits: { deadlineMs: 800, maxPageSize: 500 },
    });
  });

  it('is refused with all that is wrong in it, each with its line', () => {
    const text = `registry: { code: hub, url: http://localhost:1 }
members:
  - code: Golos
    url: $GOLOS_URL
    organisations: [a]
  - code: isfed
    url: ftp://isfed.example
    organizations: [isfed, b_d]
  - code: isfed
    url: http://isfed.example
    organizations: [isfed]
    listed: maybe
  - url: http://nobody.example
limit: 3
limits: { deadlineMs: 0 }
`;
    expect(problemsOf(text)).toEqual([
      'federation.yaml:3: members[1].code: expected small letters, digits and hyphens, beginning with a letter',
      'federation.yaml:4: members[1].url: the environment variable GOLOS_URL is not set',
      "federation.yaml:5: members[1].organisations: unknown key; did you mean 'organizations'?",
      'federation.yaml:7: members[2].url: expected the URL of a server, for example https://data.example.org/observer-graph',
      'federation.yaml:8: members[2].organizations[2]: expected small letters, digits and hyphens',
      "federation.yaml:9: members[3].code: 'isfed' is the code of member 2 too; a code begins the ids of one member's records",
      "federation.yaml:11: members[3].organizations[1]: member 2 already speaks for 'isfed'; one member alone speaks for an organisation",
      'federation.yaml:12: members[3].listed: expected true or false',
      'federation.yaml:13: members[4].code: is missing',
      "federation.yaml:14: limit: unknown key; did you mean 'limits'?",
      'federation.yaml:15: limits.deadlineMs: expected a whole number above 0',
    ]);
  });

  it('may have a code of its own, which no member has, and hubs among its members', () => {
    const text = (own: string) => `code: ${own}
registry: { code: hub, url: http://registry.example }
members: [{ code: baltic, url: http://baltic.example, hub: true }]
`;
    expect(parseFederation(text('global'), 'federation.yaml')).toMatchObject({
      code: 'global',
      members: [{ code: 'baltic', hub: true, organizations: [] }],
    });
    expect(problemsOf(text('baltic'))).toEqual([
      "federation.yaml:3: members[1].code: 'baltic' is the code of this hub too; a code begins the ids of one member's records",
    ]);
  });

  it.each([
    { text: 'registry: [', problem: /^federation\.yaml:1: / },
    { text: '', problem: /^federation\.yaml:1: expected the keys registry and members$/ },
    {
      text: 'registry: { code: hub, url: http://a.example }\nmembers: [{ code: hub, url: http://b.example }]',
      problem: /^federation\.yaml:2: members\[1\]\.code: 'hub' is the code of the registry too/,
    },
  ])('that is $text is refused', ({ text, problem }) => {
    expect(problemsOf(text)).toEqual([expect.stringMatching(problem)]);
  });
});
