import { setTimeout as delay } from 'node:timers/promises';
import type { Visibility } from '@observer-graph/executor';
import { type CompiledFor, compiled } from './compile-audiences.ts';
import type { CompiledSource } from './compile-source.ts';
import { connect } from './connect.ts';
import { shareFor } from './database-share.ts';
import type { Database, DatabaseFiles, FilesState } from './dialects/dialect.ts';
import { OpenError } from './errors.ts';
import { keyProblems } from './faulty-keys.ts';
import type { Withheld } from './fields/withheld.ts';
import { type KeyLook, KeyLooks } from './key-looks.ts';
import type { Link, LinkedSource } from './link.ts';
import { haveSameElections } from './link-file/lookups.ts';
import { placeOfSource } from './source-failure.ts';
import { sql } from './sql.ts';

export interface ServedOptions {
  /**
   * Milliseconds between two looks at whether the database is still what it was. A notice from the system would miss network
   * drives.
   *
   * @default 1000 for files, 15000 for servers
   */
  readonly lookEveryMs?: number;
  /**
   * Milliseconds until the keys of a source on a server are looked at again, once that was asked for. It takes longer where a look does,
   * and less where the source is refused, or its columns or files have changed.
   *
   * @default 600000
   */
  readonly lookAtKeysEveryMs?: number;
  /** Reads the link file again, when another file has taken the place of the database that it belongs to. */
  readonly readAgain?: () => Promise<Link>;
  /** Asks the registry again: what is served, with the elections that it has now. */
  readonly lookUpAgain?: () => Promise<Link>;
  /** Milliseconds until elections are looked up again. @default 3600000 */
  readonly lookUpEveryMs?: number;
  /** Told what has changed, and what is no longer served. @default console.error */
  readonly log?: (message: string) => void;
}

type Question<Answer> = (sources: readonly CompiledSource[]) => Promise<Answer>;

/** A source, and why it is not served, if it is not. */
interface ServedSource {
  readonly link: LinkedSource;
  /** As it last fitted the database. */
  readonly compiled: CompiledFor;
  readonly refusal?: Refusal;
}

interface Refusal {
  readonly problems: readonly string[];
  readonly reason: 'misfit' | 'faulty keys' | 'unavailable';
}

/** Milliseconds between two looks that errors ask for. */
const pauseMs = 1_000;
/** Milliseconds that a question which has failed waits for a look. */
const patienceMs = 2_000;
/** Looks at a file that somebody writes to all the time, until it is opened anew nevertheless. */
const mostRestless = 15;
/** Looks at the keys of a source that is compiled anew while they are looked at. */
const mostLooks = 3;

/**
 * The sources of a link as its database has them now. A table may be altered and a file replaced while they are served:
 * then they are compiled anew, and those that no longer fit fail by themselves until they do.
 */
export class ServedSources {
  readonly #withheld: Withheld;
  readonly #options: ServedOptions;
  readonly #log: (message: string) => void;
  #serving: Serving;
  #looking: Promise<void> | null = null;
  #lookedAt = 0;
  readonly #keyLooks: KeyLooks;
  #lookingAtKeys: Promise<void> | null = null;
  #watchesKeys = false;
  #timer: NodeJS.Timeout | undefined;
  #lookUpTimer: NodeJS.Timeout | undefined;
  #closed = false;
  readonly #ending = new Set<Promise<void>>();
  /** What the last look saw of the files, and how many looks in a row saw something else than the one before. */
  #seen: string;
  #restless = 0;
  /** The state of files that could not be loaded, and why others cannot be opened. */
  #refusedState: string | null = null;
  #refusedReason: string | null = null;

  private constructor(serving: Serving, withheld: Withheld, options: ServedOptions) {
    this.#serving = serving;
    this.#withheld = withheld;
    this.#options = options;
    this.#log = options.log ?? ((message) => console.error(message));
    this.#keyLooks = new KeyLooks(options.lookAtKeysEveryMs ?? 600_000);
    this.#seen = textOf(serving.held.database.files?.opened ?? null);
    this.#schedule();
    this.#scheduleLookUp();
  }

