import { stat } from 'node:fs/promises';
import type { FilesState } from '../dialect.ts';

/** Null if there is no such file. */
export async function fileState(path: string): Promise<FilesState | null> {
  const statOf = (each: string) => stat(each, { bigint: true }).catch(() => null);
  const [found, log] = await Promise.all([statOf(path), statOf(`${path}-wal`)]);
  return (
    found && {
      files: `${found.dev} ${found.ino}`,
      content: [found.size, found.mtimeNs, log?.size, log?.mtimeNs].join(' '),
    }
  );
}

/** Another file stands where the database was. Who has the old one open can go on with it. */
export class FileReplacedError extends Error {
  override readonly name = 'FileReplacedError';
}
