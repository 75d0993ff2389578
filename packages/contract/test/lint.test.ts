import { describe, expect, it } from 'vitest';
import { lintContract, sdlOf } from '../src/index.ts';
import { rulesOfLinter } from './lint-rules.ts';

type Source = keyof typeof sdlOf;

/** The contract with one text of one source replaced, every time it occurs. */
function broken(source: Source, text: string, by: string): Record<string, string> {
  expect(sdlOf[source]).toContain(text);
  return { ...sdlOf, [source]: sdlOf[source].replaceAll(text, by) };
}

/** The contract with something added to a source. */
function extended(source: Source, text: string): Record<string, string> {
  return { ...sdlOf, [source]: `${sdlOf[source]}\n${text}` };
}

interface Breach {
  readonly rule: string;
  readonly sources: Record<string, string>;
  readonly says: string;
}

/** All that is refused below: of every rule, something. */
const refused: string[] = [];

function itRefuses(breaches: readonly Breach[]): void {
  it.each(breaches)('refuses $rule', ({ sources, says }) => {
    const mistakes = lintContract(sources);
    expect(mistakes).toContainEqual(expect.stringContaining(says));
    refused.push(...mistakes);
  });
}

describe('lintContract', () => {
  it('has nothing to say of the contract as it is', () => {
    expect(lintContract(sdlOf)).toEqual([]);
  });

  it('names every broken rule, not only the first', () => {
    const sources = {
      ...broken('findings', '@order(by: ["updatedAt"])', '@order(by: ["title"])'),
      ...{ assessments: sdlOf.assessments.replaceAll('edges: [AssessmentEdge]', 'edges: [AssessmentEdge!]') },
    };
    expect(lintContract(sources)).toEqual([
      'findings: FindingOrder.UPDATED_ASC sorts by Finding.title; an order is over integers, instants, dates and enum ranks, never over text.',
      'findings: PracticeOrder.UPDATED_ASC sorts by Practice.title; an order is over integers, instants, dates and enum ranks, never over text.',
      'assessments: AssessmentConnection needs edges: [AssessmentEdge], because a member that breaks an edge loses that edge alone.',
    ]);
  });
});

describe('of sources', () => {
  const { common: _, ...withoutCommon } = sdlOf;
  itRefuses([
    { rule: 'a missing one', sources: withoutCommon, says: 'common: the source is missing.' },
    {
      rule: 'what is no GraphQL, by its line',
      sources: { ...sdlOf, elections: 'type Query {\n  elections(: Int\n}' },
      says: 'elections: Syntax Error: Expected Name, found ":". Line 2.',
    },
    {
      rule: 'a type that does not exist',
      sources: broken('findings', 'severity: Severity', 'severity: Gravity'),
      says: 'findings: Unknown type "Gravity".',
    },
    {
      rule: 'a directive that does not exist',
      sources: broken('findings', '@partitioned', '@partitionned'),
      says: 'Unknown directive "@partitionned".',
    },
    {
      rule: 'an unknown operation of a directive',
      sources: broken('findings', 'op: SUM', 'op: AVERAGE'),
      says: 'findings: Argument "op" has invalid value AVERAGE.',
    },
  ]);
});