  /** @throws {OpenError} `LINK_MISMATCH` with everything that does not fit */
  static async over(link: Link, database: Database, options: ServedOptions = {}): Promise<ServedSources> {
    const withheld: Withheld = { count: 0 };
    const sources = await allFitting(link, database, withheld);
    return new ServedSources(new Serving(link, new HeldDatabase(database), sources), withheld, options);
  }

  get withheldTexts(): number {
    return this.#withheld.count;
  }

  /** Asks the sources of a record type. A question that fails since the database has changed is asked again. */
  ask<Answer>(record: string, audience: Visibility, question: Question<Answer>): Promise<Answer> {
    const serving = this.#serving;
    return serving
      .answer(record, audience, question)
      .catch((error: unknown) => this.#askAgain(error, serving, record, audience, question));
  }

  async #askAgain<Answer>(
    error: unknown,
    asked: Serving,
    record: string,
    audience: Visibility,
    question: Question<Answer>,
  ): Promise<Answer> {
    if (!mayBeOfChange(error)) throw error;
    if (this.#looking || Date.now() - this.#lookedAt > pauseMs) {
      await Promise.race([this.#look(), delay(patienceMs, undefined, { ref: false })]);
    }
    if (this.#serving === asked) throw error;
    return this.#serving.answer(record, audience, question);
  }

  /**
   * Looks whether rows can be told apart by their keys, now and from time to time. A source of which they cannot fails until they
   * can.
   */
  refuseFaultyKeys(): Promise<void> {
    this.#watchesKeys = true;
    return this.#lookAtKeys();
  }

  /** One look for all who want one, at one source after the other: it is no question that anybody waits for. */
  #lookAtKeys(): Promise<void> {
    this.#lookingAtKeys ??= this.#lookAtKeysNow().finally(() => {
      this.#lookingAtKeys = null;
    });
    return this.#lookingAtKeys;
  }

  async #lookAtKeysNow(): Promise<void> {
    for (const { link } of this.#serving.sources) await this.#lookAtKeysOf(link);
  }

  async #lookAtKeysOf(link: LinkedSource): Promise<void> {
    const now = () => this.#serving.sources.find((source) => isSame(source.link, link));
    for (let [source, looks] = [now(), 0]; source && looks < mostLooks && !this.#closed; looks++) {
      if (source.refusal && source.refusal.reason !== 'faulty keys') return;
      if (looks === 0 && !this.#keyLooks.isDue(source)) return;
      const look = await this.#serving.held.until(this.#keyLooks.look(source));
      const current = now();
      if (current === source) return this.#afterLook(source, look);
      source = current;
    }
  }

