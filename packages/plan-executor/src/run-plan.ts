import {
  type Call,
  type Executor,
  ExecutorError,
  type GraphQLResponse,
  longestTimer,
  type ResponseError,
} from '@observer-graph/executor';
import { Absences } from './absences.ts';
import { Alike } from './alike.ts';
import type { CombinedQuery, CompiledFetch, CompiledPlan } from './compile-plan.ts';
import { copyOf, type Data, isData } from './data.ts';
import { EntitySlots, type Group, type Groups, type Work } from './entity-slots.ts';
import type { Failure } from './failure.ts';
import { mostTold } from './flaws.ts';
import { GatheredTree } from './gathered-tree.ts';
import { remembered } from './remembered.ts';
import type { Representation } from './representation.ts';

export interface Gathered {
  readonly data: Data;
  readonly failures: readonly Failure[];
  /** Objects and lists that stand in several places of the data. */
  readonly shared: ReadonlySet<object>;
  readonly absences: Absences;
}

export interface RunOptions {
  readonly executorOf: (subgraph: string) => Executor;
  readonly objectTypes: ReadonlySet<string>;
  /** Several fetches of entities as one request, made once for the same fetches. */
  readonly combined: (fetches: readonly CompiledFetch[]) => CombinedQuery;
  /**
   * Told again and again what is there by then.
   *
   * @param isOver whether a fetch has ended, or never will
   */
  readonly onProgress?: (gathered: Gathered, isOver: (fetch: CompiledFetch) => boolean) => void;
}

/**
 * Fetches what a plan says and gathers it.
 *
 * Never rejects: what fails is told in the result, with the data of the rest. Ends at the call's deadline, or when it is
 * aborted, with what is there by then.
 *
 * @param variables the client's, as they were given
 */
export function runPlan(
  plan: CompiledPlan,
  variables: Readonly<Data>,
  call: Call,
  options: RunOptions,
): Promise<Gathered> {
  return new Promise((resolve) => new Run(plan, variables, call, options, resolve).begin());
}

/** Milliseconds that a fetch is held for others. */
const patienceMs = 20;

class Run {
  readonly #plan: CompiledPlan;
  readonly #variables: Readonly<Data>;
  readonly #call: Call;
  readonly #options: RunOptions;
  readonly #resolve: (gathered: Gathered) => void;
  readonly #tree: GatheredTree;
  readonly #failures: Failure[] = [];
  readonly #absences = new Absences();
  readonly #slots = new EntitySlots();
  /** How many fetches each still waits for. */
  readonly #missing: number[];
  readonly #underWay = new Set<CompiledFetch>();
  readonly #finished = new Set<CompiledFetch>();
  readonly #ready: CompiledFetch[] = [];
  /** What could begin, but waits for others of its lane. */
  #held: CompiledFetch[] = [];
  #heldTimer: NodeJS.Timeout | undefined;
  #requestsOpen = 0;
  #startIsDue = false;
  #timer: NodeJS.Timeout | undefined;
  #hasEnded = false;
  // A function, not an object with `handleEvent`: what Node makes of that outlives the request until old space is collected,
  // and all its data with it.
  readonly #cancel = () => this.#giveUp(cancelled);

  constructor(
    plan: CompiledPlan,
    variables: Readonly<Data>,
    call: Call,
    options: RunOptions,
    resolve: (gathered: Gathered) => void,
  ) {
    this.#plan = plan;
    this.#tree = new GatheredTree(options.objectTypes);
    this.#variables = variables;
    this.#call = call;
    this.#options = options;
    this.#resolve = resolve;
    this.#missing = plan.fetches.map(({ after }) => after.length);
  }

  begin(): void {
    const { fetches } = this.#plan;
    if (fetches.length === 0) {
      this.#end();
      return;
    }
    const { signal, deadline } = this.#call;
    const left = deadline - Date.now();
    if (signal.aborted || left <= 0) {
      if (signal.aborted) this.#cancel();
      else this.#expire();
      return;
    }
    signal.addEventListener('abort', this.#cancel, { once: true });
    if (left <= longestTimer) this.#timer = setTimeout(() => this.#expire(), left);
    this.#start(fetches.filter(({ after }) => after.length === 0));
  }

  #expire(): void {
    this.#giveUp(expired);
  }

