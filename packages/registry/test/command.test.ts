import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { registryCommand } from '../src/index.ts';

let folder: string;
let output: string[];
let errors: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'registry-command-'));
  output = [];
  errors = [];
  vi.spyOn(console, 'log').mockImplementation((line) => output.push(line));
  vi.spyOn(console, 'error').mockImplementation((line) => errors.push(line));
});

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = 0;
  rmSync(folder, { recursive: true });
});

const run = async (...args: string[]) => {
  process.exitCode = 0;
  await registryCommand().parseAsync([...args, '--database', join(folder, 'registry.sqlite')], {
    from: 'user',
  });
  return process.exitCode;
};

function directory(organizations: string): string {
  mkdirSync(join(folder, 'files'), { recursive: true });
  writeFileSync(join(folder, 'files', 'organizations.csv'), organizations);
  return join(folder, 'files');
}

describe('observer-graph registry', () => {
  it('imports, says what it did, and exports', async () => {
    expect(await run('import', directory('id,name,kind\na,A,CITIZEN\nb,B,CITIZEN\n'))).toBe(0);
    expect(await run('import', directory('id,name,kind\na,A,CITIZEN\nc,C,CITIZEN\n'), '--prune')).toBe(0);
    expect(await run('export', join(folder, 'out'))).toBe(0);
    expect(output).toEqual([
      '2 organizations: 2 new',
      '2 organizations: 1 new, 1 the same, 1 removed',
      'countries.csv: 251',
      'organizations.csv: 2',
      'elections.csv: 0',
      'declarations.csv: 3',
      'endorsements.csv: 0',
    ]);
    expect(readFileSync(join(folder, 'out', 'organizations.csv'), 'utf8')).toMatch(
      /^id,name,.*\na,A,.*\nc,C,.*\n$/,
    );
  });

  it('names every bad line and ends with 1', async () => {
    const code = await run('import', directory('id,name,kind,country\nA,A,CITIZEN,XY\n'));
    expect(code).toBe(1);
    expect(output).toEqual([]);
    expect(errors).toEqual([
      "organizations.csv:2: id 'A' is not a slug; use small letters, digits and hyphens",
      "organizations.csv:2: country 'XY' is not an ISO 3166-1 code",
      'Nothing was imported; there are 2 problems to mend first.',
    ]);
  });

  it('leaves no registry behind where nothing was imported', async () => {
    const isThere = () => existsSync(join(folder, 'registry.sqlite'));
    expect(await run('import', directory('id,name,kind\nA,A,CITIZEN\n'))).toBe(1);
    expect(isThere()).toBe(false);
    expect(await run('import', directory('id,name,kind\na,A,CITIZEN\n'), '--dry-run')).toBe(0);
    expect(output).toEqual(['1 organization: 1 new', 'Nothing was written: this was a dry run.']);
    expect(isThere()).toBe(false);
    expect(await run('export', join(folder, 'out'))).toBe(1);
    expect(errors.at(-1)).toMatch(/^There is no registry in /);
    expect(isThere()).toBe(false);
  });

  it('does not export beside files that an import would find too', async () => {
    const out = directory('id,name,kind\na,A,CITIZEN\n');
    expect(await run('import', out)).toBe(0);
    writeFileSync(join(out, 'elections.yaml'), '');
    expect(await run('export', out)).toBe(1);
    expect(errors).toEqual([
      `${join(out, 'elections.yaml')} is in the way: the export is CSV. Remove it, or name another directory.`,
    ]);
    expect(existsSync(join(out, 'countries.csv'))).toBe(false);
  });
});
