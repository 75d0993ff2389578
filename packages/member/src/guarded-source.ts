import type { Source, SourceFor } from '@observer-graph/source';
import { GraphQLError } from 'graphql';
import { failedMessage, isKnown } from './known-errors.ts';

/** Keeps from clients what a database says when it fails: it may tell of SQL, hosts or data. */
export function guardedSource(
  sourceFor: SourceFor,
  member: string,
  onError: (error: unknown) => void,
): SourceFor {
  const guard = { member, onError };
  return (viewer) => new GuardedSource(sourceFor(viewer), guard);
}

interface Guard {
  readonly member: string;
  readonly onError: (error: unknown) => void;
}

class GuardedSource implements Source {
  readonly #source: Source;
  readonly #guard: Guard;

  constructor(source: Source, guard: Guard) {
    this.#source = source;
    this.#guard = guard;
  }

  list(...asked: Parameters<Source['list']>) {
    return guarded(this.#source.list(...asked), this.#guard);
  }
  pages(...asked: Parameters<Source['pages']>) {
    return guarded(this.#source.pages(...asked), this.#guard);
  }
  byIds(...asked: Parameters<Source['byIds']>) {
    return guarded(this.#source.byIds(...asked), this.#guard);
  }
  count(...asked: Parameters<Source['count']>) {
    return guarded(this.#source.count(...asked), this.#guard);
  }
  summarize(...asked: Parameters<Source['summarize']>) {
    return guarded(this.#source.summarize(...asked), this.#guard);
  }
  coverage() {
    return guarded(this.#source.coverage(), this.#guard);
  }
}

function guarded<Answer>(answer: Promise<Answer>, { member, onError }: Guard): Promise<Answer> {
  return answer.catch((error: unknown) => {
    if (isClientsMistake(error)) throw error;
    onError(error);
    if (isKnown((error as { extensions?: unknown } | null)?.extensions)) throw error;
    throw new GraphQLError(failedMessage(member), { extensions: { code: 'SOURCE_FAILED' } });
  });
}

function isClientsMistake(error: unknown): boolean {
  return (error as { extensions?: { code?: unknown } } | null)?.extensions?.code === 'BAD_USER_INPUT';
}
