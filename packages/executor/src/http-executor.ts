import { Pool } from 'undici';
import { type ByteShare, smallAnswer } from './byte-budget.ts';
import { Deadlines, type Due } from './deadlines.ts';
import {
  type Call,
  type Executor,
  ExecutorError,
  type GraphQLRequest,
  type GraphQLResponse,
} from './executor.ts';
import { HttpExchange, noRoom, type Waiter } from './http-exchange.ts';
import { isDeeper, isValueDeeper } from './is-deeper.ts';
import { maxDepth } from './max-depth.ts';
import { responseFrom } from './response-from.ts';
import { cancelled, expired } from './within-deadline.ts';

export interface HttpExecutorOptions {
  /** The GraphQL endpoint. */
  readonly url: string;
  /** Who answers there, as clients will see it in messages. */
  readonly name: string;
  /** The longest answer that is read. @default 16 MiB */
  readonly maxBytes?: number;
  /** Where there must be room for a long answer, until it is done with; else it is SKIPPED. */
  readonly budget?: ByteShare;
  /** Connections open at once. @default 16 */
  readonly connections?: number;
  /**
   * Whether a request that is under way serves others that ask the same with the same headers, each with an answer of its
   * own. Only what everyone may see is shared: a viewer of another level than PUBLIC always asks alone. @default false
   */
  readonly sharing?: boolean;
  /** Told when a mutation is sent, and when it is over. */
  readonly onMutation?: () => void;
}

export interface HttpExecutor extends Executor {
  /** Lets nobody else join what is under way, because it may be older than what has been changed since. */
  endSharing(): void;
  /** Ends the connections; what is under way is cut off. */
  close(): Promise<void>;
}

const tooDeep = Symbol('too deep');
/**
 * The longest answer, in characters, whose depth is looked at after it is parsed, which takes a third of the time: brackets
 * alone of this length are parsed in 25 ms.
 */
const parsedUnseen = 128 * 1024;

/**
 * Sends requests to a GraphQL endpoint over HTTP, with connections of its own.
 *
 * A request is sent once more if the connection fails before any byte of the answer: that is what the end of an idle
 * connection looks like; but a mutation only once. The viewer is not sent.
 */
export function httpExecutor({
  url,
  name,
  maxBytes = 16 * 1024 * 1024,
  connections = 16,
  sharing = false,
  onMutation = () => {},
  budget,
}: HttpExecutorOptions): HttpExecutor {
  const { origin, pathname, search } = new URL(url);
  const path = `${pathname}${search}`;
  // The deadline of each call is the only limit of time.
  const pool = new Pool(origin, { connections, headersTimeout: 0, bodyTimeout: 0 });
  const deadlines = new Deadlines();
  const underWay = new Map<string, HttpExchange>();

  const begin = (body: string, call: Call, mayResend: boolean, key: string | null): HttpExchange => {
    const exchange = new HttpExchange({
      pool,
      request: {
        method: 'POST',
        path,
        headers: {
          ...call.headers,
          'content-type': 'application/json',
          accept: 'application/graphql-response+json, application/json;q=0.9',
          // Without it any encoding would be welcome.
          'accept-encoding': 'identity',
          'observer-graph-deadline-ms': String(Math.round(call.deadline - Date.now())),
        },
        body,
      },
      name,
      maxBytes,
      budget: budget ?? null,
      mayResend,
      key,
      underWay,
    });
    if (key !== null) underWay.set(key, exchange);
    return exchange;
  };

  const ask = (request: GraphQLRequest, call: Call, isMutation: boolean): Promise<GraphQLResponse> =>
    new Promise((resolve, reject) => {
      if (call.signal.aborted) return reject(cancelled(name));
      const started = Date.now();
      if (call.deadline <= started) return reject(expired(name, started, call.deadline));
      const body = JSON.stringify(request);
      const key = sharing && !isMutation ? keyOf(body, call) : null;
      const known = key === null ? undefined : underWay.get(key);
      const exchange = known ?? begin(body, call, !isMutation, key);
      exchange.join(new Waiting({ name, call, started, deadlines, exchange, budget, resolve, reject }));
      if (!known) exchange.send();
    });

  const execute: Executor = (request, call) => {
    const isMutation = /\bmutation\b/.test(request.query);
    const answer = ask(request, call, isMutation);
    if (!isMutation) return answer;
    onMutation();
    return answer.finally(onMutation);
  };
  return Object.assign(execute, { endSharing: () => underWay.clear(), close: () => pool.destroy() });
}

