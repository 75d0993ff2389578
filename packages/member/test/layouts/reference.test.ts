import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { linkFileReference } from '../../src/link-file-reference.ts';

it('keeps the reference of the link file as its schema is', () => {
  expect(readFileSync(new URL('../../LINK-FILE.md', import.meta.url), 'utf8')).toBe(linkFileReference());
});
