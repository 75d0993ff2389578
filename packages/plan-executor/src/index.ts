// Apollo's query plans over executors: a supergraph in, an object for `new ApolloServer({ gateway })` out.
export { PlanExecutorError, type PlanExecutorErrorCode, type ResponseErrorCode } from './errors.ts';
export { JsonText, stringifyResult } from './json-text.ts';
export { createPlanExecutor, type PlanExecutor, type PlanExecutorOptions } from './plan-executor.ts';