  #end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#heldTimer);
    this.#call.signal.removeEventListener('abort', this.#cancel);
    this.#tellProgress();
    this.#resolve(this.#gathered());
  }

  #gathered(): Gathered {
    return {
      data: this.#tree.data,
      failures: this.#failures,
      shared: this.#tree.shared,
      absences: this.#absences,
    };
  }

  #tellProgress(): void {
    this.#options.onProgress?.(this.#gathered(), (fetch) => this.#hasEnded || this.#finished.has(fetch));
  }

  /** @param errorOf why a subgraph is waited for no longer */
  #giveUp(errorOf: (subgraph: string) => unknown): void {
    if (this.#hasEnded) return;
    const unfinished = this.#plan.fetches.filter((fetch) => !this.#finished.has(fetch));
    const waitedFor = unfinished.filter((fetch) => this.#underWay.has(fetch));
    const subgraphs = new Set(
      (waitedFor.length > 0 ? waitedFor : unfinished).map(({ subgraph }) => subgraph),
    );
    for (const subgraph of subgraphs) {
      const error = errorOf(subgraph);
      // What was never begun is missing for the same reason.
      const fetches = unfinished.filter(
        (fetch) => fetch.subgraph === subgraph || !subgraphs.has(fetch.subgraph),
      );
      this.#failures.push({ subgraph, fetches, reason: { kind: 'rejected', error }, place: null });
    }
    for (const fetch of unfinished) {
      for (const object of this.#tree.objectsAt(fetch)) this.#absences.nothing(object, fetch, 'told');
    }
    this.#end();
  }

  /** Begins what is ready once all answers that have come in are read; at once if no other is to come. */
  #startSoon(): void {
    if (this.#requestsOpen === 0) this.#start(this.#ready.splice(0));
    else if (this.#ready.length > 0 && !this.#startIsDue) {
      this.#startIsDue = true;
      setImmediate(() => {
        this.#startIsDue = false;
        this.#unlessItThrows(() => this.#start(this.#ready.splice(0)));
      });
    }
  }

  /** Does what nobody else would catch the errors of. */
  #unlessItThrows(work: () => void): void {
    if (this.#hasEnded) return;
    try {
      work();
    } catch (error) {
      this.#giveUp(() => error);
    }
  }

  #start(ready: readonly CompiledFetch[]): void {
    this.#send(this.#due(ready));
    // Nothing is to come that they could wait for.
    if (this.#requestsOpen === 0 && this.#held.length > 0) this.#send(this.#held.splice(0));
  }

  /**
   * Of what could begin, what does. A fetch that no other waits for is held while one of its lane is still to come, so that they
   * are one request: the answer cannot be there before that one is. But it is not held for long, because it must not go the
   * way of what that one waits for.
   */
  #due(ready: readonly CompiledFetch[]): readonly CompiledFetch[] {
    const all = this.#held.length > 0 ? [...this.#held.splice(0), ...ready] : ready;
    const { fetches, before } = this.#plan;
    const coming = new Set(fetches.filter(({ index }) => this.#missing[index] !== 0).map(({ lane }) => lane));
    const isUrgent = ({ lane, index, representation }: CompiledFetch) =>
      !representation || !coming.has(lane) || (before[index] as readonly number[]).length > 0;
    const lanes = new Set(all.filter(isUrgent).map(({ lane }) => lane));
    this.#held = all.filter(({ lane }) => !lanes.has(lane));
    if (this.#held.length > 0) this.#heldTimer ??= setTimeout(() => this.#release(), patienceMs);
    return all.filter(({ lane }) => lanes.has(lane));
  }

  #release(): void {
    this.#heldTimer = undefined;
    this.#unlessItThrows(() => this.#send(this.#held.splice(0)));
  }

  /** Begins fetches; together, so that requests to one subgraph can be one. */
  #send(fetches: readonly CompiledFetch[]): void {
    const groups: Groups = new Map();
    // What these make ready without a request begins along with them.
    const begun = [...fetches];
    for (const fetch of begun) {
      if (fetch.representation) this.#prepare(fetch, fetch.representation, groups, begun);
      else this.#sendPlain(fetch, begun);
    }
    for (const group of groups.values()) this.#sendEntities([...group.values()]);
    if (this.#finished.size === this.#plan.fetches.length) this.#end();
    else this.#tellProgress();
  }

  /** @param ready is given the fetches that waited for this one alone */
  #finish(fetch: CompiledFetch, ready: CompiledFetch[]): void {
    this.#finished.add(fetch);
    for (const index of this.#plan.before[fetch.index] as readonly number[]) {
      const missing = (this.#missing[index] as number) - 1;
      this.#missing[index] = missing;
      if (missing === 0) ready.push(this.#plan.fetches[index] as CompiledFetch);
    }
  }

  #sendPlain(fetch: CompiledFetch, ready: CompiledFetch[]): void {
    const objects = this.#tree.objectsAt(fetch);
    if (objects.length === 0) {
      this.#finish(fetch, ready);
      return;
    }
    const { subgraph, query, operationName } = fetch;
    const variables = this.#variablesOf([fetch]);
    let isWhole = false;
    this.#request(
      [fetch],
      subgraph,
      { query, operationName, variables },
      (response) => {
        const { errors = [] } = response;
        const data = isData(response.data) ? response.data : null;
        if (!data && errors.length === 0) this.#fail([fetch], { kind: 'malformed', found: 'no data' });
        for (const error of errors) {
          this.#tell([fetch], error, error.path ? { objects: new Set(objects), rest: error.path } : null);
        }
        if (!data) return;
        isWhole = errors.every(({ path }) => path);
        fetch.rewriteOutput?.(data);
        this.#tree.forgetBelow(fetch);
        this.#tree.merge(fetch, objects, data);
      },
      (ready) => {
        if (!isWhole) for (const object of objects) this.#absences.nothing(object, fetch, 'told');
        this.#finish(fetch, ready);
      },
    );
  }

  #prepare(
    fetch: CompiledFetch,
    representation: Representation,
    groups: Groups,
    ready: CompiledFetch[],
  ): void {
    const work: Work = { fetch, places: new Map(), open: 0 };
    const alike = new Alike(representation);
    // What is missing of one of two that look the same may be missing for another reason.
    const isSound = this.#failures.length === 0 && this.#absences.areNone;
    let twins: Map<object, Data> | null = null;
    for (const object of this.#tree.objectsAt(fetch)) {
      const known = alike.find(object);
      if (known?.places) {
        if (isSound && known.isSame(object)) {
          twins ??= new Map();
          twins.set(object, known.places[0] as Data);
        } else known.places.push(object);
        continue;
      }
      const text = representation.textOf(object);
      if (text === null) {
        this.#absences.notRepresented(object, fetch);
        continue;
      }
      const slot = this.#slots.slotOf(fetch, text, groups);
      const places = remembered(work.places, slot, (): Data[] => []);
      if (places.length === 0 && !slot.hasEnded) {
        slot.waiting.add(work);
        work.open += 1;
      }
      places.push(object);
      if (known) known.places = places;
    }
    if (twins) this.#tree.unite(fetch, twins);
    if (work.open > 0) this.#underWay.add(fetch);
    else this.#complete(work, ready);
  }

  /** Merges what all slots of a fetch have brought. */
  #complete({ fetch, places }: Work, ready: CompiledFetch[]): void {
    this.#tree.forgetBelow(fetch);
    for (const [slot, objects] of places) {
      for (const { error, rest } of slot.errors) {
        this.#tell([fetch], error, { objects: new Set(objects), rest });
      }
      for (const { fetches } of slot.failures.flat()) if (!fetches.includes(fetch)) fetches.push(fetch);
      const entity = slot.taken && slot.entity ? (copyOf(slot.copy) as Data) : slot.entity;
      slot.taken = true;
      const isTold = slot.failures.length > 0 || (entity === null && slot.errors.length > 0);
      if (!entity || isTold) {
        for (const object of objects) this.#absences.nothing(object, fetch, isTold ? 'told' : 'none');
      }
      if (!entity) continue;
      entity['__typename'] ??= (objects[0] as Data)['__typename'];
      fetch.rewriteOutput?.(entity);
      this.#tree.merge(fetch, objects, entity);
    }
    this.#finish(fetch, ready);
  }

  #sendEntities(groups: Group[]): void {
    const [first] = groups as [Group];
    const fetches = groups.flatMap((group) => group.fetches);
    const { subgraph, query, operationName } = first.fetches[0];
    const combined =
      groups.length > 1 ? this.#options.combined(groups.map((group) => group.fetches[0])) : null;
    const variables = this.#variablesOf(fetches);
    const keys = combined?.keys ?? ['_entities'];
    groups.forEach(({ representations }, index) => {
      variables[combined?.representations[index] ?? 'representations'] = representations;
    });
    const request = combined
      ? { query: combined.query, operationName: combined.operationName, variables }
      : { query, operationName, variables };
    this.#request(
      fetches,
      subgraph,
      request,
      (response) => {
        const { errors = [] } = response;
        // An error of none of the fields is told once, of all that was asked.
        const untold = errors.filter(({ path: [top] = [] }) => !keys.includes(String(top)));
        const failures = untold.map((error) => this.#tell(fetches, error, null));
        for (const [index, group] of groups.entries()) {
          this.#receive(group, keys[index] as string, response, failures);
        }
      },
      (ready, failure) => {
        const works = new Set<Work>();
        for (const slot of groups.flatMap(({ slots }) => slots)) {
          slot.hasEnded = true;
          if (failure) slot.failures.push([failure]);
          for (const work of slot.waiting) {
            work.open -= 1;
            works.add(work);
          }
          slot.waiting.clear();
        }
        for (const work of works) if (work.open === 0) this.#complete(work, ready);
      },
    );
  }

  /**
   * Puts what came for a group into its slots.
   *
   * @param shared what has failed of all groups of the request
   */
  #receive(
    { fetches, slots }: Group,
    key: string,
    { data, errors = [] }: GraphQLResponse,
    shared: readonly Failure[],
  ): void {
    const failures = [...shared];
    for (const error of errors) {
      const [top, position, ...rest] = error.path ?? [];
      if (top !== key) continue;
      const slot = typeof position === 'number' ? slots[position] : undefined;
      if (slot) slot.errors.push({ error, rest });
      else failures.push(this.#tell(fetches, error, null));
    }
    const entities = isData(data) ? data[key] : undefined;
    const isWhole = Array.isArray(entities) && entities.length === slots.length;
    if (!isWhole && failures.length === 0) {
      const found = Array.isArray(entities)
        ? `${entities.length} of ${slots.length} entities`
        : 'no entities';
      failures.push(this.#fail(fetches, { kind: 'malformed', found }));
    }
    if (failures.length > 0) for (const slot of slots) slot.failures.push(failures);
    if (!isWhole) return;
    const mayBeWantedAgain = this.#plan.isRepeated(fetches[0]);
    let noObject: Failure | undefined;
    slots.forEach((slot, index) => {
      const entity: unknown = entities[index];
      if (isData(entity)) {
        slot.entity = entity;
        if (mayBeWantedAgain) slot.copy = copyOf(entity) as Data;
      } else if (entity === null) {
        slot.entity = null;
      } else {
        noObject ??= this.#fail(fetches, { kind: 'malformed', found: 'an entity that is no object' });
        slot.failures.push([noObject]);
      }
    });
  }

  /**
   * @param use is given the response, if there is one
   * @param done what is to be done in any case; is told if there is no response
   */
  #request(
    fetches: readonly CompiledFetch[],
    subgraph: string,
    {
      query,
      operationName,
      variables,
    }: { query: string; operationName: string | undefined; variables: Data },
    use: (response: GraphQLResponse) => void,
    done: (ready: CompiledFetch[], failure?: Failure) => void,
  ): void {
    this.#requestsOpen += 1;
    for (const fetch of fetches) this.#underWay.add(fetch);
    let answer: Promise<GraphQLResponse>;
    try {
      answer = this.#options.executorOf(subgraph)(
        { query, variables, ...(operationName !== undefined && { operationName }) },
        this.#call,
      );
    } catch (error) {
      answer = Promise.reject(error);
    }
    answer
      .then(
        (response) => {
          if (this.#hasEnded) return;
          use(withFewErrors(response));
          this.#settle(done);
        },
        (error: unknown) => {
          if (this.#hasEnded) return;
          this.#settle(done, this.#fail(fetches, { kind: 'rejected', error }));
        },
      )
      .catch((error: unknown) => this.#giveUp(() => error));
  }

  #settle(done: (ready: CompiledFetch[], failure?: Failure) => void, failure?: Failure): void {
    this.#requestsOpen -= 1;
    done(this.#ready, failure);
    this.#tellProgress();
    this.#startSoon();
  }

  #fail(
    fetches: readonly CompiledFetch[],
    reason: Failure['reason'],
    place: Failure['place'] = null,
  ): Failure {
    const [{ subgraph }] = fetches as [CompiledFetch];
    const failure: Failure = { subgraph, fetches: [...fetches], reason, place };
    this.#failures.push(failure);
    return failure;
  }

  #tell(fetches: readonly CompiledFetch[], error: ResponseError, place: Failure['place']): Failure {
    const [{ renamed }] = fetches as [CompiledFetch];
    const named = place && {
      objects: place.objects,
      rest: place.rest.map((step) => (typeof step === 'string' ? (renamed.get(step) ?? step) : step)),
    };
    return this.#fail(fetches, { kind: 'told', error }, named);
  }

  #variablesOf(fetches: readonly CompiledFetch[]): Data {
    const variables: Data = {};
    for (const { variables: names } of fetches) {
      for (const name of names) {
        if (Object.hasOwn(this.#variables, name)) variables[name] = this.#variables[name];
      }
    }
    return variables;
  }
}

function cancelled(subgraph: string): ExecutorError {
  return new ExecutorError('CANCELLED', `${subgraph}: nobody waits for the answer any more.`);
}

function expired(subgraph: string): ExecutorError {
  return new ExecutorError('TIMEOUT', `${subgraph}: no answer in time.`);
}

/** Whatever a subgraph answers, it has no millions of errors: those that are too many are one, of all that was asked. */
function withFewErrors(response: GraphQLResponse): GraphQLResponse {
  const { errors = [] } = response;
  if (errors.length <= mostTold) return response;
  const message = `There are ${errors.length - mostTold} errors more.`;
  return { ...response, errors: [...errors.slice(0, mostTold), { message }] };
}
