import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openLink, readLinkFile } from '@observer-graph/source-sql';
import Database from 'libsql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMember, type Served, serveMember } from '../src/index.ts';
import { ask } from './ask.ts';
import { type Golos, golos, golosLink } from './golos.ts';

const main = fileURLToPath(new URL('main.ts', import.meta.url));
/** As the view of somebody who forgot a condition. */
const view = `CREATE VIEW tallies AS
  WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT 1 AS id, max(i) AS words FROM n`;
const linkText = `${golosLink.replace('golos.db }', 'golos.db, statementTimeout: 3s }')}
recommendations:
  tallies:
    from: tallies
    key: id
    fields: { text: words }
    visibility: PUBLIC
`;

let database: Golos;
beforeAll(async () => {
  database = await golos(linkText);
  const connection = new Database(database.databaseFile);
  connection.exec(view);
  connection.close();
});
afterAll(() => database.remove());

describe('A member with a view that never ends', () => {
  let served: Served;
  let close: () => Promise<void>;
  beforeAll(async () => {
    const link = await openLink(await readLinkFile(database.linkFile, { env: {} }));
    served = await serveMember({ member: createMember({ code: 'golos', link }), port: 0 });
    close = async () => {
      await served.close();
      await link.close();
    };
  });
  afterAll(() => close?.());

  it('answers about everything else meanwhile, says what it cannot, and goes on', async () => {
    const order: string[] = [];
    const asked = async (domain: string, list: string) => {
      const { body } = await ask(`${served.url}/${domain}`, `{ ${list} { totalCount } }`);
      order.push(list);
      return body;
    };
    const reports = () => asked('findings', 'findings(first: 5)');
    for (let round = 0; round < 2; round++) {
      const tallies = asked('recommendations', 'recommendations(first: 5)');
      expect(await reports()).toEqual({ data: { findings: { totalCount: 4 } } });
      expect(await tallies).toEqual({
        data: { recommendations: null },
        errors: [
          {
            message:
              'The database behind "tallies" did not answer in time or cannot be reached. Try again later.',
            path: ['recommendations'],
            extensions: { code: 'SOURCE_UNAVAILABLE' },
          },
        ],
      });
      expect(await reports()).toEqual({ data: { findings: { totalCount: 4 } } });
    }
    const once = ['findings(first: 5)', 'recommendations(first: 5)', 'findings(first: 5)'];
    expect(order).toEqual([...once, ...once]);
  });
});

describe('A view that never ends', { timeout: 120_000 }, () => {
  async function run(...args: string[]) {
    const child = spawn(process.execPath, ['--import', 'tsx', main, ...args], { stdio: 'pipe' });
    let out = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        out += chunk;
      });
    }
    const [code] = await once(child, 'close');
    return { code: code as number | null, out };
  }

  it('is named by member check, with what to do, and the check ends', async () => {
    const { code, out } = await run('check', database.linkFile);
    expect(code).toBe(1);
    expect(out).toMatch(/recommendations\.tallies/);
    expect(out.replace(/\s+/g, ' ')).toMatch(
      /its rows could not be read within 3 s, .*Make "tallies", if it is a view, cheaper, let a materialised table hold its rows/,
    );
    expect(out).toMatch(/findings\.reports +5 +4 +4 +4 +5\n/);
  });

  it('is named by member preview and snapshot, and both end', async () => {
    const [preview, snapshot] = await Promise.all([
      run('preview', database.linkFile, '--as', 'PUBLIC'),
      run('snapshot', database.linkFile, '--to', join(database.folder, 'copy.sqlite')),
    ]);
    const out = `${database.linkFile}:30: recommendations.tallies: its rows cannot be read (The statement took longer than 3000 ms). Make "tallies", if it is a view, cheaper, let a materialised table hold its rows, or give \`statementTimeout\` more.\n`;
    expect(preview).toEqual({ code: 1, out });
    expect(snapshot).toEqual({ code: 1, out });
  });
});
