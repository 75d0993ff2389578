import { ExecutorError } from '@observer-graph/executor';
import { GraphQLError } from 'graphql';
import type { ClientPaths } from './client-paths.ts';
import type { CompiledFetch } from './compile-plan.ts';
import type { Data } from './data.ts';
import type { Failure } from './failure.ts';
import { moreErrors, mostTold, type Path } from './flaws.ts';

export interface ErrorOptions {
  /** `extensions.code`s of errors whose text may go from a subgraph to the client. */
  readonly safeCodes: ReadonlySet<string>;
  /** Told of what is kept from the client. */
  readonly onError: (error: unknown, subgraph: string) => void;
}

export interface AnswerErrors {
  readonly errors: GraphQLError[];
  /** Whether one of the errors tells why there is nothing at a place. */
  readonly isExplained: (path: Path) => boolean;
}

/** What the client is told of the failures of a run, each at every place concerned. */
export function answerErrors(
  failures: readonly Failure[],
  data: Data,
  paths: ClientPaths,
  options: ErrorOptions,
): AnswerErrors {
  if (failures.length === 0) return { errors: [], isExplained: () => false };
  const errors: GraphQLError[] = [];
  /** The places of errors, and all that these are in. */
  const explained = new Set<string>();
  let left = 0;
  for (const failure of failures) {
    const { message, extensions } = told(failure, options);
    if (errors.length >= mostTold) {
      left += 1;
      continue;
    }
    const places = placesOf(failure, data, paths);
    for (const path of places ?? pathsOf(failure.fetches, paths)) {
      errors.push(new GraphQLError(message, { ...(path && { path }), extensions }));
    }
    for (const path of places ?? []) {
      for (let end = 0; end <= path.length; end += 1) explained.add(JSON.stringify(path.slice(0, end)));
    }
  }
  if (left > 0) return { errors: [...errors, moreErrors(left, 'SUBGRAPH_ERROR')], isExplained: () => true };
  return { errors, isExplained: (path) => explained.has(JSON.stringify(path)) };
}

function placesOf({ place, fetches }: Failure, data: Data, paths: ClientPaths): Path[] | null {
  const [fetch] = fetches;
  if (!place || !fetch) return null;
  const found = paths.placesOf(data, fetch.path, (object) => place.objects.has(object), place.rest);
  return found.length > 0 ? found : null;
}

/** Below which places something may be missing; undefined: anywhere. */
function pathsOf(fetches: readonly CompiledFetch[], paths: ClientPaths): (Path | undefined)[] {
  const found = new Map<string, Path>();
  for (const { path, rootFields } of fetches) {
    const own =
      path.length > 0
        ? [paths.beginningOf(path)]
        : rootFields.flatMap((field) => paths.rootFields(field).map((key) => [key]));
    const [only, ...others] = own;
    if (!only || only.length === 0 || others.length > 0) return [undefined];
    found.set(JSON.stringify(only), only);
  }
  return [...found.values()];
}

function told(
  { reason, subgraph }: Failure,
  { safeCodes, onError }: ErrorOptions,
): { message: string; extensions: Record<string, unknown> } {
  switch (reason.kind) {
    case 'rejected': {
      const { error } = reason;
      onError(error, subgraph);
      const message = error instanceof ExecutorError ? error.message : `${subgraph}: could not be asked.`;
      return { message, extensions: { code: 'SUBGRAPH_UNAVAILABLE', subgraph } };
    }
    case 'malformed':
      return {
        message: `${subgraph}: answered with ${reason.found}.`,
        extensions: { code: 'SUBGRAPH_MALFORMED', subgraph },
      };
    case 'told': {
      const { message, extensions } = reason.error;
      const code = extensions?.['code'];
      if (typeof code === 'string' && safeCodes.has(code)) {
        // Apollo Server takes `http` for the status and headers of its own response.
        const { http: _, ...rest } = extensions ?? {};
        return { message, extensions: { ...rest, subgraph } };
      }
      onError(reason.error, subgraph);
      return {
        message: `${subgraph}: this could not be answered.`,
        extensions: { code: 'SUBGRAPH_ERROR', subgraph },
      };
    }
  }
}
