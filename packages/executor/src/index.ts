// A GraphQL request in, a GraphQL response out.
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
