import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readLinkFile, writeSnapshot } from '@observer-graph/source-sql';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from './ask.ts';
import { type Golos, golos, golosLink } from './golos.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.url));

/** Starts the program; what it writes grows while it runs. */
function run(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', main, ...args], { stdio: 'pipe' });
  const written = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    written.out += chunk;
  });
  child.stderr.on('data', (chunk: Buffer) => {
    written.err += chunk;
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  return { child, written, ended };
}

let database: Golos;
beforeAll(async () => {
  database = await golos();
});
afterAll(() => database.remove());

describe('member serve', { timeout: 60_000 }, () => {
  it('serves a link file until it is told to stop', async () => {
    const { child, written, ended } = run('serve', database.linkFile, '--port', '0');
    await expect.poll(() => written.out, { timeout: 50_000 }).toMatch(/code: golos, url: http/);
    const [, url = ''] = /url: (http:[^,]+),/.exec(written.out) ?? [];
    const { body } = await ask(`${url}/findings`, '{ findings { totalCount } }');
    expect(body).toEqual({ data: { findings: { totalCount: 4 } } });
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(written.err).toBe('');
  });

  it('names all mistakes of a link file and starts nothing', async () => {
    const mistaken = await golos(
      'member: golos\nfindings:\n  reports: { from: report, key: id, fieldz: {} }\n',
    );
    const { written, ended } = run('serve', mistaken.linkFile, '--port', '0');
    expect(await ended).toBe(1);
    expect(written.out).toBe('');
    expect(written.err).toMatch(/golos\.yaml:\d+: .*database/);
    expect(written.err).toMatch(/golos\.yaml:3: .*fieldz/);
    expect(written.err).not.toMatch(/\n\s+at /);
    await mistaken.remove();
  });

  it('says in one line that a database is down and starts nothing', async () => {
    const down = await golos();
    await rm(down.databaseFile);
    const { written, ended } = run('serve', down.linkFile, '--port', '0');
    expect(await ended).toBe(1);
    expect(written.out).toBe('');
    expect(written.err.trim().split('\n')).toHaveLength(1);
    await down.remove();
  });

  it('serves the others while a database is down, and that one when it is back', async () => {
    const down = await golos(golosLink.replace('member: golos', 'member: late'));
    const away = `${down.databaseFile}.away`;
    await rename(down.databaseFile, away);
    const { child, written, ended } = run('serve', database.linkFile, down.linkFile, '--port', '0', '--json');
    try {
      await expect.poll(() => written.out, { timeout: 50_000 }).toMatch(/\n$/);
      const { url, members } = JSON.parse(written.out);
      expect(members).toMatchObject([
        { code: 'golos', open: true, url: `${url}/golos` },
        { code: 'late', open: false, url: `${url}/late` },
      ]);
      const count = (code: string) => ask(`${url}/${code}/findings`, '{ findings { totalCount } }');
      expect((await count('golos')).body).toEqual({ data: { findings: { totalCount: 4 } } });
      const { body } = await count('late');
      expect(body).toMatchObject({ errors: [{ extensions: { code: 'SOURCE_UNAVAILABLE' } }] });
      expect(JSON.stringify(body)).not.toContain(down.folder);
      expect(written.err).toMatch(/^late is not served yet, and tried again: The sqlite database of "late"/m);
      await rename(away, down.databaseFile);
      await expect
        .poll(async () => (await count('late')).body, { timeout: 30_000, interval: 500 })
        .toEqual({ data: { findings: { totalCount: 4 } } });
      expect(written.err).toMatch(/^late is served\.$/m);
    } finally {
      child.kill('SIGTERM');
      await ended;
      await down.remove();
    }
  });

  it('goes over to the snapshot that replaces the one it serves, with its link file', async () => {
    const original = await golos();
    const link = await readLinkFile(original.linkFile, { env: {} });
    const to = join(original.folder, 'out.sqlite');
    await writeSnapshot(link, { to });
    const { child, written, ended } = run('serve', join(original.folder, 'out.yaml'), '--port', '0');
    try {
      await expect.poll(() => written.out, { timeout: 50_000 }).toMatch(/code: golos, url: http/);
      const [, url = ''] = /url: (http:[^,]+),/.exec(written.out) ?? [];
      const finding = async (key: number) =>
        (await ask(`${url}/findings`, `{ finding(id: "golos:finding:reports:${key}") { title } }`)).body;
      expect(await finding(1)).toEqual({ data: { finding: { title: 'Карусель на участке 12' } } });
      const database = new Database(original.databaseFile);
      database.exec('update report set open = 0 where id = 1');
      database.close();
      await writeFile(original.linkFile, golosLink.replace('title: summary', 'title: kind'));
      await writeSnapshot(await readLinkFile(original.linkFile, { env: {} }), { to });
      await expect.poll(() => finding(1), { timeout: 30_000 }).toEqual({ data: { finding: null } });
      expect(await finding(2)).toEqual({ data: { finding: { title: 'opening' } } });
      expect(written.err).toBe(`${to} was replaced, and the new one is served.\n`);
    } finally {
      child.kill('SIGTERM');
      await ended;
      await original.remove();
    }
  });

  it('names rows that share a key, and serves all else', async () => {
    const faulty = await golos(
      golosLink.replace(
        'key: id\n    fields:\n      title: summary',
        'key: sev\n    fields:\n      title: summary',
      ),
    );
    const { child, written, ended } = run('serve', faulty.linkFile, '--port', '0');
    try {
      await expect
        .poll(() => written.err, { timeout: 50_000 })
        .toBe(
          `A source cannot be served, and fails until it can:
  ${faulty.linkFile}: line 16, source "reports": 1 row has no key: sev is empty.
  ${faulty.linkFile}: line 16, source "reports": 2 rows share one key: sev = 3.
`,
        );
      await expect.poll(() => written.out, { timeout: 50_000 }).toMatch(/code: golos, url: http/);
      const [, url = ''] = /url: (http:[^,]+),/.exec(written.out) ?? [];
      const { body } = await ask(
        `${url}/findings`,
        '{ findings { totalCount } mission(id: "golos:mission:campaigns:1") { title } }',
      );
      expect(body).toMatchObject({
        data: { mission: { title: 'Наблюдение 2021' } },
        errors: [{ path: ['findings'], extensions: { code: 'SOURCE_FAILED' } }],
      });
    } finally {
      child.kill('SIGTERM');
      await ended;
      await faulty.remove();
    }
  });
});

describe('member schema', () => {
  it('prints the JSON Schema of link files', { timeout: 60_000 }, async () => {
    const { written, ended } = run('schema');
    expect(await ended).toBe(0);
    expect(JSON.parse(written.out)).toMatchObject({ title: 'Link file', type: 'object' });
  });
});