describe('of filters', () => {
  const severity = 'severity: [Severity!] @matches(field: "severity")';
  itRefuses([
    {
      rule: 'a field without @matches',
      sources: broken('findings', severity, 'severity: [Severity!]'),
      says: 'FindingFilter.severity needs @matches',
    },
    {
      rule: 'a field that the record does not have itself',
      sources: broken('findings', '@matches(field: "severity")', '@matches(field: "recommendations")'),
      says: 'FindingFilter.severity matches Finding.recommendations, which is no field of the record itself.',
    },
    {
      rule: 'an input object, which could look elsewhere',
      sources: broken('findings', severity, 'severity: MissionFilter @matches(field: "mission")'),
      says: 'FindingFilter.severity is an input object',
    },
    {
      rule: 'a match of objects by value',
      sources: broken('findings', severity, 'severity: [String!] @matches(field: "place")'),
      says: 'FindingFilter.severity cannot match Finding.place by IN: its values are of kind object.',
    },
    {
      rule: 'text sought in what has none',
      sources: broken(
        'findings',
        '@matches(field: ["title", "description"], op: TEXT)',
        '@matches(field: "severity", op: TEXT)',
      ),
      says: 'FindingFilter.text cannot match Finding.severity by TEXT: its values are of kind enum.',
    },
    {
      rule: 'a time in a field that is none',
      sources: broken(
        'findings',
        '@matches(field: "observedAt", op: FROM)',
        '@matches(field: "title", op: FROM)',
      ),
      says: 'FindingFilter.observedFrom cannot match Finding.title by FROM: its values are of kind text.',
    },
    {
      rule: 'copies told by another field than holding',
      sources: broken(
        'assessments',
        '@matches(field: "holding", op: COPIES)',
        '@matches(field: "state", op: COPIES)',
      ),
      says: 'AssessmentFilter.includeCopies matches copies by Assessment.state',
    },
    {
      rule: 'several fields for anything but text',
      sources: broken('findings', '@matches(field: "severity")', '@matches(field: ["severity", "severity"])'),
      says: 'FindingFilter.severity matches several fields; only TEXT may.',
    },
    {
      rule: 'no field at all',
      sources: broken('findings', '@matches(field: "severity")', '@matches(field: [])'),
      says: 'FindingFilter.severity matches no field.',
    },
    {
      rule: 'a single value where a list is the habit',
      sources: broken('findings', severity, 'severity: Severity @matches(field: "severity")'),
      says: 'FindingFilter.severity is Severity; to match Finding.severity it must be [Severity!].',
    },
    {
      rule: 'values of another type',
      sources: broken('findings', severity, 'severity: [Tone!] @matches(field: "severity")'),
      says: 'FindingFilter.severity is [Tone!]; to match Finding.severity it must be [Severity!].',
    },
    {
      rule: 'a time in a list of times',
      sources: broken('findings', '  observedAt: DateTime\n', '  observedAt: [DateTime!]\n'),
      says: 'FindingFilter.observedFrom cannot match Finding.observedAt by FROM: it is a list.',
    },
    {
      rule: 'coverage that says nothing of the field',
      sources: broken(
        'findings',
        '@matches(field: "mission")',
        '@matches(field: "mission") @coverage(by: ELECTION)',
      ),
      says: 'FindingFilter.mission has @coverage by ELECTION, which Finding.mission by IN says nothing of.',
    },
    {
      rule: 'coverage by two times',
      sources: broken(
        'findings',
        '@matches(field: "updatedAt", op: FROM)',
        '@matches(field: "updatedAt", op: FROM) @coverage(by: FROM)',
      ),
      says: 'FindingFilter has @coverage by FROM and UNTIL on several fields',
    },
  ]);
});

describe('of orders', () => {
  const order = 'SEVERITY_DESC @order(by: ["severity", "observedAt"], descending: true)';
  itRefuses([
    {
      rule: 'one without @order',
      sources: broken('findings', order, 'SEVERITY_DESC'),
      says: 'FindingOrder.SEVERITY_DESC needs @order.',
    },
    {
      rule: 'one over nothing',
      sources: broken('findings', order, 'SEVERITY_DESC @order(by: [])'),
      says: 'FindingOrder.SEVERITY_DESC sorts by no field.',
    },
    {
      rule: 'one over a field that does not exist',
      sources: broken('findings', order, 'SEVERITY_DESC @order(by: ["gravity"])'),
      says: 'FindingOrder.SEVERITY_DESC sorts by Finding.gravity, which is no field of the record itself.',
    },
    {
      rule: 'one over text, which collates differently everywhere',
      sources: broken('findings', order, 'SEVERITY_DESC @order(by: ["title"])'),
      says: 'FindingOrder.SEVERITY_DESC sorts by Finding.title',
    },
    {
      rule: 'one over a list',
      sources: broken('findings', order, 'SEVERITY_DESC @order(by: ["themes"])'),
      says: 'never over a list.',
    },
  ]);
});

describe('of dimensions', () => {
  const dimension = 'SEVERITY @groups(field: "severity")';
  itRefuses([
    {
      rule: 'one without @groups',
      sources: broken('findings', dimension, 'SEVERITY'),
      says: 'FindingDimension.SEVERITY needs @groups.',
    },
    {
      rule: 'one over a field that does not exist',
      sources: broken('findings', dimension, 'SEVERITY @groups(field: "gravity")'),
      says: 'FindingDimension.SEVERITY groups by Finding.gravity, which is no field of the record itself.',
    },
    {
      rule: 'one over objects',
      sources: broken('findings', dimension, 'SEVERITY @groups(field: "place")'),
      says: 'FindingDimension.SEVERITY groups by Finding.place, whose values are of kind object.',
    },
    {
      rule: 'a time without a unit',
      sources: broken('findings', dimension, 'SEVERITY @groups(field: "observedAt")'),
      says: 'FindingDimension.SEVERITY groups by the time Finding.observedAt, and so needs a unit.',
    },
    {
      rule: 'a unit of what is no time',
      sources: broken('findings', dimension, 'SEVERITY @groups(field: "severity", unit: MONTH)'),
      says: 'FindingDimension.SEVERITY has a unit, but Finding.severity is no time.',
    },
  ]);
});

