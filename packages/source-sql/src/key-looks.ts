import type { CompiledFor } from './compile-audiences.ts';
import { inBackground } from './database-share.ts';
import { keyProblems } from './faulty-keys.ts';
import { type LinkedSource, nameOfSource } from './link.ts';

/** A source, and whether it is served. */
interface Looked {
  readonly link: LinkedSource;
  readonly compiled: CompiledFor;
  readonly refusal?: unknown;
}

interface LastLook {
  /** As it was looked at: what was compiled anew has other columns, or lies in another file. */
  readonly compiled: CompiledFor;
  readonly endedAt: number;
  readonly tookMs: number;
  readonly failure: string | null;
}

export type KeyLook =
  | { readonly problems: readonly string[] }
  /** Nobody could look, and whether that was so, for the same reason, the last time. */
  | { readonly failure: Error; readonly known: boolean };

/** How many times as long as it took the database to look at a source's keys it is left alone with them. */
const rest = 20;

/** When each source's keys were looked at, and what came of it. */
export class KeyLooks {
  readonly #everyMs: number;
  readonly #last = new Map<string, LastLook>();

  /** @param everyMs milliseconds from one look at a source that is served to the next, if nothing is known to have changed */
  constructor(everyMs: number) {
    this.#everyMs = everyMs;
  }

  /** A source that is refused is due soonest, since it may have been mended. */
  isDue({ link, compiled, refusal }: Looked): boolean {
    const last = this.#last.get(nameOfSource(link));
    if (!last) return true;
    const passed = performance.now() - last.endedAt;
    const soon = refusal !== undefined || compiled !== last.compiled;
    return passed >= rest * last.tookMs && (soon || passed >= this.#everyMs);
  }

  async look({ link, compiled }: Looked): Promise<KeyLook> {
    const begun = performance.now();
    const ended = (failure: string | null) => {
      const endedAt = performance.now();
      this.#last.set(nameOfSource(link), { compiled, endedAt, tookMs: endedAt - begun, failure });
    };
    try {
      const database = inBackground(compiled.database);
      const problems = await keyProblems(link, { ...compiled, database });
      ended(null);
      return { problems };
    } catch (thrown) {
      const failure = thrown as Error;
      const known = this.#last.get(nameOfSource(link))?.failure === failure.message;
      ended(failure.message);
      return { failure, known };
    }
  }
}
