import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { Source } from '@observer-graph/source';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenLink, openLink } from '../src/index.ts';
import { column, linkOf } from './support/links.ts';
import { servers, type TestDatabase } from './support/servers.ts';

/** A way to a server that can be cut, or go silent without a word. */
class Network {
  silent = false;
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;

  constructor(port: number) {
    this.#server = createServer((near) => {
      const far = connect(port, '127.0.0.1');
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        this.#sockets.add(from);
        from.on('data', (chunk) => this.silent || to.write(chunk));
        from.on('error', () => {});
        from.on('close', () => {
          this.#sockets.delete(from);
          to.destroy();
        });
      }
    });
  }

  async open(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  close(): void {
    this.#server.close();
    this.cut();
  }
}

describe.each(['postgres', 'mysql'] as const)('The network before %s', (dialect) => {
  let database: TestDatabase;
  let network: Network;
  let link: OpenLink;
  const source = () => link.sourceFor('Finding')?.({ level: 'PUBLIC' }) as Source;
  const codeOf = (question: Promise<unknown>) =>
    question.then(
      () => 'answered',
      (error: { extensions?: { code: string } }) => error.extensions?.code,
    );

  beforeAll(async () => {
    database = await servers[dialect]();
    await database.execute('create table notes (id int not null primary key, title varchar(50))');
    await database.execute("insert into notes values (1, 'one'), (2, 'two')");
    const url = new URL(database.settings.url);
    network = new Network(Number(url.port));
    url.port = String(await network.open());
    link = await openLink(
      linkOf(
        { ...database.settings, url: url.href, statementTimeoutMs: 2_000, poolSize: 2 },
        { notes: { from: { table: 'notes' }, fields: { title: column('title') } } },
      ),
    );
  });
  afterAll(async () => {
    await link?.close();
    network?.close();
    await database?.drop();
  });

  it('may be cut between questions: nobody notices', async () => {
    expect(await source().count({})).toBe(2);
    network.cut();
    expect(await source().count({})).toBe(2);
  });

  it('may go silent: questions fail as unavailable, none waits for ever, and when it is back they are answered', async () => {
    expect(await source().count({})).toBe(2);
    network.silent = true;
    expect(await Promise.all([1, 2, 3].map(() => codeOf(source().count({}))))).toEqual([
      'SOURCE_UNAVAILABLE',
      'SOURCE_UNAVAILABLE',
      'SOURCE_UNAVAILABLE',
    ]);
    network.silent = false;
    network.cut();
    await expect.poll(() => codeOf(source().count({})), { timeout: 10_000 }).toBe('answered');
    expect(await source().count({})).toBe(2);
  });
});