describe('of entities', () => {
  const recommendation = 'type Recommendation @key(fields: "id")';
  itRefuses([
    {
      rule: 'a field that cannot be null where only the key is known',
      sources: broken('findings', '  severity: Severity\n', '  severity: Severity!\n'),
      says: 'findings: Finding.severity must be nullable',
    },
    {
      rule: 'a key that can be null',
      sources: broken(
        'organizations',
        '  "A slug, for example `golos`; stable for ever."\n  id: ID!',
        '  id: ID',
      ),
      says: 'organizations: Organization.id is a key, and so must be ID!.',
    },
    {
      rule: 'a key of several fields',
      sources: broken(
        'recommendations',
        `${recommendation} @partitioned`,
        'type Recommendation @key(fields: "id member") @partitioned',
      ),
      says: 'recommendations: Recommendation has the key "id member"; a key is one field of the type.',
    },
    {
      rule: 'several keys',
      sources: broken(
        'recommendations',
        `${recommendation} @partitioned`,
        `${recommendation} @key(fields: "member") @partitioned`,
      ),
      says: 'recommendations: Recommendation has several keys',
    },
    ...[
      'member: ID',
      'organization: Organization',
      'holding: Holding',
      'country: Country',
      'visibility: Visibility',
      'state: RecordState',
    ].map((field) => ({
      rule: `an owned record without ${field}`,
      sources: broken('recommendations', `  ${field}\n`, `  other${field}\n`),
      says: `recommendations: Recommendation is @partitioned, and so needs ${field}.`,
    })),
    {
      rule: 'an owned record without id: ID!',
      sources: broken('recommendations', '  id: ID!\n', '  id: ID\n'),
      says: 'recommendations: Recommendation is @partitioned, and so needs id: ID!.',
    },
    {
      rule: 'a place for what has no key',
      sources: extended('findings', '"Wherever." type Stray @everywhere { at: DateTime }'),
      says: 'findings: Stray is @everywhere, and so needs a key.',
    },
    {
      rule: 'a record of members that nobody owns',
      sources: broken('recommendations', `${recommendation} @partitioned`, `${recommendation} @everywhere`),
      says: 'recommendations: Recommendation has a connection, and so must be @partitioned',
    },
    {
      rule: 'an owned type without a connection',
      sources: broken(
        'findings',
        'type Election @key(fields: "id") @everywhere',
        'type Election @key(fields: "id") @partitioned',
      ),
      says: 'findings: Election is @partitioned, and so needs a key and a ElectionConnection.',
    },
    {
      rule: 'a type both owned and everywhere',
      sources: broken(
        'recommendations',
        `${recommendation} @partitioned`,
        `${recommendation} @partitioned @everywhere`,
      ),
      says: 'recommendations: Recommendation is both @partitioned and @everywhere.',
    },
    {
      rule: 'an entity of which nobody knows whom to ask',
      sources: broken(
        'findings',
        'type Election @key(fields: "id") @everywhere',
        'type Election @key(fields: "id")',
      ),
      says: 'findings: Election can be asked for by its key, and so must be @partitioned or @everywhere.',
    },
    {
      rule: 'a place for what is never asked for',
      sources: broken(
        'assessments',
        'type Mission @key(fields: "id", resolvable: false)',
        'type Mission @key(fields: "id", resolvable: false) @everywhere',
      ),
      says: 'assessments: Mission is @everywhere, but its key is not resolvable',
    },
    {
      rule: 'members beside the registry',
      sources: broken(
        'elections',
        'type Election @key(fields: "id")',
        'type Election @key(fields: "id") @everywhere',
      ),
      says: 'elections: Election is @everywhere, but no member serves elections beside the registry.',
    },
    {
      rule: 'a field with the coverage of something else',
      sources: broken('findings', 'code: ID! @coverage(by: COUNTRY)', 'code: ID! @coverage(by: ELECTION)'),
      says: 'findings: Country.code has @coverage by ELECTION, but is of Country.',
    },
    {
      rule: 'a record type of two domains',
      sources: extended(
        'recommendations',
        'type FindingConnection { edges: [FindingEdge] pageInfo: PageInfo! totalCount: Int @merge(op: SUM) sources: Sources! @fromScatter } type FindingEdge { cursor: String! node: Finding }',
      ),
      says: 'recommendations: Finding is a record type of findings already.',
    },
  ]);
});

