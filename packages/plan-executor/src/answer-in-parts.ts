import type { GraphQLError } from 'graphql';
import { answerErrors, type ErrorOptions } from './answer-errors.ts';
import type { ClientPaths } from './client-paths.ts';
import type { CompiledPart } from './compile-parts.ts';
import type { CompiledFetch } from './compile-plan.ts';
import type { Data } from './data.ts';
import type { Place } from './deferred-places.ts';
import { Flaws, type Path } from './flaws.ts';
import { asData, type JsonText, toData } from './json-text.ts';
import type { Variant } from './prepare-operation.ts';
import type { Writing } from './projection.ts';
import type { Gathered } from './run-plan.ts';

/** Data is {@link JsonText} here, which `JSON.stringify` writes as the object that it is. */
type PartData = Record<string, unknown> | null;

/** What is not deferred. */
export interface FirstPart {
  readonly data: PartData;
  readonly errors?: readonly GraphQLError[];
  readonly hasNext: boolean;
}

/** What a deferred fragment asks for, of one object. */
export interface LaterPart {
  readonly label?: string;
  /** From the root of the answer to the object. */
  readonly path: Path;
  /** Null where something in it may not be null, but is; the object itself stays as it is. */
  readonly data: PartData;
  readonly errors?: readonly GraphQLError[];
}

/** What has come in together. */
export interface LaterParts {
  readonly incremental?: readonly LaterPart[];
  readonly hasNext: boolean;
}

/**
 * An answer of which some parts come later, each as soon as what it needs is there.
 *
 * @see https://github.com/graphql/graphql-wg/blob/main/rfcs/DeferStream.md in the form that Apollo calls `deferSpec=20220824`
 */
export interface AnswerInParts {
  readonly first: FirstPart;
  /** To be read one after the other. Whoever returns early cancels what is still being fetched. */
  readonly rest: AsyncIterableIterator<LaterParts>;
}

export interface AnswerOptions {
  readonly variant: Variant;
  /** The client's variables, as they were given. */
  readonly variables: Readonly<Data>;
  readonly errors: ErrorOptions;
  /** Called when nobody reads on. */
  readonly stop: () => void;
}

interface Written {
  readonly path: Path;
  readonly data: JsonText | null;
  readonly errors: GraphQLError[];
}

/**
 * Makes of a run the parts of an answer.
 *
 * A part is written when all its fetches are over and the part that it is inside of is written: from all data that is there by
 * then, at all places that the client was answered. What goes wrong with its fetches is told with it.
 */
export class PartsWriter {
  readonly first: Promise<FirstPart>;
  readonly #options: AnswerOptions;
  readonly #waiting: Set<CompiledPart>;
  /** What was answered at the places of each part, by path; null is for what comes first. */
  readonly #answered = new Map<CompiledPart | null, Map<string, unknown>>();
  readonly #told: GraphQLError[] = [];
  readonly #explanations: ((path: Path) => boolean)[] = [];
  readonly #ready: LaterPart[] = [];
  #begin: (first: FirstPart) => void = () => {};
  #fail: (error: unknown) => void = () => {};
  #failure: { readonly error: unknown } | null = null;
  #wake = () => {};
  #hasEnded = false;

  constructor(options: AnswerOptions) {
    this.#options = options;
    this.#waiting = new Set(options.variant.parts);
    this.first = new Promise((resolve, reject) => {
      this.#begin = resolve;
      this.#fail = reject;
    });
  }

  /** To be told what is there, again and again until all is over. */
  progress(gathered: Gathered, isOver: (fetch: CompiledFetch) => boolean): void {
    if (this.#failure || (this.#waiting.size === 0 && this.#answered.size > 0)) return;
    try {
      this.#write(gathered, isOver);
    } catch (error) {
      this.#failure = { error };
      this.#fail(error);
    }
    this.#wake();
  }

  #write(gathered: Gathered, isOver: (fetch: CompiledFetch) => boolean): void {
    const { plan } = this.#options.variant;
    let first: Omit<FirstPart, 'hasNext'> | null = null;
    if (this.#answered.size === 0) {
      const fetches = plan.fetches.filter(({ part }) => part === null);
      if (!fetches.every(isOver)) return;
      first = this.#writeFirst(gathered, fetches);
    }
    for (const part of this.#waiting) {
      if (part.parent && this.#waiting.has(part.parent)) continue;
      if (!part.fetches.every(isOver)) continue;
      this.#writePart(part, gathered);
      this.#waiting.delete(part);
    }
    if (!first) return;
    this.#hasEnded = this.#waiting.size === 0 && this.#ready.length === 0;
    this.#begin({ ...first, hasNext: !this.#hasEnded });
  }

  #writeFirst(gathered: Gathered, fetches: readonly CompiledFetch[]): Omit<FirstPart, 'hasNext'> {
    const { variant, variables } = this.#options;
    const failures = this.#errorsOf(fetches, variant.paths, gathered);
    const writing = this.#writing(gathered, variant.introspection(variables));
    const data = toData(variant.project(gathered.data, writing));
    const errors = [...failures, ...writing.flaws.errors()];
    this.#told.push(...errors);
    this.#answered.set(null, new Map([[keyOf([]), data?.value ?? null]]));
    return { data: asData(data), ...(errors.length > 0 && { errors }) };
  }

