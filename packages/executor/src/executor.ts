/** How openly a record may be shown; the same words as the contract's `Visibility`. */
export type Visibility = 'PUBLIC' | 'NETWORK' | 'PARTNERS' | 'OWNER';

/** Who asks. */
export interface Viewer {
  /** What the viewer may see of records in general: PUBLIC is everyone, OWNER only together with `member`. */
  readonly level: Visibility;
  /** The member that the viewer belongs to; its own records are open to it up to OWNER. */
  readonly member?: string;
}

export const publicViewer: Viewer = { level: 'PUBLIC' };

export type SourceState =
  | 'OK'
  | 'PARTIAL'
  | 'PROJECTED'
  | 'TIMEOUT'
  | 'ERROR'
  | 'VIOLATION'
  | 'INCOMPATIBLE'
  | 'SKIPPED';

/** How one member answered one operation; the contract's `SourceStatus`. */
export interface SourceStatus {
  readonly member: string;
  readonly state: SourceState;
  readonly latencyMs: number | null;
  readonly message: string | null;
  readonly droppedFields: readonly string[];
}

export interface GraphQLRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

export interface ResponseError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface GraphQLResponse {
  readonly data?: Readonly<Record<string, unknown>> | null;
  /** The data as JSON text, in place of `data`: only where the call allows it. */
  readonly dataText?: string;
  readonly errors?: readonly ResponseError[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** What accompanies a request on its way down. */
export interface Call {
  readonly viewer: Viewer;
  /** Headers of the client's request that are sent along, by names in small letters; a member is sent none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
  /** When the answer is no longer of use, in milliseconds since 1970. */
  readonly deadline: number;
  /** Told once for every member asked, or left out although it could have answered. */
  readonly report: (status: SourceStatus) => void;
  /** Nobody looks into the data: who can, may answer with its JSON text instead. */
  readonly asText?: boolean;
  /**
   * Given, with each long answer, what to call when it is done with: then there is room for others. Without it an answer
   * counts only as long as it is being read.
   */
  readonly hold?: (release: () => void) => void;
}

/**
 * The one seam of the system: a GraphQL request in, a GraphQL response out. A local schema, a remote member, a scatter
 * over members and a plan over domains are all executors, so they nest.
 *
 * An executor answers with `errors` whatever the request's content; it rejects only with {@link ExecutorError}, when
 * there is no GraphQL response at all.
 */
export type Executor = (request: GraphQLRequest, call: Call) => Promise<GraphQLResponse>;

/** SKIPPED: nothing was sent, because who answers has been failing, or is asked too much already. */
export type ExecutorErrorCode = 'TIMEOUT' | 'UNREACHABLE' | 'MALFORMED' | 'CANCELLED' | 'SKIPPED';

/** There is no GraphQL response. The message is fit for clients; the cause is for the log alone. */
export class ExecutorError extends Error {
  override readonly name = 'ExecutorError';
  readonly code: ExecutorErrorCode;

  constructor(code: ExecutorErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