describe('of lists', () => {
  const finding = '  finding(id: ID!): Finding\n';
  const base = '  base: Base\n';
  const listArguments =
    'filter: FindingFilter orderBy: FindingOrder! = OBSERVED_DESC first: Int after: String last: Int before: String';
  itRefuses([
    {
      rule: 'a plain list that several members fill',
      sources: broken('findings', finding, `${finding}  "All." allFindings: [Finding]\n`),
      says: 'findings: Query.allFindings is neither a connection, nor a summary, nor the lookup of an entity by its key',
    },
    {
      rule: 'a value that several members have',
      sources: broken('findings', finding, `${finding}  "When." lastChange: DateTime\n`),
      says: 'findings: Query.lastChange is neither a connection',
    },
    {
      rule: 'a root field that cannot be null when nobody answers',
      sources: broken('findings', finding, '  finding(id: ID!): Finding!\n'),
      says: 'findings: Query.finding must be nullable',
    },
    {
      rule: 'a plain field of an entity that is everywhere',
      sources: broken(
        'assessments',
        'type Recommendation @key(fields: "id") @everywhere {',
        'type Recommendation @key(fields: "id") @everywhere {\n  assessors: [Organization!]',
      ),
      says: 'assessments: Recommendation.assessors is filled by several members',
    },
    {
      rule: 'a list in a connection that nothing merges',
      sources: broken('findings', 'type FindingConnection {', 'type FindingConnection {\n  themes: [Theme!]'),
      says: 'findings: FindingConnection.themes is a list that several members fill',
    },
    {
      rule: 'a count that nothing merges',
      sources: broken('findings', 'totalCount: Int @merge(op: SUM)', 'totalCount: Int'),
      says: 'findings: FindingConnection needs totalCount: Int @merge, because it is null if nobody answered.',
    },
    {
      rule: 'edges that cost the whole page',
      sources: broken('findings', 'edges: [FindingEdge]', 'edges: [FindingEdge!]!'),
      says: 'findings: FindingConnection needs edges: [FindingEdge], because a member that breaks an edge loses that edge alone.',
    },
    {
      rule: 'a list that cannot be paged',
      sources: broken('findings', 'pageInfo: PageInfo!', 'pageInfo: PageInfo'),
      says: 'findings: FindingConnection needs pageInfo: PageInfo!, because every list can be paged.',
    },
    {
      rule: 'nodes that cannot be null',
      sources: broken('findings', 'node: Finding\n', 'node: Finding!\n'),
      says: 'findings: FindingEdge needs node: Finding, because a broken record costs only itself.',
    },
    {
      rule: 'edges without a cursor',
      sources: broken('findings', 'cursor: String!', 'cursor: String'),
      says: 'findings: FindingEdge needs cursor: String!, because pages are merged by it.',
    },
    {
      rule: 'a connection that does not say who answered',
      sources: broken('findings', 'sources: Sources! @fromScatter', 'sources: Sources!'),
      says: 'findings: FindingConnection needs sources: Sources! @fromScatter, because it must say who answered.',
    },
    {
      rule: 'a summary that does not say who answered',
      sources: broken('findings', 'sources: Sources! @fromScatter', 'sources: Sources!'),
      says: 'findings: FindingSummary needs sources: Sources! @fromScatter, because it must say who answered.',
    },
    {
      rule: 'an average',
      sources: broken('findings', 'type FindingSummary {', 'type FindingSummary {\n  meanSeverity: Float'),
      says: 'findings: FindingSummary.meanSeverity needs @merge: several members count.',
    },
    {
      rule: 'a sum that is not exact',
      sources: broken('findings', 'total: Int @merge(op: SUM)', 'total: Float @merge(op: SUM)'),
      says: 'findings: FindingSummary.total is merged by SUM, and so must be Int.',
    },
    {
      rule: 'anything merged in the domains of the registry',
      sources: broken('elections', 'totalCount: Int', 'totalCount: Int @merge(op: SUM)'),
      says: 'elections: ElectionConnection.totalCount is merged, but the registry alone serves elections.',
    },
    {
      rule: 'the first few of each group',
      sources: broken(
        'findings',
        'by: [FindingDimension!]! = []',
        'by: [FindingDimension!]! = [], firstOfEach: Int',
      ),
      says: 'findings: Query.findingSummary must have the arguments (filter: FindingFilter, by: [FindingDimension!]!), in this order.',
    },
    {
      rule: 'a connection with other arguments',
      sources: broken('recommendations', '    last: Int\n', ''),
      says: 'recommendations: Query.recommendations must have the arguments (filter: RecommendationFilter, orderBy: RecommendationOrder!, first: Int, after: String, last: Int, before: String), in this order.',
    },
    {
      rule: 'a connection without a default order',
      sources: broken(
        'assessments',
        'orderBy: AssessmentOrder! = ASSESSED_DESC',
        'orderBy: AssessmentOrder!',
      ),
      says: 'assessments: Query.assessments needs a default for orderBy.',
    },
    {
      rule: 'a list of what is no record of the domain',
      sources: extended('findings', 'type PlaceConnection { edges: [Place] }'),
      says: 'findings: PlaceConnection lists what is no entity.',
    },
    {
      rule: 'a root list of what is no record of the domain',
      sources: {
        ...sdlOf,
        findings: `${broken('findings', finding, `${finding}  "All." places: PlaceConnection\n`)['findings']} type PlaceConnection { edges: [Place] }`,
      },
      says: 'findings: Query.places lists Place, which is no record type of this domain.',
    },
    {
      rule: 'a relation by a key that is none',
      sources: extended(
        'findings',
        `"Loose." type Folder { findings(${listArguments}): FindingConnection @related(by: "mission") }`,
      ),
      says: 'findings: Folder.findings is related by a key, but Folder has none.',
    },
    {
      rule: 'a connection that nothing relates to its entity',
      sources: broken('findings', '@related(by: "mission")', ''),
      says: 'findings: Mission.findings lists Findings, and so needs @related.',
    },
    {
      rule: 'a relation by a filter that does not exist',
      sources: broken('findings', '@related(by: "mission")', '@related(by: "team")'),
      says: 'findings: Mission.findings is related by "team", which FindingFilter does not have.',
    },
    {
      rule: 'a relation by keys of something else',
      sources: broken('findings', '@related(by: "mission")', '@related(by: "country")'),
      says: 'findings: Mission.findings is related by FindingFilter.country, whose values are no keys of Mission.',
    },
    {
      rule: 'a relation that is no list',
      sources: broken('findings', base, '  base: Base @related(by: "mission")\n'),
      says: 'findings: Finding.base is @related, and so must be a connection or a summary.',
    },
    {
      rule: 'a union above an edge',
      sources: extended('findings', '"Either." union Held = Finding | Mission'),
      says: 'findings: Held is abstract and stands above an edge',
    },
    {
      rule: 'an interface above an edge',
      sources: extended(
        'findings',
        '"Listed." interface Listed { id: ID! } "One." type Folder implements Listed { id: ID! mission: Mission }',
      ),
      says: 'findings: Listed is abstract and stands above an edge',
    },
  ]);

  it('takes a union that no edge stands below', () => {
    const sources = extended('findings', '"Either." union Shown = Place | Base');
    expect(lintContract(sources)).toEqual([]);
  });
});

