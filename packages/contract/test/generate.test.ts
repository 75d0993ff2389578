import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { generatedFromSdl, generatedSdl } from '../src/generate.ts';

describe('generated files', () => {
  it('are as fresh as the contract; if not, run `npm run generate`', async () => {
    const files = [await generatedSdl(), ...(await generatedFromSdl())];
    for (const [path, text] of files) {
      const found = await readFile(new URL(`../../../${path}`, import.meta.url), 'utf8');
      expect(found === text, path).toBe(true);
    }
  }, 30_000);
});
