import { encodeCursor } from '@observer-graph/contract';
import { describe, expect, it } from 'vitest';
import { createScatter } from '../src/index.ts';
import { ask, dataOf } from './asking.ts';
import { federation } from './world.ts';

const otherOrder = encodeCursor({
  record: 'Finding',
  order: 'OBSERVED_ASC',
  keys: [1],
  member: 'golos',
  local: 'x',
});
const size = 'Say how many records you want: `first` from the beginning or `last` from the end, 1 to 500.';

describe('bad input', () => {
  it.each([
    { args: '', message: size },
    { args: '(first: null)', message: size },
    { args: '(first: 0)', message: '`first` is 0; it can be 1 to 500.' },
    { args: '(first: -1)', message: '`first` is -1; it can be 1 to 500.' },
    { args: '(last: 100000)', message: '`last` is 100000; it can be 1 to 500.' },
    { args: '(first: 1, last: 1)', message: 'Both `first` and `last` are given; give one of them.' },
    {
      args: '(first: 1, after: "nonsense")',
      message:
        '`after`: This is no cursor of this graph, or a damaged one. Take cursors from edges or pageInfo as they are.',
    },
    {
      args: `(last: 1, before: "${otherOrder}")`,
      message:
        '`before`: This cursor belongs to another list or order than Finding by OBSERVED_DESC. Page with one orderBy to the end, or begin anew without a cursor.',
    },
    {
      args: `(first: 1, filter: { text: "${'ж'.repeat(501)}" })`,
      message: '`text` has 501 characters; it can have 500, all its texts together. Search for fewer words.',
    },
  ])('is told with its place, before anybody is asked: findings$args', async ({ args, message }) => {
    const { scatter, members } = federation();
    const { response, reported } = await ask(scatter, `{ mine: findings${args} { edges { cursor } } }`);
    expect(response).toEqual({
      data: { mine: null },
      errors: [{ message, path: ['mine'], extensions: { code: 'BAD_USER_INPUT' } }],
    });
    expect(reported).toEqual([]);
    expect(Object.values(members).flatMap(({ asked }) => asked)).toEqual([]);
  });

  it('costs nothing but its own place', async () => {
    const { scatter } = federation({}, { maxPageSize: 10 });
    const { response } = await ask(
      scatter,
      '{ findings(first: 11) { totalCount } missions(first: 10) { totalCount } _entities(representations: [{ __typename: "Country", code: "GE" }]) { ... on Country { findings(last: 0) { totalCount } missions { totalCount } } } }',
    );
    expect(response).toEqual({
      data: {
        findings: null,
        missions: { totalCount: 6 },
        _entities: [{ findings: null, missions: { totalCount: 3 } }],
      },
      errors: [
        {
          message: '`first` is 11; it can be 1 to 10.',
          path: ['findings'],
          extensions: { code: 'BAD_USER_INPUT' },
        },
        {
          message: '`last` is 0; it can be 1 to 10.',
          path: ['_entities', 0, 'findings'],
          extensions: { code: 'BAD_USER_INPUT' },
        },
      ],
    });
  });

  it.each([
    { query: '{ findings(first: 1) {', code: 'GRAPHQL_PARSE_FAILED', message: /^Syntax Error/ },
    {
      query: '{ findngs { totalCount } }',
      code: 'GRAPHQL_VALIDATION_FAILED',
      message: /Did you mean "findings"/,
    },
    {
      query: '{ findings(first: 1, filter: { land: "GE" }) { totalCount } }',
      code: 'GRAPHQL_VALIDATION_FAILED',
      message: /"land" is not defined/,
    },
    {
      query: '{ findings(first: "1") { totalCount } }',
      code: 'GRAPHQL_VALIDATION_FAILED',
      message: /Int cannot represent/,
    },
    { query: 'mutation { __typename }', code: 'GRAPHQL_VALIDATION_FAILED', message: /queries only/ },
    {
      query: 'query ($n: Int!) { findings(first: $n) { totalCount } }',
      code: 'BAD_USER_INPUT',
      message: /\$n/,
    },
    {
      query: 'query A { __typename } query B { __typename }',
      code: 'OPERATION_RESOLUTION_FAILURE',
      message: /operationName/,
    },
    { query: 'fragment F on Query { __typename }', code: 'GRAPHQL_VALIDATION_FAILED', message: /never used/ },
  ])('is refused as a whole with $code: $query', async ({ query, code, message }) => {
    const { scatter } = federation();
    const { response } = await ask(scatter, query);
    expect(response).toEqual({
      errors: [{ message: expect.stringMatching(message), extensions: { code } }],
    });
  });

  it.each([
    {
      id: 'xyz:finding:f:1',
      code: 'UNKNOWN_MEMBER',
      message: 'Nobody in this federation owns ids that begin with "xyz:".',
    },
    { id: 'golos', code: 'BAD_USER_INPUT', message: '"golos" is not the id of a Finding.' },
    {
      id: 'golos:mission:m:1',
      code: 'BAD_USER_INPUT',
      message: '"golos:mission:m:1" is not the id of a Finding.',
    },
  ])('is an id that nobody owns, or that is none: $id', async ({ id, code, message }) => {
    const { scatter } = federation();
    const { response } = await ask(
      scatter,
      'query ($id: ID!, $it: _Any!) { finding(id: $id) { title } _entities(representations: [{ __typename: "Country", code: "FR" }, $it]) { ... on Finding { title } ... on Country { code } } }',
      { id, it: { __typename: 'Finding', id } },
    );
    expect(response).toEqual({
      data: { finding: null, _entities: [{ code: 'FR' }, null] },
      errors: [['finding'], ['_entities', 1]].map((path) => ({ message, path, extensions: { code } })),
    });
  });

  it.each([
    { it: 7, message: 'A representation is an object with `__typename` and a key.' },
    { it: { id: 'x' }, message: 'A representation is an object with `__typename` and a key.' },
    { it: { __typename: 'Place', id: 'x' }, message: '"Place" is no entity of findings.' },
    { it: { __typename: 'Country' }, message: 'A representation of Country needs its `code`.' },
    { it: { __typename: 'Country', code: '' }, message: 'A representation of Country needs its `code`.' },
    {
      it: { __typename: 'Country', code: { eq: 'GE' } },
      message: 'A representation of Country needs its `code`.',
    },
  ])('is a representation without what makes it one: $it', async ({ it: representation, message }) => {
    const { scatter } = federation();
    const { response } = await ask(
      scatter,
      'query ($it: _Any!) { _entities(representations: [$it]) { __typename } }',
      {
        it: representation,
      },
    );
    expect(response).toEqual({
      data: { _entities: [null] },
      errors: [{ message, path: ['_entities', 0], extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });
});

it('a reference to a record that nobody owns stays a key, and says so', async () => {
  const row = {
    type: 'Finding',
    id: 'golos:finding:f:0',
    organization: 'golos',
    holding: 'ORIGINAL',
    followUpOf: 'gone:finding:f:1',
  };
  const { scatter } = federation({ golos: { rows: [row] }, isfed: { rows: [] }, odihr: { rows: [] } });
  const { response } = await ask(
    scatter,
    '{ findings(first: 1) { edges { node { followUpOf { id title } } } } }',
  );
  expect(response).toEqual({
    data: { findings: { edges: [{ node: { followUpOf: { id: 'gone:finding:f:1', title: null } } }] } },
    errors: [
      {
        message: 'Nobody in this federation owns ids that begin with "gone:".',
        path: ['findings', 'edges', 0, 'node', 'followUpOf'],
        extensions: { code: 'UNKNOWN_MEMBER' },
      },
    ],
  });
  expect(
    await dataOf(scatter, '{ findings(first: 1) { edges { node { followUpOf { id } } } } }'),
  ).toMatchObject({});
});

it('a domain that the engine cannot answer rightly is refused at once', () => {
  expect(() => createScatter({ domain: 'elections', members: () => [] })).toThrow(/elections: /);
});
