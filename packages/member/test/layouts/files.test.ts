import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseLink } from '@observer-graph/source-sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { draftDatabase } from '../../src/init/draft-database.ts';
import { settingsOf } from '../../src/init-command.ts';

describe('A folder of spreadsheets', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'files-'));
    await writeFile(join(folder, 'reports.csv'), 'no,title,kind\n1,Carousel,stuffing\n2,Opened late,\n');
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('gets a draft of its link file, as a database does', async () => {
    const settings = settingsOf(folder);
    const draft = await draftDatabase(settings, { member: 'demo' });
    const { database, sources } = parseLink(draft, { file: 'member.yaml', env: { DATABASE_URL: folder } });
    expect(database).toMatchObject({ dialect: 'sqlite', files: folder });
    expect(sources.map(({ name }) => name)).toEqual(['reports']);
  });
});
