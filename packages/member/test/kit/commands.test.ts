import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Golos, golos, golosLink } from '../golos.ts';

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

async function run(args: readonly string[], environment: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...args], {
    stdio: 'pipe',
    env: { ...process.env, ...environment },
  });
  const written = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    written.out += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    written.err += chunk;
  });
  const [code] = await once(child, 'close');
  return { code: code as number | null, ...written };
}

let database: Golos;
beforeAll(async () => {
  database = await golos();
});
afterAll(() => database.remove());

describe('the kit as commands', { timeout: 120_000 }, () => {
  it('checks, in words without colours where nobody watches', async () => {
    const { code, out, err } = await run(['check', database.linkFile]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/visible to +rows +PUBLIC +NETWORK +PARTNERS +OWNER\n/);
    expect(out).toMatch(/findings\.reports +5 +4 +4 +4 +5\n/);
    expect(out).toMatch(/It can be served/);
    expect(out).not.toContain('\u001b[');
  });

  it('checks, as JSON, and fails for errors', async () => {
    const { code, out } = await run(['check', database.linkFile, '--json', '--strict']);
    const report = JSON.parse(out);
    expect(report).toMatchObject({ ok: false, member: 'golos', dialect: 'sqlite' });
    expect(report.remarks.filter((remark: { gravity: string }) => remark.gravity === 'error')).toMatchObject([
      { code: 'LOGIN_CAN_WRITE' },
    ]);
    expect(code).toBe(1);
  });

  it('names the mistakes of a link file, as JSON too', async () => {
    const mistaken = join(database.folder, 'mistaken.yaml');
    await writeFile(
      mistaken,
      'member: golos\nfindings: { reports: { from: report, key: id, fieldz: {} } }\n',
    );
    const plain = await run(['check', mistaken]);
    expect(plain).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/mistaken\.yaml:2: .*fieldz/),
    });
    const { code, out } = await run(['check', mistaken, '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out).remarks).toContainEqual(expect.objectContaining({ code: 'LINK_FILE', line: 2 }));
  });

  it.each([
    { as: 'PUBLIC', total: 4, hidden: true },
    { as: 'OWNER', total: 5, hidden: false },
  ])('previews what $as will see', async ({ as, total, hidden }) => {
    const { code, out, err } = await run([
      'preview',
      database.linkFile,
      '--as',
      as,
      '--type',
      'Finding',
      '--first',
      '5',
    ]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(`Finding: the first ${total} of ${total}, as ${as} finds them`);
    expect(out).toMatch(/title +Карусель на участке 12\n/);
    expect(out).toMatch(/mission +golos:mission:campaigns:1\n/);
    expect(out.includes('Угроза наблюдателю')).toBe(!hidden);
  });

  it('says which types a link file has', async () => {
    const { code, err } = await run([
      'preview',
      database.linkFile,
      '--as',
      'PUBLIC',
      '--type',
      'Recommendation',
    ]);
    expect(code).toBe(1);
    expect(err).toMatch(/has no Recommendation; it has Mission, Finding\.\n$/);
  });

  it('says that there is no such type before it looks for the registry', async () => {
    const linkFile = join(database.folder, 'looks-up.yaml');
    const lookup = 'elections: { lookup: { year: 2021, kind: PARLIAMENTARY } }';
    await writeFile(linkFile, golosLink.replace('elections: election', lookup));
    const options = ['--as', 'PUBLIC', '--registry', 'http://127.0.0.1:1'];
    const { code, err } = await run(['preview', linkFile, ...options, '--type', 'Findings']);
    expect({ code, err }).toEqual({
      code: 1,
      err: `${linkFile} has no Findings; it has Mission, Finding.\n`,
    });
  });

  it('makes a snapshot that serves the same', async () => {
    const to = join(database.folder, 'snapshot.sqlite');
    const made = await run(['snapshot', database.linkFile, '--to', to]);
    expect({ code: made.code, err: made.err }).toEqual({ code: 0, err: '' });
    expect(made.out).toMatch(/findings\.reports +5\n/);
    const again = await run(['snapshot', database.linkFile, '--to', to, '--json']);
    expect(JSON.parse(again.out)).toMatchObject({ databaseFile: to, records: { 'findings.reports': 5 } });
    const [original, copy] = await Promise.all(
      [database.linkFile, join(database.folder, 'snapshot.yaml')].map((file) =>
        run(['preview', file, '--as', 'OWNER', '--json']),
      ),
    );
    expect(JSON.parse(copy?.out ?? '')).toEqual(JSON.parse(original?.out ?? ''));
  });

  it('drafts a link file that can be read', async () => {
    const { code, out, err } = await run(['init', '--database', database.databaseFile, '--member', 'golos']);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^findings:\n {2}report: # 5 rows/m);
    const json = await run(['init', '--database', database.databaseFile, '--member', 'golos', '--json']);
    expect(JSON.parse(json.out)).toMatchObject({
      dialect: 'sqlite',
      draft: out,
      sources: expect.arrayContaining([
        expect.objectContaining({ source: 'findings.report', record: 'Finding' }),
      ]),
    });
    const draft = join(database.folder, 'draft.yaml');
    await writeFile(draft, out);
    expect(await run(['check', draft], { DATABASE_URL: database.databaseFile })).toMatchObject({ code: 0 });
  });

  it('says of files that it cannot draft from what is wrong with them, and no more', async () => {
    const file = join(database.folder, 'broken.csv');
    await writeFile(file, 'id,title\n1\n');
    expect(await run(['init', '--database', file])).toEqual({
      code: 1,
      out: '',
      err: `${file} cannot be loaded:\n  ${file}, line 2: 1 cell, and the header has 2 cells.\n`,
    });
  });

  it.each([
    { args: ['init', '--database', 'oracle://somewhere'], err: /'oracle:' is no database that is supported/ },
    {
      args: ['init', '--database', 'postgres://nobody:secret@127.0.0.1:1/none'],
      err: /cannot be read \(ECONNREFUSED\): connect ECONNREFUSED 127\.0\.0\.1:1\. See that it runs, and/,
    },
    {
      args: ['init', '--database', '/no/such.sqlite'],
      err: /^The sqlite database cannot be read: There is no file \/no\/such\.sqlite\. Name an SQLite file, or CSV files or a folder of them\.\n$/,
    },
    {
      args: ['init', '--database', main],
      err: /^The sqlite database cannot be read \(SQLITE_NOTADB\): file is not a database\. Name an SQLite file/,
    },
    {
      args: ['preview', 'x.yaml', '--as', 'EVERYBODY'],
      err: /Allowed choices are PUBLIC, NETWORK, PARTNERS, OWNER/,
    },
  ])('$args ends with a message', async ({ args, err }) => {
    const result = await run(args);
    expect(result).toMatchObject({ code: 1, out: '', err: expect.stringMatching(err) });
    expect(result.err).not.toMatch(/secret|\n\s+at /);
  });
});
