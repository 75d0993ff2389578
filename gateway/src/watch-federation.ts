import { unwatchFile, watchFile } from 'node:fs';
import { basename } from 'node:path';
import { type Federation, FederationFileError, parseFederation } from './federation-file.ts';
import type { Log } from './log.ts';
import { readTextFile } from './read-text-file.ts';

/** A federation that may change while the gateway runs. */
export interface WatchedFederation {
  readonly current: Federation;
  /** Why the newest version of the file is not the current one; empty if it is. */
  readonly problems: readonly string[];
  close(): void;
}

const pollMs = 500;

/**
 * Reads a federation file, and again whenever it changes. A version that cannot be used is logged, and the one before it
 * stays.
 *
 * The file is polled: editors, and mounted configuration, replace files in ways that file events do not tell.
 *
 * @param onChange told of each new version, once it is `current`
 * @throws {FederationFileError} if the file cannot be read or used now
 */
export function watchFederation(
  path: string,
  environment: Readonly<Record<string, string | undefined>>,
  log: Log,
  onChange: (federation: Federation) => void,
): WatchedFederation {
  const name = basename(path);
  const read = (): { text: string; federation: Federation } => {
    const text = readText(path);
    return { text, federation: parseFederation(text, name, environment) };
  };
  let { text: readTextBefore, federation: current } = read();
  let problems: readonly string[] = [];

  const reread = () => {
    try {
      const { text, federation } = read();
      const mended = problems.length > 0;
      problems = [];
      if (text === readTextBefore && !mended) return;
      readTextBefore = text;
      current = federation;
      log.info(`${name}: read again; ${federation.members.length} members`);
      onChange(federation);
    } catch (error) {
      if (!(error instanceof FederationFileError)) throw error;
      problems = error.problems;
      log.error(
        `${name} has changed and cannot be used; the version before it stays in use\n${error.message}`,
      );
    }
  };
  watchFile(path, { interval: pollMs, persistent: false }, reread);
  return {
    get current() {
      return current;
    },
    get problems() {
      return problems;
    },
    close: () => unwatchFile(path, reread),
  };
}

function readText(path: string): string {
  try {
    return readTextFile(path);
  } catch (error) {
    throw new FederationFileError([(error as Error).message]);
  }
}
