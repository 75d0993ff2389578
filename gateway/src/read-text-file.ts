import { readFileSync } from 'node:fs';

/** @throws {Error} where the file is not there or cannot be read; the message names it */
export function readTextFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const reason =
      code === 'ENOENT'
        ? 'there is no such file'
        : code === 'EISDIR'
          ? 'it is a folder'
          : 'it cannot be read';
    throw new Error(`${path}: ${reason}`, { cause });
  }
}
