import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordType } from '@observer-graph/contract';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { csvDatabase } from '../../src/csv/csv-database.ts';
import { type OpenLink, openLink, parseLink } from '../../src/index.ts';
import { sql } from '../../src/sql.ts';

const limits = { statementTimeoutMs: 10_000, poolSize: 1 };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'csv-test-'));
});
afterEach(() => rm(folder, { recursive: true }));

const write = (name: string, content: string | Buffer) => writeFile(join(folder, name), content);

function linkOver(path: string, from: string) {
  const text = `
member: demo
database: { dialect: csv, path: ${path} }
defaults: { organization: demo, observerKind: CITIZEN, country: GE, timezone: Asia/Tbilisi }
findings:
  reports:
    from: ${from}
    key: no
    fields:
      kind: { constant: INCIDENT }
      title: title
      severity: { column: grave, values: { high: HIGH, low: LOW } }
      themes: { column: themes, separator: "|", values: { buying: VOTE_BUYING }, otherwise: OTHER }
      observedAt: { column: seen, precision: EXACT }
      place: { name: station, latitude: lat }
    visibility: { column: public, values: { yes: PUBLIC } }
`;
  return parseLink(text, { file: join(folder, 'member.yaml'), env: {} });
}

async function recordsOf(path: string, from = 'reports') {
  const link = await openLink(linkOver(path, from));
  try {
    const want = new Set(recordType('Finding').fields.keys());
    const source = link.sourceFor('Finding')?.({ level: 'PUBLIC' });
    const page = await source?.list({ filter: {}, order: 'OBSERVED_ASC', page: { first: 100 }, want });
    return page?.edges.map(({ node }) => node) ?? [];
  } finally {
    await link.close();
  }
}

/** The sentences in which a folder is refused, without the folder's own name. */
async function refusal(path = folder): Promise<string[]> {
  const settings = { dialect: 'sqlite' as const, url: path, files: path, ...limits };
  try {
    await (await csvDatabase(settings)).close();
    return [];
  } catch (error) {
    const { code, problems } = error as { code: string; problems: string[] };
    expect(code).toBe('FILES_UNREADABLE');
    return problems.map((problem) => problem.replaceAll(`${folder}/`, '').replaceAll(folder, 'FOLDER'));
  }
}

