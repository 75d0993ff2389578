import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** How the link file of a snapshot begins, by which the two are known. */
export const snapshotHead =
  '# Written together with the database beside it, and replaced with it. Edit the original instead.\n';

/**
 * Whether a snapshot may be written there. Only an older snapshot is written over: the name may be that of the link file,
 * of the database itself, or of anything else that cannot be made again.
 *
 * @returns why not, as a sentence that says what to do; null if it may
 */
export function whyNotThere(databaseFile: string, linkFile: string): string | null {
  const folder = dirname(databaseFile);
  if (!existsSync(folder)) return `${databaseFile} cannot be written: there is no folder ${folder}. Make it.`;
  if (statSync(databaseFile, { throwIfNoEntry: false })?.isDirectory()) {
    return `${databaseFile} is a folder: name a file in it.`;
  }
  if (existsSync(linkFile)) return isOurs(linkFile) ? null : notOurs(linkFile);
  return existsSync(databaseFile) ? notOurs(databaseFile) : null;
}

function isOurs(linkFile: string): boolean {
  return statSync(linkFile).isFile() && readFileSync(linkFile, 'utf8').startsWith(snapshotHead);
}

function notOurs(file: string): string {
  return `${file} is there already and is no snapshot's, so it is not written over. Give the snapshot another name, or move that file away.`;
}