describe('of descriptions', () => {
  itRefuses([
    {
      rule: 'a type without one',
      sources: broken('findings', '"Where something was observed."\n', ''),
      says: 'findings: Place needs a description.',
    },
    {
      rule: 'a root field without one',
      sources: broken('findings', '  "Documents that missions published."\n', ''),
      says: 'findings: Query.documents needs a description.',
    },
    {
      rule: 'a directive without one',
      sources: broken('directives', '"Filled by the scatter, not by a member."\n', ''),
      says: 'directives: fromScatter needs a description.',
    },
  ]);
});

describe('of versions', () => {
  const added = 'members of version 1 do not have it.';
  itRefuses([
    {
      rule: 'a part of a record that older members could not leave out',
      sources: broken('findings', 'type Place {', 'type Place {\n  altitude: Int!'),
      says: `findings: Place.altitude must be nullable: ${added}`,
    },
    {
      rule: 'a part of a connection that they could not',
      sources: broken('findings', 'type FindingEdge {', 'type FindingEdge {\n  rank: Int!'),
      says: `findings: FindingEdge.rank must be nullable: ${added}`,
    },
    {
      rule: 'a part of what all have',
      sources: broken('common', 'type Bucket @shareable {', 'type Bucket @shareable {\n  share: Float!'),
      says: `common: Bucket.share must be nullable: ${added}`,
    },
  ]);

  it('takes what it likes of a type that came later', () => {
    const sources = extended('findings', '"How a station was found." type Visit { at: DateTime! }');
    expect(lintContract(sources)).toEqual([]);
  });
});

// After all others: by then everything has been refused.
describe('of every rule', () => {
  it.each(rulesOfLinter())('something is refused: $rule', ({ says }) => {
    expect(refused.filter((mistake) => says.test(mistake))).not.toEqual([]);
  });
});