describe('A folder of files', () => {
  it('is a database, each file a table, by the same link file', async () => {
    await write(
      'reports.csv',
      '\uFEFFno,title,grave,themes,seen,station,lat,public\r\n' +
        '1,"Carousel, ""again""",high,buying|other,2024-10-26 08:15,7,41.7,yes\r\n' +
        '2,"Two\r\nlines",,,2024-10-26T05:00:00Z,8,,yes\r\n\r\n' +
        '3,Hidden,low,buying,2024-10-26 09:00,9,,no\r\n',
    );
    await write('stations.csv', 'number;district\n7;ვაკე\n8;ისანი\n');
    await write('more.tsv', 'a\tb\nx "y"\tz, and\n'.replaceAll('"', ''));
    const from =
      '"SELECT r.no, r.title, r.grave, r.themes, r.seen, s.district AS station, r.lat, r.public FROM reports r LEFT JOIN stations s ON s.number = r.station"';
    expect(await recordsOf('.', from)).toMatchObject([
      {
        id: 'demo:finding:reports:1',
        title: 'Carousel, "again"',
        severity: 'HIGH',
        themes: ['VOTE_BUYING', 'OTHER'],
        observedAt: '2024-10-26T04:15:00Z',
        place: { name: 'ვაკე', latitude: 41.7 },
      },
      {
        id: 'demo:finding:reports:2',
        title: 'Two\nlines',
        severity: null,
        themes: null,
        observedAt: '2024-10-26T05:00:00Z',
        place: { name: 'ისანი', latitude: null },
      },
    ]);
  });

  it('has decimal commas and days put right as the README says', async () => {
    await write('reports.csv', 'no;title;day;lat\n1;One;26.10.2024;41,7\n');
    const readme = await readFile(new URL('../../../member/README.md', import.meta.url), 'utf8');
    const told = [...readme.matchAll(/`((?:CAST|substr)\(.* AS (?:lat|day))`/g)].map(([, sql]) => sql);
    expect(told).toHaveLength(2);
    const empty = ['grave', 'themes', 'station'].map((name) => `NULL AS ${name}`);
    const from = JSON.stringify(
      `SELECT no, title, ${told}, ${empty}, 'yes' AS public FROM reports`.replace('AS day', 'AS seen'),
    );
    expect(await recordsOf('reports.csv', from)).toMatchObject([
      { observedAt: '2024-10-25T20:00:00Z', place: { latitude: 41.7 } },
    ]);
  });

  it('takes a day that no month has for none, not for a later one', async () => {
    const seen = ['2024-02-30', '2023-02-29 10:00', '2024-04-31T10:00:00Z', '2024-02-29', '2024-12-31'];
    const rows = seen.map((text, index) => `${index},One,,,${text},,,yes\n`);
    await write('reports.csv', `no,title,grave,themes,seen,station,lat,public\n${rows.join('')}`);
    const records = await recordsOf('reports.csv');
    expect(records.map(({ id, observedAt }) => [String(id).at(-1), observedAt]).sort()).toEqual([
      ['0', null],
      ['1', null],
      ['2', null],
      ['3', '2024-02-28T20:00:00Z'],
      ['4', '2024-12-30T20:00:00Z'],
    ]);
  });

  it('may be one file', async () => {
    await write('reports.csv', 'no,title,grave,themes,seen,station,lat,public\n1,One,,,,,,yes\n');
    expect(await recordsOf('reports.csv')).toMatchObject([{ title: 'One', place: null }]);
  });

  it('is refused with every bad row of every file, by file and line', async () => {
    await write('a.csv', 'id,name,Name,\n1,x,y,z\n2,x\n\n3,"two\nlines",y,z,more\n');
    await write('b.csv', Buffer.from('id,name\n1,\xe9t\xe9\n2,ok\n3,\xff\n4\n5,"x\n', 'latin1'));
    await write('c.csv', 'id,name\n1,"never closed\n2,x\n');
    await write('d.csv', '');
    await write('e.csv', Buffer.from('\uFEFFid,name\n1,x\n', 'utf16le'));
    await write('f.csv', 'id,name\n1,x\n2,a"b\n3,y\n4,"x"y\n');
    await write(
      'g.csv',
      Buffer.from('\xcd\xee;\xd2\xe5;\xcd\xf2\r\n1;\xc0;b\r\n2;\xc1;b\r\n3;x\r\n', 'latin1'),
    );
    expect(await refusal()).toEqual([
      'a.csv, line 1: the column "Name" stands twice.',
      'a.csv, line 1: column 4 has no name.',
      'a.csv, line 3: 2 cells, and the header has 4 cells.',
      'a.csv, line 5: 5 cells, and the header has 4 cells.',
      'b.csv, line 2: is not UTF-8; save the file as CSV UTF-8.',
      'b.csv, line 4: is not UTF-8; save the file as CSV UTF-8.',
      'b.csv, line 5: 1 cell, and the header has 2 cells.',
      'b.csv, line 6: a quotation mark is opened, here or below, and never closed.',
      'c.csv, line 2: a quotation mark is opened, here or below, and never closed.',
      'd.csv, line 1: the header with the names of the columns is missing.',
      'e.csv, line 1: this is not UTF-8 text but UTF-16, or no text; save it as CSV UTF-8.',
      'f.csv, line 3: a quotation mark stands where none can be; write it twice within a cell in quotation marks.',
      'f.csv, line 5: a quotation mark stands where none can be; write it twice within a cell in quotation marks.',
      'g.csv, lines 1 to 3: are not UTF-8; save the file as CSV UTF-8.',
      'g.csv, line 4: 2 cells, and the header has 3 cells.',
    ]);
  });

  it.each([
    { why: 'Excel names the separator', text: 'sep=;\r\nno;title;public\r\n1;One, and more;yes\r\n' },
    {
      why: 'lines without anything on them come first',
      text: '\r\n\r\nno;title;public\r\n1;One, and more;yes\r\n',
    },
    { why: 'a heading has several lines', text: 'no;"x, y,\r\nz, w";title;public\n1;;One, and more;yes\n' },
  ])('has its separators understood where $why', async ({ text }) => {
    await write('reports.csv', text);
    const empty = ['grave', 'themes', 'seen', 'station', 'lat'].map((name) => `NULL AS ${name}`);
    const from = `"SELECT no, title, public, ${empty} FROM reports"`;
    expect(await recordsOf('reports.csv', from)).toMatchObject([{ title: 'One, and more' }]);
  });

  it('numbers lines below one that names the separator as the file does', async () => {
    await write('a.csv', 'sep=;\nid;name\n1\n');
    expect(await refusal()).toEqual(['a.csv, line 3: 1 cell, and the header has 2 cells.']);
  });

  it('is refused without tables, or with two of one name', async () => {
    await write('.~lock.a.csv#', '');
    await write('notes.txt', '');
    expect(await refusal()).toEqual(['FOLDER has no file that ends in .csv or .tsv.']);
    expect(await refusal(join(folder, 'absent'))).toEqual(['there is no file or folder absent.']);
    await write('a.csv', 'id\n1\n');
    await write('A.tsv', 'id\n1\n');
    expect(await refusal()).toEqual(['a.csv: another file is the table "a" already; rename one.']);
  });

  it('cannot be written to', async () => {
    await write('a.csv', 'id\n1\n');
    const database = await csvDatabase({ dialect: 'sqlite', url: folder, files: folder, ...limits });
    await expect(database.run(sql`insert into a values (2)`)).rejects.toThrow(
      /readonly|query_only|attempt to write/,
    );
    await database.close();
  });

  it('ends a statement that takes too long, and answers others meanwhile', async () => {
    await write('a.csv', 'id\n1\n');
    const database = await csvDatabase({
      dialect: 'sqlite',
      url: folder,
      files: folder,
      statementTimeoutMs: 2_000,
      poolSize: 2,
    });
    const order: string[] = [];
    const endless = database
      .run(
        sql`with recursive n (i) as (select id from a union all select i + 1 from n) select max(i) as i from n`,
      )
      .catch((error: unknown) => {
        order.push('endless');
        return database.isUnavailable(error);
      });
    expect(await database.run(sql`select id from a`)).toEqual([{ id: '1' }]);
    order.push('other');
    expect(await endless).toBe(true);
    expect(order).toEqual(['other', 'endless']);
    await database.close();
  });
});

