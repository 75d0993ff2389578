import type { ResponseError } from '@observer-graph/executor';
import type { CompiledFetch } from './compile-plan.ts';

/** What went wrong with a fetch. */
export interface Failure {
  readonly subgraph: string;
  /** The fetches whose data is missing for it; more while a run goes on, since what failed is not asked again. */
  readonly fetches: CompiledFetch[];
  readonly reason:
    | { readonly kind: 'rejected'; readonly error: unknown }
    | { readonly kind: 'malformed'; readonly found: string }
    | { readonly kind: 'told'; readonly error: ResponseError };
  /** The objects concerned, and what follows from them on in the path of the error; null: all of the fetch. */
  readonly place: {
    readonly objects: ReadonlySet<object>;
    readonly rest: readonly (string | number)[];
  } | null;
}
