import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseLink } from '@observer-graph/source-sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkLink } from '../../src/check/check-link.ts';
import type { CheckReport } from '../../src/check/report.ts';
import { examples, type LayoutDatabase, layoutDatabase } from '../layouts/layout-database.ts';
import { type Fault, type FaultyLayout, faultyLayouts } from './faults.ts';

describe.each(faultyLayouts)('member check of a faulty copy of $example', (layout) => {
  let database: LayoutDatabase;
  let before: CheckReport;
  let after: CheckReport;
  beforeAll(async () => {
    database = await layoutDatabase(layout.example, layout.dialect);
    const text = await readFile(join(examples, layout.example, 'member.yaml'), 'utf8');
    before = await check(text);
    for (const { rows } of layout.faults) if (rows) await execute(rows);
    after = await check(`${text.trimEnd()}\n${faultySources(layout)}`);
  }, 120_000);
  afterAll(() => database?.drop());

  const check = (text: string) =>
    checkLink(
      parseLink(text, {
        file: 'member.yaml',
        env: Object.fromEntries([...text.matchAll(/\$([A-Z_]+)/g)].map(([, name]) => [name, database.url])),
      }),
    );
  const execute = (statements: string) => database.execute(statements);

  it('has ten kinds of faults at least', () => {
    expect(new Set(layout.faults.map(({ code }) => code)).size).toBeGreaterThanOrEqual(10);
  });

  it.each(layout.faults)('finds $code: $says', (fault) => {
    const messages = (report: CheckReport) =>
      report.remarks.filter(({ code }) => code === fault.code).map(({ message }) => message);
    expect(messages(before).filter((message) => fault.says.test(message))).toEqual([]);
    expect(messages(after).join('\n')).toMatch(fault.says);
    expect(JSON.stringify(after)).not.toMatch(/maria@example|69 123 456/);
  });

  it('says for each where it is, and that it is not to be served', () => {
    expect(after.ok).toBe(false);
    const codes = new Set(layout.faults.map(({ code }) => code));
    const unplaced = after.remarks.filter(
      ({ code, source, line }) => codes.has(code) && code !== 'REFERENCE_UNKNOWN' && !(source && line),
    );
    expect(unplaced).toEqual([]);
  });
});

/** Below the last section of the file. */
function faultySources({ example, faults }: FaultyLayout): string {
  return faults
    .flatMap(({ source }, index) => (source ? [sourceText(source, `faulty-${index}`, example)] : []))
    .join('\n');
}

function sourceText({ from, key, text, shown }: NonNullable<Fault['source']>, name: string, example: string) {
  const fields =
    example === 'recommendation-tracker'
      ? `country: { constant: GE }, recommendation: { constant: a:recommendation:b:1 }, rationale: ${text}`
      : `kind: { constant: INCIDENT }, country: { constant: GE }, title: ${text}, organization: ${shown === 'organization' ? text : '{ constant: somebody }'}`;
  const visibility = shown === 'PARTNERS' ? shown : 'OWNER';
  return `  ${name}: { from: ${from}, key: ${key}, fields: { ${fields} }, visibility: ${visibility} }`;
}
