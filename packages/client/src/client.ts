import { GraphQLClient, type RequestDocument, type Variables } from 'graphql-request';
import { checkEndpoint, namingEndpoint } from './endpoint.ts';
import { type ConnectionName, type ListOptions, type Page, pages, type RecordOf } from './paging.ts';
import type { Selected, Selection } from './selection.ts';

export interface ClientOptions {
  /** Sent with every request, for example `authorization`. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Instead of the global `fetch`: for proxies, time limits, tests. */
  readonly fetch?: typeof fetch | undefined;
}

export interface Client {
  /**
   * Asks anything.
   *
   * @throws {ClientError} of graphql-request if the answer has errors, with whatever data came along in `response`
   * @throws {UnreachableError} if none comes
   */
  request<Result>(query: RequestDocument, variables?: Variables, signal?: AbortSignal): Promise<Result>;

  /**
   * Pages a list to its end, in one order, without losing or repeating a record.
   *
   * Of lists inside a record only the first page is asked for, and their `sources` are not looked at: select them, or page
   * the list itself with a filter.
   *
   * @throws {IncompleteError} at the first page to which not all could answer, unless `allowIncomplete` is set
   * @throws {PagingError} if the graph repeats itself
   * @throws {UnreachableError} if no answer comes
   * @throws {TypeError} if there is no such list, or the selection is none
   */
  pages<Name extends ConnectionName, const Fields extends Selection<RecordOf<Name>>>(
    name: Name,
    options: ListOptions<Name, Fields>,
  ): AsyncGenerator<Page<Selected<RecordOf<Name>, Fields>>, void, undefined>;

  /**
   * The records of {@link Client.pages}, one by one.
   *
   * @example
   * for await (const finding of client.records('findings', {
   *   select: { id: true, title: true, organization: { name: true } },
   *   filter: { country: 'GE', attack: ['DETAINED', 'PROSECUTED'] },
   *   orderBy: 'OBSERVED_ASC',
   * })) console.log(finding.organization?.name, finding.title);
   */
  records<Name extends ConnectionName, const Fields extends Selection<RecordOf<Name>>>(
    name: Name,
    options: ListOptions<Name, Fields>,
  ): AsyncGenerator<Selected<RecordOf<Name>, Fields>, void, undefined>;
}

/**
 * @param url the gateway's endpoint, for example `https://hub.example.org/graphql`
 * @throws {TypeError} if it is no URL, or has a password
 */
export function createClient(url: string, options: ClientOptions = {}): Client {
  checkEndpoint(url);
  const config = {
    ...(options.headers && { headers: options.headers }),
    fetch: namingEndpoint(options.fetch ?? fetch),
  };
  const clients = {
    strict: new GraphQLClient(url, config),
    lenient: new GraphQLClient(url, { ...config, errorPolicy: 'all' }),
  };
  return {
    request: <Result>(query: RequestDocument, variables: Variables = {}, signal?: AbortSignal) =>
      clients.strict.request<Result>({ document: query, variables, ...(signal && { signal }) }),
    pages: (name, listOptions) => pages(clients, name, listOptions),
    async *records(name, listOptions) {
      for await (const page of pages(clients, name, listOptions)) yield* page.records;
    },
  };
}
