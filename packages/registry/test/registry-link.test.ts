import { recordTypes } from '@observer-graph/contract';
import { describe, expect, it } from 'vitest';
import { registryLink } from '../src/registry-link.ts';

describe('the registry’s link file', () => {
  it.each([
    ['some/registry.sqlite', 'sqlite', expect.stringMatching(/^\/.*\/some\/registry\.sqlite$/)],
    ['postgres://hub@db.example/registry', 'postgres', 'postgres://hub@db.example/registry'],
  ])('is about the database %s', async (database, dialect, url) => {
    expect((await registryLink(database)).database).toMatchObject({ dialect, url });
  });

  it('fills every field of the record types that the registry alone serves', async () => {
    const { sources } = await registryLink('registry.sqlite');
    const filled = sources.map(({ record, fields }) => [record.name, [...fields.keys()].sort()]);
    const all = [...recordTypes.values()]
      .filter(({ owned, domain }) => !owned && ['organizations', 'elections'].includes(domain))
      .map(({ name, key, fields }) => [name, [...fields.keys()].filter((field) => field !== key).sort()]);
    expect(new Map(filled as [string, string[]][])).toEqual(new Map(all as [string, string[]][]));
  });
});
