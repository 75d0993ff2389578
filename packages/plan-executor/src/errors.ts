export type PlanExecutorErrorCode = 'SUPERGRAPH_INVALID' | 'SUPERGRAPH_UNSUPPORTED';

/** A supergraph cannot be served; the message says why and names what is in the way. */
export class PlanExecutorError extends Error {
  override readonly name = 'PlanExecutorError';
  readonly code: PlanExecutorErrorCode;

  constructor(code: PlanExecutorErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/**
 * What clients find in `errors[].extensions.code`.
 *
 * - `SUBGRAPH_UNAVAILABLE`: there was no GraphQL response
 * - `SUBGRAPH_MALFORMED`: the response has not the form that was asked for
 * - `SUBGRAPH_ERROR`: the subgraph told of an error whose text is kept from clients
 * - `VALUE_INVALID`: a value is not of the type that the schema says
 * - `FIELD_MISSING`: no subgraph delivered a field, nor said that there is none
 * - `PLANNING_FAILED`: there is no plan for this operation
 */
export type ResponseErrorCode =
  | 'SUBGRAPH_UNAVAILABLE'
  | 'SUBGRAPH_MALFORMED'
  | 'SUBGRAPH_ERROR'
  | 'VALUE_INVALID'
  | 'FIELD_MISSING'
  | 'PLANNING_FAILED';
