import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGateway } from '@observer-graph/gateway';
import { serveRegistry } from '@observer-graph/registry';
import Database from 'libsql/promise';
import { afterEach, describe, expect, it } from 'vitest';
import { ask } from './ask.ts';
import { type SmallMember, silent, someFindings, startSmallMember } from './small-member.ts';

const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const list = `query ($after: String) {
  findings(first: 9, after: $after, filter: { country: "GE" }, orderBy: OBSERVED_DESC) {
    edges { node { id member } }
    pageInfo { hasNextPage endCursor }
    sources { members { member state message } }
  }
}`;

/** How many page at once. */
const clients = 6;

describe('while many clients page', () => {
  it('members join, leave, move and change their coverage: no request fails, and who stays is seen once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'observer-graph-changes-'));
    closers.push(() => rm(folder, { recursive: true, force: true }));
    const registry = await serveRegistry({ database: join(folder, 'registry.sqlite'), port: 0 });
    closers.push(() => registry.close());
    const start = async (code: string, first: number, file = code) => {
      const rows = someFindings(code, 'GE', first, 11);
      const member = await startSmallMember({ code, rows, folder, file, refreshMs: 1_000 });
      closers.push(() => member.close());
      return member;
    };
    const stays = await start('m01', 100);
    const staysToo = await start('m02', 200);
    const comesAndGoes = await start('m03', 300);
    /** Its records are about now this country, now that one. */
    const changes = await start('m05', 500);
    const moves = [await start('m04', 400), await start('m04', 400, 'm04-moved')] as const;

    const file = join(folder, 'federation.yaml');
    const write = (members: readonly SmallMember[]) =>
      writeFile(
        file,
        [
          `registry: { code: registry, url: "${registry.url}" }`,
          // Nothing here is about time.
          'limits: { deadlineMs: 60000, requestDeadlineMs: 90000 }',
          'members:',
          ...members.map(
            ({ code, url }) => `  - { code: ${code}, url: "${url}", organizations: [${code}-org] }`,
          ),
          '',
        ].join('\n'),
      );
    await write([stays, staysToo, changes, moves[0]]);
    let taken = 0;
    const info = (message: string) => {
      if (message.includes('read again')) taken += 1;
    };
    const gateway = await startGateway({
      federationFile: file,
      port: 0,
      log: { ...silent, info },
      refreshMs: 1_000,
    });
    closers.push(() => gateway.close());

    /** One walk through the whole list: the ids in their order. */
    const walk = async () => {
      const ids: string[] = [];
      for (let after: string | null = null, more = true; more; ) {
        const { status, data, errors } = await ask(gateway.url, list, { after });
        expect({ status, errors }).toEqual({ status: 200, errors: undefined });
        expect(
          data.findings.sources.members.filter(({ state }: { state: string }) => state !== 'OK'),
        ).toEqual([]);
        ids.push(...data.findings.edges.map(({ node }: { node: { id: string } }) => node.id));
        ({ hasNextPage: more, endCursor: after } = data.findings.pageInfo);
      }
      return ids;
    };
    const idsOf = (code: string, first: number) =>
      Array.from({ length: 11 }, (_, index) => `${code}:finding:s:00${first + index}`);
    const staying = [...idsOf('m01', 100), ...idsOf('m02', 200), ...idsOf('m04', 400)].toSorted();
    const countries = async () => {
      const { data } = await ask(gateway.url, '{ members { code coverage { type countries { code } } } }');
      const { coverage } = data.members.find(({ code }: { code: string }) => code === 'm05');
      return JSON.stringify(coverage);
    };

    let changing = true;
    let failure: unknown = null;
    const walks: string[][] = [];
    /** By client, how many walks it has made. */
    const made = Array.from({ length: clients }, () => 0);
    const paging = made.map(async (_, client) => {
      while (changing && !failure) {
        walks.push(await walk());
        made[client] = (made[client] as number) + 1;
      }
    });
    const allPaged = Promise.all(paging).catch((error: unknown) => {
      failure = error;
    });
    const until = async (condition: () => boolean | Promise<boolean>) => {
      while (!(await condition())) {
        if (failure) throw failure;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    const change = async (members: readonly SmallMember[]) => {
      const before = taken;
      await write(members);
      await until(() => taken > before);
    };
    /** Until every client has made a walk that began after what is now. */
    const walked = async () => {
      const before = [...made];
      await until(() => made.every((walked, client) => walked >= (before[client] as number) + 2));
    };
    const database = new Database(changes.database, {});
    // Whoever writes beside others waits for those that read just then: not in this thread, which they need to end.
    await database.exec('PRAGMA busy_timeout = 30000');
    try {
      for (let round = 0; round < 2; round++) {
        const place = moves[(round + 1) % 2] as SmallMember;
        await change([stays, staysToo, comesAndGoes, place, changes]);
        await database.exec(`UPDATE "finding" SET "country" = 'KE'`);
        await until(async () => (await countries()).includes('KE'));
        await walked();
        await change([stays, staysToo, place, changes]);
        await database.exec(`UPDATE "finding" SET "country" = 'GE'`);
        await until(async () => !(await countries()).includes('KE'));
        await walked();
      }
    } finally {
      database.close();
      changing = false;
    }
    await allPaged;
    if (failure) throw failure;
    await moves[1].close();
    walks.push(await walk());

    expect(walks.filter((ids) => new Set(ids).size < ids.length)).toEqual([]);
    const of = (codes: RegExp) => walks.map((ids) => ids.filter((id) => codes.test(id)).toSorted());
    expect(of(/^m0[124]/)).toEqual(walks.map(() => staying));
    for (const codes of [/^m03/, /^m05/]) {
      const counts = of(codes).map((ids) => ids.length);
      expect({ most: Math.max(...counts), least: Math.min(...counts) }).toEqual({ most: 11, least: 0 });
    }
  }, 300_000);
});