  #afterLook(source: ServedSource, look: KeyLook): void {
    if ('failure' in look) {
      if (look.known) return;
      this.#log(
        `${this.#place(source)}: nobody could see whether its keys are unique: ${causeOf(look.failure)}`,
      );
    } else if (look.problems.length > 0) {
      this.#replace(source, this.#refusing(source, { problems: look.problems, reason: 'faulty keys' }));
    } else if (source.refusal) {
      this.#log(`${this.#place(source)}: it can be served again.`);
      this.#replace(source, { link: source.link, compiled: source.compiled });
    }
  }

  /** @throws what the database fails by */
  async reach(): Promise<void> {
    const { held, unavailable } = this.#serving;
    if (unavailable) throw new Error('What is served was replaced by what cannot be opened.');
    await held.until(held.database.run(sql`select 1 as ${sql.id('one')}`));
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#lookUpTimer);
    await this.#looking;
    await Promise.all([this.#serving.held.end(), ...this.#ending]);
  }

  #schedule(): void {
    if (this.#closed) return;
    const { lookEveryMs = this.#serving.held.database.files ? 1_000 : 15_000 } = this.#options;
    const look = async () => {
      await this.#look();
      // Which may take long, and columns and files are looked at meanwhile.
      if (this.#watchesKeys && !this.#closed) void this.#lookAtKeys();
      this.#schedule();
    };
    this.#timer = setTimeout(look, lookEveryMs);
    this.#timer.unref();
  }

  #scheduleLookUp(): void {
    const { lookUpAgain, lookUpEveryMs = 3_600_000 } = this.#options;
    if (!lookUpAgain || this.#closed) return;
    this.#lookUpTimer = setTimeout(() => {
      this.#lookUp(lookUpAgain)
        .catch((error: Error) => {
          if (!this.#closed)
            this.#log(`Elections are served as they were looked up before: ${error.message}`);
        })
        .then(() => this.#scheduleLookUp());
    }, lookUpEveryMs);
    this.#lookUpTimer.unref();
  }

  /** An election may be registered after the rows that look it up. What changes meanwhile is left for the next time. */
  async #lookUp(lookUpAgain: () => Promise<Link>): Promise<void> {
    const found = await lookUpAgain();
    const begun = this.#serving;
    if (this.#closed || begun.unavailable || haveSameElections(found, begun.link)) return;
    const sources = await begun.held.until(this.#fittingOf(found, begun));
    if (this.#serving !== begun || this.#closed) return;
    this.#serving = new Serving(found, begun.held, sources);
    this.#log(`${found.file}: the registry has other elections now, and they are served.`);
  }

  async #fittingOf(link: Link, { sources, held }: Serving): Promise<ServedSource[]> {
    const next: ServedSource[] = [];
    for (const known of sources) {
      const source = link.sources.find((each) => isSame(each, known.link));
      next.push(source ? await this.#fitting(source, known, link, held.database) : known);
    }
    return next;
  }

  /** One look for all who want one. */
  #look(): Promise<void> {
    this.#looking ??= this.#lookNow().finally(() => {
      this.#lookedAt = Date.now();
      this.#looking = null;
    });
    return this.#looking;
  }

  async #lookNow(): Promise<void> {
    const { files } = this.#serving.held.database;
    if (!this.#closed) await (files ? this.#lookAtFiles(files) : this.#lookAtColumns());
  }

  async #lookAtColumns(): Promise<void> {
    for (const source of this.#serving.sources) {
      this.#replace(source, await this.#lookedAgain(source));
    }
  }

  async #lookedAgain(source: ServedSource): Promise<ServedSource> {
    const { link, held } = this.#serving;
    try {
      return await this.#fitting(source.link, source, link, held.database);
    } catch {
      // The database cannot be reached, which whoever asks it is told as well.
      return source;
    }
  }

  /**
   * A source as it is served over its columns now; what was served before if nothing has changed.
   *
   * @throws {OpenError} `LINK_MISMATCH` if it was not served before and does not fit
   * @throws what the database fails by if it cannot be reached
   */
  async #fitting(
    source: LinkedSource,
    known: ServedSource | undefined,
    link: Link,
    database: Database,
  ): Promise<ServedSource> {
    const share = shareFor(database, source, link);
    const fit = await compiled(source, link.member, share, this.#withheld, known?.compiled);
    if (!known) {
      if ('problems' in fit) throw misfit(link, fit.problems);
      return { link: source, compiled: fit };
    }
    const before = known.link === source ? known : { ...known, link: source };
    if ('problems' in fit) return this.#refusing(before, { problems: fit.problems, reason: 'misfit' });
    const { refusal } = known;
    // Until somebody has looked at them again.
    if (refusal?.reason === 'faulty keys')
      return fit === known.compiled ? before : { ...before, compiled: fit };
    if (fit === known.compiled && !refusal) return before;
    if (refusal && refusal.reason !== 'unavailable')
      this.#log(`${this.#place(before)}: it can be served again.`);
    else if (JSON.stringify(fit.columns) !== JSON.stringify(known.compiled.columns)) {
      this.#log(`${this.#place(before)}: its columns have changed, and it is served by the new ones.`);
    }
    return { link: source, compiled: fit };
  }

  /** What is refused for the same reason as before stays what it is. It is no news either if more keys are faulty now, or fewer. */
  #refusing(source: ServedSource, refusal: Refusal): ServedSource {
    if (source.refusal?.problems.join() === refusal.problems.join()) return source;
    if (refusal.reason === 'faulty keys' && source.refusal) return { ...source, refusal };
    const list = refusal.problems.map((problem) => `${this.#serving.link.file}: ${problem}`);
    this.#log(['A source cannot be served, and fails until it can:', ...list].join('\n  '));
    return { ...source, refusal };
  }

  #replace(old: ServedSource, next: ServedSource): void {
    if (next === old) return;
    const { link, held, sources } = this.#serving;
    this.#serving = new Serving(
      link,
      held,
      sources.map((source) => (source === old ? next : source)),
    );
  }

  async #lookAtFiles(files: DatabaseFiles): Promise<void> {
    const state = await files.now();
    const text = textOf(state);
    // A file that is being written changes from look to look.
    const settled = text === this.#seen;
    this.#seen = text;
    this.#restless = settled ? 0 : this.#restless + 1;
    if (text === textOf(files.opened) && !this.#serving.unavailable) {
      this.#refusedState = null;
      return;
    }
    if (text === this.#refusedState) return;
    if (!settled && (files.copied || this.#restless < mostRestless)) return;
    this.#restless = 0;
    try {
      await this.#openAgain(files, state);
      this.#refusedState = null;
      this.#refusedReason = null;
    } catch (error) {
      this.#keepFrom(files, text, error as Error);
    }
  }

  async #openAgain(files: DatabaseFiles, state: FilesState | null): Promise<void> {
    const begun = this.#serving;
    const { held: last, link: from, unavailable } = begun;
    const replaced = state?.files !== files.opened.files;
    const again = replaced && !files.copied ? await this.#options.readAgain?.() : undefined;
    const link = again ?? from;
    if (link.member !== from.member) {
      throw new Error(`${link.file} is of the member "${link.member}" now. Start the server again.`);
    }
    const database = await connect(link);
    let sources: readonly ServedSource[];
    try {
      sources = files.copied
        ? await allFitting(link, database, this.#withheld)
        : await this.#fittingAgain(link, database);
    } catch (error) {
      await database.close();
      throw error;
    }
    // A source that was refused meanwhile is to stay so: the next look tries again.
    if (this.#serving !== begun) return database.close();
    this.#serving = new Serving(link, new HeldDatabase(database), sources);
    if (files.copied) this.#log(`${files.path} has changed and is loaded.`);
    else if (replaced || unavailable) this.#log(`${files.path} was replaced, and the new one is served.`);
    this.#end(last);
  }

  /** Those that fit, and refusals of those that no longer do. @throws {OpenError} `LINK_MISMATCH` if one is new and does not fit */
  async #fittingAgain(link: Link, database: Database): Promise<ServedSource[]> {
    const before = this.#serving.sources;
    const next: ServedSource[] = [];
    for (const source of link.sources) {
      const known = before.find((each) => isSame(each.link, source));
      next.push(await this.#fitting(source, known, link, database));
    }
    const gone = before.filter((each) => !link.sources.some((source) => isSame(each.link, source)));
    for (const source of gone) {
      const problems = [`source "${source.link.name}" is not in it any more. Start the server again.`];
      next.push(this.#refusing(source, { problems, reason: 'misfit' }));
    }
    return next;
  }

  /** Copied rows stay. What is read where it lies is not told of from a file that its owner has replaced or removed. */
  #keepFrom(files: DatabaseFiles, state: string, error: Error): void {
    const { link, held, sources } = this.#serving;
    const problems =
      error instanceof OpenError && error.problems.length > 0 ? error.problems : [causeOf(error)];
    const reason = problems.join('\n  ');
    if (files.copied) {
      this.#refusedState = state;
      this.#log(`${files.path} has changed and cannot be loaded; the rows from before stay:\n  ${reason}`);
      return;
    }
    if (this.#refusedReason === reason) return;
    this.#refusedReason = reason;
    this.#log(
      `${files.path} has changed and cannot be opened; nothing of it is served until it can:\n  ${reason}`,
    );
    const refusal: Refusal = { problems, reason: 'unavailable' };
    this.#serving = new Serving(
      link,
      held,
      sources.map((source) => ({ ...source, refusal })),
    );
    this.#end(held);
  }

  /** When its last answers are given. */
  #end(held: HeldDatabase): void {
    const ended = held
      .end()
      .catch((error: Error) => this.#log(`A database could not be closed: ${error.message}`));
    this.#ending.add(ended);
    ended.then(() => this.#ending.delete(ended));
  }

  #place(source: ServedSource): string {
    return placeOfSource(this.#serving.link, source.link);
  }
}

/** Sources at one time, over one opening of their database. */
class Serving {
  readonly link: Link;
  readonly held: HeldDatabase;
  readonly sources: readonly ServedSource[];
  readonly unavailable: boolean;
  readonly #asked = new Map<string, readonly CompiledSource[]>();

  constructor(link: Link, held: HeldDatabase, sources: readonly ServedSource[]) {
    this.link = link;
    this.held = held;
    this.sources = sources;
    this.unavailable = sources.some(({ refusal }) => refusal?.reason === 'unavailable');
  }

  answer<Answer>(record: string, audience: Visibility, question: Question<Answer>): Promise<Answer> {
    return this.held.until(question(this.#sourcesFor(record, audience)));
  }

  #sourcesFor(record: string, audience: Visibility): readonly CompiledSource[] {
    const name = `${record} ${audience}`;
    let found = this.#asked.get(name);
    if (!found) {
      found = this.sources
        .filter(({ link }) => link.record.name === record)
        .map((source) => served(source, audience));
      this.#asked.set(name, found);
    }
    return found;
  }
}

/** An open database, which is closed when nobody waits for an answer of it any more. */
class HeldDatabase {
  readonly database: Database;
  #waiting = 0;
  #ended: Promise<void> | null = null;
  #unused: (() => void) | null = null;

  constructor(database: Database) {
    this.database = database;
  }

  until<Answer>(answer: Promise<Answer>): Promise<Answer> {
    this.#waiting++;
    answer.then(this.#answered, this.#answered);
    return answer;
  }

  readonly #answered = (): void => {
    if (--this.#waiting === 0) this.#unused?.();
  };

  end(): Promise<void> {
    this.#ended ??= this.#whenUnused().then(() => this.database.close());
    return this.#ended;
  }

  #whenUnused(): Promise<void> {
    if (this.#waiting === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#unused = resolve;
    });
  }
}

/** What is not served has a database that fails whatever it is asked, so that the other sources answer. */
function served({ compiled: source, refusal }: ServedSource, audience: Visibility): CompiledSource {
  const found = source.audiences.get(audience) ?? source;
  if (!refusal) return found;
  const fail = async () => {
    throw new Error(refusal.problems.join('\n'));
  };
  const database: Database = {
    ...found.database,
    run: fail,
    cells: fail,
    isUnavailable: () => refusal.reason === 'unavailable',
  };
  return { ...found, database };
}

/** @throws {OpenError} `LINK_MISMATCH` with everything that does not fit */
async function allFitting(link: Link, database: Database, withheld: Withheld): Promise<ServedSource[]> {
  const fits = await Promise.all(
    link.sources.map(async (source) => {
      const fit = await compiled(source, link.member, shareFor(database, source, link), withheld);
      if ('problems' in fit) return fit;
      // Rows were copied once and for all, so there is an end to this.
      const problems = database.files?.copied ? await keyProblems(source, fit) : [];
      return problems.length > 0 ? { problems } : { link: source, compiled: fit };
    }),
  );
  const problems = fits.flatMap((fit) => ('problems' in fit ? fit.problems : []));
  if (problems.length > 0) throw misfit(link, problems);
  return fits.flatMap((fit) => ('problems' in fit ? [] : [fit]));
}

function misfit({ file }: Link, problems: readonly string[]): OpenError {
  return new OpenError('LINK_MISMATCH', `${file} does not fit its database:`, problems);
}

function isSame(one: LinkedSource, other: LinkedSource): boolean {
  return one.record.name === other.record.name && one.name === other.name;
}

function textOf(state: FilesState | null): string {
  return state === null ? '' : `${state.files} ${state.content}`;
}

/** Neither what a client has asked wrongly, nor a database that cannot be reached. */
function mayBeOfChange(error: unknown): boolean {
  const code = (error as { extensions?: { code?: unknown } } | null)?.extensions?.code;
  return code !== 'BAD_USER_INPUT' && code !== 'SOURCE_UNAVAILABLE';
}

/** What the database said. It is for the administrator's own log. */
function causeOf(error: Error): string {
  return error.cause instanceof Error ? error.cause.message : error.message;
}