  #writePart(part: CompiledPart, gathered: Gathered): void {
    const { variables } = this.#options;
    const errors = this.#errorsOf(part.fetches, part.paths, gathered);
    const base = this.#writing(gathered, part.introspection(variables));
    const written = this.#placesOf(part, gathered.data).map((place): Written => {
      const writing: Writing = { ...base, flaws: new Flaws(), path: [...place.path] };
      const text = part.write(place, writing);
      return {
        path: place.path,
        data: text === undefined ? null : toData(text),
        errors: writing.flaws.errors(),
      };
    });
    distribute(errors, written);
    for (const { path, data, errors: own } of written) {
      if (data !== null || own.length > 0) continue;
      const known = [...errors, ...this.#told].find((error) => isAbout(error, path));
      if (known) own.push(known);
    }
    this.#answered.set(part, new Map(written.map(({ path, data }) => [keyOf(path), data?.value ?? null])));
    for (const { path, data, errors: own } of written) {
      this.#told.push(...own);
      this.#ready.push({
        ...(part.label !== undefined && { label: part.label }),
        path,
        data: asData(data),
        ...(own.length > 0 && { errors: own }),
      });
    }
  }

  #errorsOf(
    fetches: readonly CompiledFetch[],
    paths: ClientPaths,
    { failures, data }: Gathered,
  ): GraphQLError[] {
    const own = failures.flatMap((failure) => {
      const concerned = failure.fetches.filter((fetch) => fetches.includes(fetch));
      return concerned.length > 0 ? [{ ...failure, fetches: concerned }] : [];
    });
    const { errors, isExplained } = answerErrors(own, data, paths, this.#options.errors);
    if (errors.length > 0) this.#explanations.push(isExplained);
    return errors;
  }

  #writing({ shared, absences }: Gathered, introspection: Data): Writing {
    absences.renew();
    return {
      shared,
      texts: new Map(),
      isExplained: (path) => this.#explanations.some((explains) => explains(path)),
      absenceOf: (object, key) => absences.reasonOf(object, key),
      introspection,
      flaws: new Flaws(),
      path: [],
    };
  }

  /** Always from the root: objects that are alike may have been made one since the outer part was written. */
  #placesOf(part: CompiledPart | null, data: Data): Place[] {
    if (!part) {
      return [
        { object: data, path: [], type: this.#options.variant.rootType, answered: null, isUnclear: false },
      ];
    }
    const answered = this.#answered.get(part.parent);
    return this.#placesOf(part.parent, data).flatMap((outer) =>
      part.placesIn({ ...outer, answered: answered?.get(keyOf(outer.path)) }),
    );
  }

  /** What comes after the first part. */
  rest(): AsyncIterableIterator<LaterParts> {
    return {
      [Symbol.asyncIterator]() {
        return this;
      },
      next: () => this.#next(),
      return: async () => {
        this.#hasEnded = true;
        this.#options.stop();
        this.#wake();
        return { done: true, value: undefined };
      },
    };
  }

  async #next(): Promise<IteratorResult<LaterParts>> {
    while (!this.#hasEnded && this.#ready.length === 0 && this.#waiting.size > 0) {
      if (this.#failure) throw this.#failure.error;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    if (this.#hasEnded) return { done: true, value: undefined };
    const incremental = this.#ready.splice(0);
    this.#hasEnded = this.#waiting.size === 0;
    return {
      done: false,
      value: { ...(incremental.length > 0 && { incremental }), hasNext: !this.#hasEnded },
    };
  }
}

/**
 * Puts each error where it belongs: at the place that it is inside of, or else at the first of those that are inside of its own
 * place. What concerns no place that is answered concerns nobody.
 */
function distribute(errors: readonly GraphQLError[], written: readonly Written[]): void {
  const at = new Map<string, Written>();
  const firstBelow = new Map<string, Written>();
  for (const one of written) {
    at.set(keyOf(one.path), one);
    for (const beginning of beginningsOf(one.path)) {
      if (!firstBelow.has(beginning)) firstBelow.set(beginning, one);
    }
  }
  for (const error of errors) {
    const path = error.path ?? [];
    const holder = beginningsOf(path).find((beginning) => at.has(beginning));
    const place = holder === undefined ? firstBelow.get(keyOf(path)) : at.get(holder);
    place?.errors.push(error);
  }
}

/** Whether an error is of a place, or of what is inside of it or around it. */
function isAbout({ path: told = [] }: GraphQLError, path: Path): boolean {
  const length = Math.min(told.length, path.length);
  return keyOf(told.slice(0, length)) === keyOf(path.slice(0, length));
}

function beginningsOf(path: readonly (string | number)[]): string[] {
  return [...path, null].map((_, length) => keyOf(path.slice(0, length)));
}

function keyOf(path: readonly (string | number)[]): string {
  return JSON.stringify(path);
}
