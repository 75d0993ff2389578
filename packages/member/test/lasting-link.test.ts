import { rename } from 'node:fs/promises';
import { type Link, openLink, readLinkFile } from '@observer-graph/source-sql';
import Database from 'libsql';
import { afterEach, describe, expect, it } from 'vitest';
import { createMember } from '../src/index.ts';
import { type LastingLink, lastingLink } from '../src/lasting-link.ts';
import { type Golos, golos } from './golos.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A link that cannot be opened, as a member; what it was told of its state. */
async function failing(
  database: Golos,
): Promise<{ ask: () => Promise<unknown>; states: string[]; lasting: LastingLink }> {
  const link: Link = await readLinkFile(database.linkFile, { env: {} });
  const open = () => openLink(link);
  const failure = await open().then(
    () => {
      throw new Error('It opens.');
    },
    (error: Error) => error,
  );
  const states: string[] = [];
  const lasting = lastingLink(link, open, failure, {
    retryMs: 20,
    onState: (state) => states.push(state === 'open' ? state : state.message),
  });
  const member = createMember({ code: 'golos', link: lasting });
  ends.push(
    () => database.remove(),
    () => lasting.close(),
    () => member.close(),
  );
  const ask = async () => {
    const { data, errors } =
      (await member.executors.get('findings')?.(
        { query: '{ findings { totalCount } }', variables: {} },
        {
          viewer: { level: 'PUBLIC' },
          signal: new AbortController().signal,
          deadline: Date.now() + 10_000,
          report: () => {},
        },
      )) ?? {};
    return errors?.[0] ? errors[0].extensions?.['code'] : data?.['findings'];
  };
  return { ask, states, lasting };
}

describe('lastingLink', () => {
  it('is unavailable until its database is there, and says so once', async () => {
    const database = await golos();
    await rename(database.databaseFile, `${database.databaseFile}.away`);
    const { ask, states } = await failing(database);
    expect(await ask()).toBe('SOURCE_UNAVAILABLE');
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(states).toEqual([]);
    await rename(`${database.databaseFile}.away`, database.databaseFile);
    await expect.poll(ask).toEqual({ totalCount: 4 });
    expect(states).toEqual(['open']);
  });

  it('fails, and is not called unavailable, until its database is as the file says', async () => {
    const database = await golos();
    const writer = new Database(database.databaseFile);
    ends.push(() => writer.close());
    writer.exec('alter table report rename column summary to headline');
    const { ask, states } = await failing(database);
    expect(await ask()).toBe('SOURCE_FAILED');
    writer.exec('alter table report rename column kind to sort');
    await expect.poll(() => states.join()).toMatch(/"kind"/);
    writer.exec(
      'alter table report rename column headline to summary; alter table report rename column sort to kind',
    );
    await expect.poll(ask).toEqual({ totalCount: 4 });
  });

  it('is not opened any more once it is closed', async () => {
    const database = await golos();
    await rename(database.databaseFile, `${database.databaseFile}.away`);
    const { ask, states, lasting } = await failing(database);
    await lasting.close();
    await rename(`${database.databaseFile}.away`, database.databaseFile);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(states).toEqual([]);
    expect(await ask()).toBe('SOURCE_UNAVAILABLE');
  });
});
