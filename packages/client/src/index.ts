// A typed client of the graph, for apps and integrators.
export { ClientError } from 'graphql-request';
export { type Client, type ClientOptions, createClient } from './client.ts';
export { IncompleteError, PagingError, UnreachableError } from './errors.ts';
export type * as Graph from './generated/types.ts';
export type { ConnectionName, ListOptions, Page, RecordOf } from './paging.ts';
export type { Selected, Selection } from './selection.ts';
