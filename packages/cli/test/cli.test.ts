import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'observer-graph-cli-'));
const federation = join(folder, 'federation.yaml');
writeFileSync(federation, 'registry: { code: hub, url: "http://127.0.0.1:1" }\nmembers: []\n');

afterAll(() => rmSync(folder, { recursive: true }));

/** Starts the command line as npm does. */
function start(args: readonly string[], environment: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, [join(root, 'scripts/run.mjs'), 'cli', ...args], {
    cwd: folder,
    env: { ...process.env, ...environment, INIT_CWD: folder },
  });
}

async function run(...args: string[]) {
  const child = start(args);
  const output = { out: '', err: '' };
  child.stdout?.on('data', (chunk) => {
    output.out += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    output.err += chunk;
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, ...output };
}

describe('observer-graph', () => {
  it.each([
    { args: ['gatewy'], err: /unknown command 'gatewy'\n\(Did you mean gateway\?\)/ },
    {
      args: ['gateway', '--federation', 'x.yaml', '--prt', '1'],
      err: /unknown option '--prt'\n\(Did you mean --port\?\)/,
    },
    { args: ['gateway', '--federation', 'x.yaml', '--port', 'high'], err: /It is no port/ },
    { args: ['gateway'], err: /name a federation file with --federation, or with --supergraph a supergraph/ },
    {
      args: ['gateway', '--federation', 'x.yaml', '--supergraph', 'x.graphql'],
      err: /'--supergraph <file>' cannot be used with option '--federation <file>'/,
    },
    {
      args: ['gateway', '--federation', 'x.yaml', '--limit', 'maxDepth=9'],
      err: /--limit is for --supergraph.*limits: \{ maxDepth: 30 \}/,
    },
    {
      args: ['gateway', '--federation', 'x.yaml', '--forward', 'cookie'],
      err: /--forward is for --supergraph/,
    },
    { args: ['gateway', '--federation', 'x.yaml', '--no-sharing'], err: /--no-sharing is for --supergraph/ },
    { args: ['gateway', '--supergraph', 'x.graphql', '--limit', 'deep'], err: /It is no limit/ },
    {
      args: ['gateway', '--supergraph', 'x.graphql'],
      err: /^error: x\.graphql: there is no such file\n$/,
    },
    {
      args: ['gateway', '--supergraph', 'federation.yaml'],
      err: /^error: federation\.yaml:1:1: The supergraph is not GraphQL: .*\nExpected a Federation 2 supergraph/,
    },
    {
      args: ['gateway', '--federation', 'x.yaml'],
      err: /^error: x\.yaml: there is no such file\n$/,
    },
    { args: ['supergraph', '--url', 'hub'], err: /It is no http or https URL/ },
    { args: ['supergraph', '--url', 'http://hub/graphql'], err: /Leave out \/graphql/ },
    {
      args: ['member', 'check'],
      err: /missing required argument 'file'\n\n?Usage: observer-graph member check \[options\] <file>\n/,
    },
  ])('$args ends with a message and code 1', async ({ args, err }) => {
    const result = await run(...args);
    expect(result).toEqual({ code: 1, out: '', err: expect.stringMatching(err) });
    expect(result.err).not.toMatch(/node_modules|\s+at /);
  });

  it('names its commands', async () => {
    const { code, out } = await run('--help');
    expect(code).toBe(0);
    for (const command of ['gateway', 'supergraph', 'member', 'registry', 'demo'])
      expect(out).toContain(`  ${command} `);
  });

  it("prints the supergraph with a hub's URLs, and nothing else", async () => {
    const { code, out, err } = await run('supergraph', '--url', 'https://hub.example/');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^schema\n {2}@link/);
    expect(out).toContain('"https://hub.example/subgraphs/findings"');
  });

  it('serves a supergraph, whose subgraphs need not be there yet', async () => {
    const { out } = await run('supergraph', '--url', 'http://127.0.0.1:1');
    writeFileSync(join(folder, 'supergraph.graphql'), out);
    const child = start(['gateway', '--supergraph', 'supergraph.graphql', '--port', '0']);
    const url = await new Promise<string>((resolve) => {
      child.stdout?.on('data', (chunk) => resolve(String(chunk).match(/http:\S+/)?.[0] ?? ''));
    });
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ __typename unlistedMembers }' }),
    });
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph: 'federation' } }],
    });
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('stops on SIGTERM, whole', async () => {
    const child = start(['gateway', '--federation', 'federation.yaml'], { PORT: '0' });
    const url = await new Promise<string>((resolve) => {
      child.stdout?.on('data', (chunk) => resolve(String(chunk).match(/http:\S+/)?.[0] ?? ''));
    });
    expect((await fetch(url.replace('/graphql', '/health/live'))).status).toBe(200);
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });
});
