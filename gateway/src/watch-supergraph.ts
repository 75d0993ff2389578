import { unwatchFile, watchFile } from 'node:fs';
import { basename } from 'node:path';
import { PlanExecutorError } from '@observer-graph/plan-executor';
import { GraphQLError } from 'graphql';
import type { Log } from './log.ts';
import { readTextFile } from './read-text-file.ts';

export interface WatchedSupergraph {
  /** Why the newest version of the file is not in use; empty if it is. */
  readonly problems: readonly string[];
  close(): void;
}

const pollMs = 500;

/**
 * Puts each new version of a supergraph's file in use, one after the other. One that cannot be used is logged, and the one
 * before it stays. The file is polled, as a federation file is.
 *
 * @param current the text that is in use
 * @param use rejects if it cannot be used, and then changes nothing
 */
export function watchSupergraph(
  path: string,
  current: string,
  use: (supergraphSdl: string) => Promise<void>,
  log: Log,
): WatchedSupergraph {
  const name = basename(path);
  let seen = current;
  let problems: readonly string[] = [];
  const reread = async () => {
    try {
      const text = readTextFile(path);
      if (text === seen && problems.length === 0) return;
      seen = text;
      await use(text);
      problems = [];
      log.info(`${name}: read again; the new supergraph is in use`);
    } catch (error) {
      const problem = supergraphProblem(path, error);
      if (problems.includes(problem)) return;
      problems = [problem];
      log.error(`${name} has changed and cannot be used; the version before it stays in use\n${problem}`);
    }
  };
  let last = Promise.resolve();
  const changed = () => {
    last = last.then(reread);
  };
  watchFile(path, { interval: pollMs, persistent: false }, changed);
  return {
    get problems() {
      return problems;
    },
    close: () => unwatchFile(path, changed),
  };
}

/** What is wrong with a file that cannot be used, and what is expected. */
export function supergraphProblem(path: string, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof PlanExecutorError)) return message;
  const problem = `${basename(path)}${placeOf(error)}: ${message.replace(/\.\.+/g, '.')}`;
  return error.code === 'SUPERGRAPH_INVALID'
    ? `${problem}\nExpected a Federation 2 supergraph as composition prints it, not the schema of a subgraph or an API.`
    : problem;
}

/** Where it is no GraphQL. */
function placeOf({ cause }: PlanExecutorError): string {
  const [place] = (cause instanceof GraphQLError && cause.locations) || [];
  return place ? `:${place.line}:${place.column}` : '';
}
