// Apollo's query plans over executors: a supergraph in, an object for `new ApolloServer({ gateway })` out.
export type { AnswerInParts, LaterPart, LaterParts } from './answer-in-parts.ts';
export { deferRules } from './defer-rules.ts';
export { PlanExecutorError, type PlanExecutorErrorCode, type ResponseErrorCode } from './errors.ts';
export { JsonText, stringifyResult } from './json-text.ts';
export {
  type AskedOperation,
  createPlanExecutor,
  type PlanExecutor,
  type PlanExecutorOptions,
} from './plan-executor.ts';
