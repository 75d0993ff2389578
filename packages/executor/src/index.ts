// A GraphQL request in, a GraphQL response out.
export { answeredOperations } from './answered-operations.ts';
export { boundedCache } from './bounded-cache.ts';
export { type Breaker, type BreakerOptions, breaker } from './breaker.ts';
export { type BulkheadOptions, bulkhead } from './bulkhead.ts';
export { ByteBudget, type ByteShare } from './byte-budget.ts';
export { stringText } from './compiled/json-text.ts';
export { plainBelow, resolvesKey } from './compiled/plain.ts';
export { type PlainField, type PlainObject, type Write, Written } from './compiled/plain-object.ts';
export {
  type Call,
  type Executor,
  ExecutorError,
  type ExecutorErrorCode,
  type GraphQLRequest,
  type GraphQLResponse,
  publicViewer,
  type ResponseError,
  type SourceState,
  type SourceStatus,
  type Viewer,
  type Visibility,
} from './executor.ts';
export type { Guard } from './guard.ts';
export { type HttpExecutor, type HttpExecutorOptions, httpExecutor } from './http-executor.ts';
export { isDeeper } from './is-deeper.ts';
export { isObject } from './is-object.ts';
export { type Listening, listen } from './listen.ts';
export { type LocalExecutorOptions, localExecutor } from './local-executor.ts';
export { longestTimer } from './longest-timer.ts';
export { maxDepth } from './max-depth.ts';
export { memberGuard } from './member-guard.ts';
export { RecentlyUsed } from './recently-used.ts';
export { requestFrom } from './request-from.ts';
export { RequestTooLongError, requestText } from './request-text.ts';
export { responseFrom } from './response-from.ts';
export { sendText } from './send-text.ts';
export { untilDeadline, type Waiting, withinDeadline } from './within-deadline.ts';
