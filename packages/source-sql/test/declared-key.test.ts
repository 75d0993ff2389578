import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../src/dialects/dialect.ts';
import { openDatabase } from '../src/open-database.ts';
import { servers, type TestDatabase } from './support/servers.ts';

interface Case {
  readonly what: string;
  readonly statements: readonly string[];
  readonly table?: readonly string[];
  readonly columns: readonly string[];
  readonly declared: boolean;
}

const both: readonly Case[] = [
  {
    what: 'a primary key',
    statements: ['create table t (a int primary key, b int)'],
    columns: ['a'],
    declared: true,
  },
  {
    what: 'one of two columns, in whichever order',
    statements: ['create table t (a int, b varchar(9), primary key (a, b))'],
    columns: ['b', 'a'],
    declared: true,
  },
  {
    what: 'a unique index',
    statements: ['create table t (a int not null unique)'],
    columns: ['a'],
    declared: true,
  },
  {
    what: 'a unique index of a column that may be NULL',
    statements: ['create table t (a int unique)'],
    columns: ['a'],
    declared: false,
  },
  {
    what: 'an index that is not unique',
    statements: ['create table t (a int not null)', 'create index i on t (a)'],
    columns: ['a'],
    declared: false,
  },
  {
    what: 'no index at all',
    statements: ['create table t (a int not null)'],
    columns: ['a'],
    declared: false,
  },
  {
    what: 'one column of two',
    statements: ['create table t (a int, b int, primary key (a, b))'],
    columns: ['a'],
    declared: false,
  },
  {
    what: 'a view of a table with a key',
    statements: [
      'create table s (a int primary key)',
      'create view t as select a from s union all select a from s',
    ],
    columns: ['a'],
    declared: false,
  },
  { what: 'a table that there is not', statements: [], columns: ['a'], declared: false },
];
const cases: Readonly<Record<'postgres' | 'mysql', readonly Case[]>> = {
  postgres: [
    ...both,
    {
      what: 'a table of another schema, with odd names',
      statements: ['create schema "S ""1"', 'create table "S ""1"."T 1" ("A b" int primary key)'],
      table: ['S "1', 'T 1'],
      columns: ['A b'],
      declared: true,
    },
    {
      what: 'an index of some rows',
      statements: ['create table t (a int not null)', 'create unique index on t (a) where a > 0'],
      columns: ['a'],
      declared: false,
    },
    {
      what: 'an index of an expression',
      statements: ['create table t (a int not null)', 'create unique index on t (abs(a))'],
      columns: ['a'],
      declared: false,
    },
    {
      what: 'an index that has another column with it',
      statements: [
        'create table t (a int not null, b int not null)',
        'create unique index on t (a) include (b)',
      ],
      columns: ['a'],
      declared: true,
    },
    {
      what: 'a table with heirs',
      statements: ['create table t (a int primary key)', 'create table heir () inherits (t)'],
      columns: ['a'],
      declared: false,
    },
    {
      what: 'a table in parts',
      statements: [
        'create table t (a int primary key) partition by range (a)',
        'create table part partition of t for values from (0) to (9)',
      ],
      columns: ['a'],
      declared: true,
    },
  ],
  mysql: [
    ...both,
    {
      what: 'an index of the beginnings of texts',
      statements: ['create table t (a varchar(20) not null, unique (a(3)))'],
      columns: ['a'],
      declared: false,
    },
    {
      what: 'a table with odd names',
      statements: ['create table `T ``1` (`A b` int primary key)'],
      table: ['T `1'],
      columns: ['A b'],
      declared: true,
    },
    {
      what: 'a table of another database',
      statements: ['create table t (a int primary key)'],
      table: ['elsewhere', 't'],
      columns: ['a'],
      declared: false,
    },
  ],
};

describe.each(['postgres', 'mysql'] as const)('What a table declares of its keys, in %s', (dialect) => {
  let database: TestDatabase;
  let opened: Database;
  beforeAll(async () => {
    database = await servers[dialect]();
    opened = await openDatabase(database.settings);
  });
  afterAll(async () => {
    await opened?.close();
    await database?.drop();
  });

  it.each(cases[dialect])('$what: $declared', async ({ statements, table = ['t'], columns, declared }) => {
    for (const name of ['view t', 'table heir', 'table t', 'table s']) {
      await database.execute(`drop ${name.replace(' ', ' if exists ')}`).catch(() => {});
    }
    for (const statement of statements) await database.execute(statement);
    expect(await opened.declaresKey?.(table, columns)).toBe(declared);
  });
});
