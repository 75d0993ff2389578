import { describe, expect, it } from 'vitest';
import { statementOf } from '../../src/link-file/statement.ts';

describe('statementOf', () => {
  it.each(['report', 'public.report', 'QuickReports', 'zprávy.hlášení', 'lock', 'With', 'select'])(
    'takes %s for a table',
    (table) => {
      expect(statementOf(table, 'postgres')).toEqual({ table });
    },
  );

  it.each([
    { text: 'select 1', select: 'select 1' },
    { text: ' SELECT a FROM b ;\n', select: 'SELECT a FROM b' },
    { text: '-- reports\nSELECT a FROM b -- all', select: 'SELECT a FROM b' },
    {
      text: "SELECT ';', \"a;b\" FROM b /* ; */ WHERE x = 'it''s'",
      select: "SELECT ';', \"a;b\" FROM b /* ; */ WHERE x = 'it''s'",
    },
    { text: 'WITH r AS (SELECT 1) SELECT * FROM r', select: 'WITH r AS (SELECT 1) SELECT * FROM r' },
    { text: '(SELECT 1) UNION ALL (SELECT 2)', select: '(SELECT 1) UNION ALL (SELECT 2)' },
    {
      text: "SELECT replace(a, 'x', 'y'), (replace(b, 'x', 'y')) FROM t",
      select: "SELECT replace(a, 'x', 'y'), (replace(b, 'x', 'y')) FROM t",
    },
    {
      text: 'SELECT r.update, r.into, updated AS set FROM r',
      select: 'SELECT r.update, r.into, updated AS set FROM r',
    },
    ...[
      "SELECT nullif(copy, ''), (lock = 1), count(call) FROM r",
      'SELECT id FROM r WHERE (copy IS NULL) AND (do IN (1, 2))',
      'SELECT copy.id FROM (SELECT 1 AS id) copy',
    ].map((text) => ({ text, select: text })),
    { text: 'SELECT $q$ it; "s $q$ FROM r', select: 'SELECT $q$ it; "s $q$ FROM r' },
    { text: "SELECT data #>> '{a,b}' FROM r", select: "SELECT data #>> '{a,b}' FROM r" },
    { text: String.raw`SELECT '\' FROM r`, select: String.raw`SELECT '\' FROM r` },
  ])('takes a SELECT: $text', ({ text, select }) => {
    expect(statementOf(text, 'postgres')).toEqual({ select });
  });

  it('knows the quotes and comments of MySQL', () => {
    const text = String.raw`SELECT 'it\'s; so', ${'`a;b`'} FROM r # don't; stop`;
    expect(statementOf(text, 'mysql')).toEqual({ select: text.slice(0, text.indexOf(' #')) });
  });

  it.each([
    { text: '', mistake: 'is empty; name a table, or write a SELECT.' },
    { text: '-- nothing', mistake: 'is empty; name a table, or write a SELECT.' },
    { text: 'SELECT 1; SELECT 2', mistake: 'has more than one statement; one SELECT is possible.' },
    { text: 'SELECT 1; DROP TABLE report', mistake: 'has more than one statement; one SELECT is possible.' },
    { text: 'DELETE FROM report', mistake: 'DELETE writes; only a SELECT is possible.' },
    { text: 'update report set a = 1', mistake: 'UPDATE writes; only a SELECT is possible.' },
    {
      text: 'WITH d AS (DELETE FROM report RETURNING *) SELECT * FROM d',
      mistake: 'DELETE writes; only a SELECT is possible.',
    },
    {
      text: 'WITH d AS (SELECT 1) INSERT INTO report SELECT * FROM d',
      mistake: 'INSERT writes; only a SELECT is possible.',
    },
    { text: 'SELECT * INTO copy FROM report', mistake: 'SELECT … INTO writes; only reading is possible.' },
    {
      text: "SELECT * FROM report INTO OUTFILE '/tmp/x'",
      mistake: 'SELECT … INTO writes; only reading is possible.',
    },
    {
      text: 'SELECT * FROM report FOR UPDATE',
      mistake: 'FOR UPDATE and FOR SHARE lock rows; only reading is possible.',
    },
    {
      text: 'SELECT * FROM report LOCK IN SHARE MODE',
      mistake: 'LOCK IN SHARE MODE locks rows; only reading is possible.',
    },
    {
      text: '(SELECT 1) LOCK TABLES report',
      mistake: 'LOCK writes; only a SELECT is possible.',
    },
    { text: 'SELECT 1) x, (SELECT 2', mistake: "has a ')' without its '('." },
    { text: 'SELECT (1', mistake: "has a '(' without its ')'." },
    { text: "SELECT 'a", mistake: "has a ' without its end." },
    { text: 'SELECT 1 /* a', mistake: 'has a comment without its end, or one that MySQL executes.' },
    {
      text: 'SELECT 1 /*! INTO OUTFILE "x" */',
      mistake: 'has a comment without its end, or one that MySQL executes.',
    },
    ...[
      { text: 'my table', from: '`my table`' },
      { text: 'With Space', from: '`With Space`' },
      { text: 'a.b.c', from: 'a.b.c' },
      { text: '"report"', from: '"report"' },
      { text: '`Report 2`\n', from: '`Report 2`' },
    ].map(({ text, from }) => ({
      text,
      mistake: `is neither a table (report, public.report, without quotes) nor a SELECT. If a table has this name, write SELECT * FROM ${from}.`,
    })),
    {
      text: 'reports of\n2024',
      mistake: 'is neither a table (report, public.report, without quotes) nor a SELECT.',
    },
  ])('refuses $text', ({ text, mistake }) => {
    expect(statementOf(text, 'mysql')).toEqual({ mistake });
  });

  it.each([
    { text: 'Другая схема.отчёты', dialect: 'postgres', from: '"Другая схема"."отчёты"' },
    { text: 'Другая схема.отчёты', dialect: 'mysql', from: '`Другая схема`.`отчёты`' },
    { text: 'public.Reports of 2024', dialect: 'postgres', from: '"public"."Reports of 2024"' },
    { text: 'Reports No. 2', dialect: 'postgres', from: '"Reports No. 2"' },
    { text: 'Reports v1.2', dialect: 'sqlite', from: '"Reports v1.2"' },
    { text: 'Reports (2024', dialect: 'postgres', from: null },
  ] as const)('says how $text is quoted in $dialect', ({ text, dialect, from }) => {
    const advice = from ? ` If a table has this name, write SELECT * FROM ${from}.` : '';
    expect(statementOf(text, dialect)).toEqual({
      mistake: `is neither a table (report, public.report, without quotes) nor a SELECT.${advice}`,
    });
  });

  it.each([
    { dialect: 'postgres', where: 'id > $1 AND id < $2', name: '$1' },
    { dialect: 'postgres', where: 'id > ?', name: '?' },
    { dialect: 'postgres', where: 'id IN (?, ?) ORDER BY id', name: '?' },
    { dialect: 'mysql', where: 'id > ? AND id < 9', name: '?' },
    { dialect: 'sqlite', where: 'id > ?', name: '?' },
    { dialect: 'sqlite', where: 'id > ?2', name: '?2' },
    { dialect: 'sqlite', where: '[id: $1?] > :year', name: ':year' },
    { dialect: 'sqlite', where: 'id > @year', name: '@year' },
    { dialect: 'sqlite', where: 'id > $year', name: '$year' },
  ] as const)('refuses a parameter, $where in $dialect', ({ dialect, where, name }) => {
    expect(statementOf(`SELECT * FROM report WHERE ${where}`, dialect)).toEqual({
      mistake: `has the parameter ${name}, which nobody fills; write its value in its place.`,
    });
  });

  it.each([
    { dialect: 'postgres', where: "answers ? 'q1' AND answers @? '$.q1' AND id::text = '$1?'" },
    { dialect: 'postgres', where: 'answers ?| array[$$?$$] AND days[1:2] IS NULL -- $1 ?' },
    { dialect: 'postgres', where: "a OPERATOR(pg_catalog.?) 'b' AND a OPERATOR(?) 'c'" },
    { dialect: 'mysql', where: "`really?` = '?' AND $1 = (@n := 1) # ?" },
    { dialect: 'sqlite', where: '[really? :a] = \'?\' AND "why?" = 1 /* ? */ AND x > 1' },
  ] as const)('takes no operator and no text for a parameter: $where in $dialect', ({ dialect, where }) => {
    expect(statementOf(`SELECT * FROM report WHERE ${where}`, dialect)).not.toHaveProperty('mistake');
  });
});