/** Requests with the same key may have the same answer; null: nobody else may have it. */
function keyOf(body: string, { viewer, headers }: Call): string | null {
  if (viewer.level !== 'PUBLIC') return null;
  return headers ? `${JSON.stringify(headers)}\n${body}` : body;
}

interface WaitingOptions {
  readonly name: string;
  readonly call: Call;
  readonly started: number;
  readonly deadlines: Deadlines;
  readonly exchange: HttpExchange;
  readonly budget: ByteShare | undefined;
  readonly resolve: (response: GraphQLResponse) => void;
  readonly reject: (error: ExecutorError) => void;
}

/** A call that waits for an exchange, until its deadline or until nobody waits for it. */
class Waiting implements Waiter, Due {
  readonly #options: WaitingOptions;
  readonly deadline: number;
  place = -1;
  // A function, not an object with `handleEvent`: what Node makes of that outlives the request until old space is collected,
  // and the answer with it.
  readonly #cancel = () => this.#giveUp(cancelled(this.#options.name));

  constructor(options: WaitingOptions) {
    this.#options = options;
    const { call, deadlines } = options;
    this.deadline = call.deadline;
    deadlines.add(this);
    call.signal.addEventListener('abort', this.#cancel, { once: true });
  }

  answered(text: string): void {
    const { name, budget, resolve, reject } = this.#options;
    this.#stop();
    const held = budget && text.length > smallAnswer ? text.length : 0;
    if (held > 0 && !budget?.take(held)) {
      reject(new ExecutorError('SKIPPED', `${name}: ${noRoom}`));
      return;
    }
    const response = responseOf(text, name);
    if (held > 0) this.#hold(held, response);
    if (response instanceof ExecutorError) reject(response);
    else resolve(response);
  }

  /** There is room for others again when whoever asked is done with the answer. */
  #hold(bytes: number, response: GraphQLResponse | ExecutorError): void {
    const { budget, call } = this.#options;
    const release = () => budget?.give(bytes);
    if (call.hold && !(response instanceof ExecutorError)) call.hold(release);
    else release();
  }

  failed(error: ExecutorError): void {
    this.#stop();
    this.#options.reject(error);
  }

  expire(): void {
    const { name, started } = this.#options;
    this.#giveUp(expired(name, started, this.deadline));
  }

  #giveUp(error: ExecutorError): void {
    this.#stop();
    this.#options.exchange.leave(this);
    this.#options.reject(error);
  }

  #stop(): void {
    const { call, deadlines } = this.#options;
    deadlines.delete(this);
    call.signal.removeEventListener('abort', this.#cancel);
  }
}

function responseOf(text: string, name: string): GraphQLResponse | ExecutorError {
  const isLong = text.length > parsedUnseen;
  const value = isLong && isDeeper(text, maxDepth) ? tooDeep : parsed(text);
  if (value === tooDeep || (!isLong && isValueDeeper(value, maxDepth))) {
    return new ExecutorError(
      'MALFORMED',
      `${name}: answered with something nested more than ${maxDepth} deep.`,
    );
  }
  return (
    responseFrom(value) ??
    new ExecutorError('MALFORMED', `${name}: answered with something that is not GraphQL.`)
  );
}

/** @returns undefined if it is not JSON */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
