import { type Executor, publicViewer } from '@observer-graph/executor';
import { parse } from 'graphql';

/**
 * Asks a member which contract it serves.
 *
 * @param limitMs milliseconds
 * @returns its SDL; null if it does not say, or says what is none
 */
export async function fetchSdl(ask: Executor, limitMs: number): Promise<string | null> {
  try {
    const { data } = await ask(
      { query: '{ _service { sdl } }' },
      {
        viewer: publicViewer,
        signal: new AbortController().signal,
        deadline: Date.now() + limitMs,
        report: () => {},
      },
    );
    const service = data?.['_service'] as { readonly sdl?: unknown } | null | undefined;
    if (typeof service?.sdl !== 'string') return null;
    parse(service.sdl);
    return service.sdl;
  } catch {
    return null;
  }
}