describe('Files that change', () => {
  const header = 'no,title,grave,themes,seen,station,lat,public';
  const messages: string[] = [];
  let link: OpenLink;
  const titles = async () => {
    const list = { filter: {}, order: 'OBSERVED_ASC', page: { first: 100 }, want: new Set(['title']) };
    const page = await link.sourceFor('Finding')?.({ level: 'PUBLIC' }).list(list);
    return page?.edges.map(({ node }) => node['title']);
  };
  /** As careful programs save: a new file takes the place of the old one. */
  const replace = async (content: string) => {
    await write('reports.tmp', content);
    await rename(join(folder, 'reports.tmp'), join(folder, 'reports.csv'));
  };

  beforeEach(async () => {
    messages.length = 0;
    await write('reports.csv', `${header}\n1,one,,,,,,yes\n`);
    link = await openLink(linkOver('.', 'reports'), {
      lookEveryMs: 20,
      log: (message) => messages.push(message.replaceAll(folder, 'FOLDER')),
    });
  });
  afterEach(() => link.close());

  it('are loaded again', async () => {
    await replace(`more,${header}\nx,1,uno,,,,,,yes\ny,2,due,,,,,,yes\n`);
    await vi.waitFor(async () => expect(await titles()).toEqual(['uno', 'due']), 5_000);
    expect(messages).toEqual(['FOLDER has changed and is loaded.']);
  });

  it.each([
    {
      what: 'a cell too few',
      content: `${header}\n1,uno,,,,,,yes\n2\n`,
      problem: 'FOLDER/reports.csv, line 3: 1 cell, and the header has 8 cells.',
    },
    {
      what: 'a key twice',
      content: `${header}\n1,uno,,,,,,yes\n2,due,,,,,,yes\n1,tre,,,,,,no\n`,
      problem: 'line 6, source "reports": 2 rows share one key: no = 1.',
    },
    {
      what: 'a row without a key',
      content: `${header}\n1,uno,,,,,,yes\n,due,,,,,,yes\n`,
      problem: 'line 6, source "reports": 1 row has no key: no is empty.',
    },
    {
      what: 'no column that is in use',
      content: `${header.replace('title', 'name')}\n1,uno,,,,,,yes\n`,
      problem:
        'line 6, source "reports": it has no column "title" (title); it has no, name, grave, themes, seen, station, lat, public.',
    },
  ])('leave the rows from before while they have $what', async ({ content, problem }) => {
    await replace(content);
    await vi.waitFor(() => expect(messages).toHaveLength(1), 5_000);
    expect(messages[0]).toBe(
      `FOLDER has changed and cannot be loaded; the rows from before stay:\n  ${problem}`,
    );
    expect(await titles()).toEqual(['one']);
    await replace(`${header}\n1,uno,,,,,,yes\n`);
    await vi.waitFor(async () => expect(await titles()).toEqual(['uno']), 5_000);
  });

  it('leave the rows from before if the file has gone', async () => {
    await write('other.csv', 'id,name\n1,x\n');
    await rm(join(folder, 'reports.csv'));
    await vi.waitFor(() => expect(messages.at(-1)).toContain('no such table: reports'), 5_000);
    expect(await titles()).toEqual(['one']);
  });

  it('are not served from the start with keys that do not tell rows apart', async () => {
    await write('reports.csv', `${header}\n1,uno,,,,,,yes\n1,due,,,,,,yes\n`);
    await expect(openLink(linkOver('.', 'reports'))).rejects.toMatchObject({
      code: 'LINK_MISMATCH',
      problems: ['line 6, source "reports": 2 rows share one key: no = 1.'],
    });
  });

  it('leave nothing behind', async () => {
    // A place of its own: whatever else runs here loads files too.
    const place = await mkdtemp(join(tmpdir(), 'csv-test-'));
    vi.stubEnv('TMPDIR', place);
    try {
      const own = await csvDatabase({ dialect: 'sqlite', url: folder, files: folder, ...limits });
      expect(await readdir(place)).toHaveLength(1);
      await own.close();
      expect(await readdir(place)).toEqual([]);
    } finally {
      vi.unstubAllEnvs();
      await rm(place, { recursive: true });
    }
  });

  it('are taken away at the next start if the process was killed', async () => {
    const place = await mkdtemp(join(tmpdir(), 'csv-test-'));
    vi.stubEnv('TMPDIR', place);
    // The program's own compiler lays something there too.
    const folders = async () => (await readdir(place)).filter((name) => name.startsWith('observer-graph-'));
    const program = `
      import { loadTables } from ${JSON.stringify(new URL('../../src/csv/load-tables.ts', import.meta.url).href)};
      await loadTables(${JSON.stringify(folder)});
      process.kill(process.pid, 'SIGKILL');`;
    try {
      const alive = await csvDatabase({ dialect: 'sqlite', url: folder, files: folder, ...limits });
      const before = await folders();
      const { signal } = spawnSync(
        process.execPath,
        ['--import', 'tsx', '--input-type=module', '-e', program],
        { encoding: 'utf8' },
      );
      expect(signal).toBe('SIGKILL');
      expect(await folders()).toHaveLength(2);
      const own = await csvDatabase({ dialect: 'sqlite', url: folder, files: folder, ...limits });
      await own.close();
      expect(await folders()).toEqual(before);
      expect(await alive.run(sql`select no from reports`)).toEqual([{ no: '1' }]);
      await alive.close();
    } finally {
      vi.unstubAllEnvs();
      await rm(place, { recursive: true });
    }
  });
});
