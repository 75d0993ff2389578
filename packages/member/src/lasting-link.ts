import type { Source, SourceFor } from '@observer-graph/source';
import { type Link, OpenError, type OpenLink, SourceError } from '@observer-graph/source-sql';

export interface LastingLink extends Pick<OpenLink, 'records' | 'sourceFor' | 'reach'> {
  close(): Promise<void>;
}

export interface LastingLinkOptions {
  /** Milliseconds until a failed try to open it is repeated. @default 5000 */
  readonly retryMs?: number;
  /** Told why it is not open, once for each reason, and when it is again. */
  readonly onState?: (state: 'open' | Error) => void;
}

/**
 * A link that could not be opened and may be later: until then every question fails, as unavailable or, where the file does
 * not fit the database, as failed, and it is tried again.
 *
 * @param failure what came of the first try
 */
export function lastingLink(
  link: Link,
  open: () => Promise<OpenLink>,
  failure: Error,
  { retryMs = 5_000, onState = () => {} }: LastingLinkOptions = {},
): LastingLink {
  let state: OpenLink | Error = failure;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let trying: Promise<void> = Promise.resolve();

  const later = () => {
    if (closed) return;
    timer = setTimeout(() => {
      trying = retry();
    }, retryMs);
    timer.unref();
  };
  const retry = async () => {
    try {
      const opened = await open();
      if (closed) return await opened.close();
      state = opened;
      onState('open');
    } catch (error) {
      const known = state instanceof Error && state.message === (error as Error).message;
      state = error as Error;
      if (!known) onState(state);
      later();
    }
  };
  later();

  const current = (record: string): SourceFor => {
    if (state instanceof Error) throw notOpen(link, state);
    const source = state.sourceFor(record);
    if (!source) throw new RangeError(`${link.file} has no ${record}.`);
    return source;
  };
  return {
    records: [...new Set(link.sources.map(({ record }) => record.name))],
    sourceFor(record) {
      if (!link.sources.some((source) => source.record.name === record)) return null;
      return (viewer): Source => {
        const source = () => current(record)(viewer);
        return {
          list: async (query) => source().list(query),
          pages: async (by, keys, query) => source().pages(by, keys, query),
          byIds: async (ids, want) => source().byIds(ids, want),
          count: async (filter) => source().count(filter),
          summarize: async (query) => source().summarize(query),
          coverage: async () => source().coverage(),
        };
      };
    },
    async reach() {
      if (state instanceof Error) throw state;
      await state.reach();
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await trying;
      if (!(state instanceof Error)) await state.close();
    },
  };
}

/** What clients are told of it: never a host, a table or a file. */
function notOpen({ member }: Link, cause: Error): SourceError {
  const unfit = cause instanceof OpenError && cause.code !== 'DATABASE_UNREACHABLE';
  return new SourceError(unfit ? 'SOURCE_FAILED' : 'SOURCE_UNAVAILABLE', member, { cause });
}
