import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { HTTPGraphQLHead } from '@apollo/server';
import type { MemberCard } from '@observer-graph/contract';
import { sendText } from '@observer-graph/executor';
import { onePart, onlyPartsType } from './accepts-parts.ts';
import { type Asset, contentSecurityPolicy, explorerFile } from './explorer.ts';
import type { GraphqlServer } from './graphql-server.ts';
import type { Readiness } from './health.ts';
import { jsonBody } from './json-body.ts';
import type { Limits } from './limits.ts';
import type { Log } from './log.ts';
import { type RequestContext, requestContext } from './request-context.ts';
import { RequestError } from './request-error.ts';
import type { SubgraphRoute } from './subgraph-route.ts';
import { untilGone } from './until-gone.ts';

/** What browsers are shown. */
export interface Pages {
  /** At `/`. */
  start(): Promise<Asset>;
  /** At the endpoint. @param question the name of the query to open first */
  explorer(question: string | null): Promise<Asset>;
}

export interface HttpServerOptions {
  readonly graphql: GraphqlServer;
  readonly limits: () => Limits;
  readonly readiness: () => Readiness;
  /** By their paths. */
  readonly subgraphs: ReadonlyMap<string, SubgraphRoute>;
  /** What this hub tells of itself as a member of another; null if it is none. */
  readonly card: () => MemberCard | null;
  readonly pages: Pages;
  /** Names, in small letters, of the client's headers that are sent along to subgraphs. @default none */
  readonly forwardedHeaders?: readonly string[];
  readonly log: Log;
}

/** The gateway's HTTP front: the endpoint, its domains for routers and other hubs, the pages for browsers, its health. */
export function httpServer(options: HttpServerOptions): Server {
  return createServer((request, response) => {
    answer(options, request, response).catch((error: unknown) => {
      if (error instanceof RequestError) return sendError(response, error);
      if (!response.destroyed)
        options.log.error(error instanceof Error ? String(error.stack) : String(error));
      return sendError(
        response,
        new RequestError(500, 'INTERNAL_SERVER_ERROR', 'The gateway failed at this.'),
      );
    });
  });
}

async function answer(options: HttpServerOptions, request: IncomingMessage, response: ServerResponse) {
  response.setHeader('x-content-type-options', 'nosniff');
  // Most are these, which need not be taken apart.
  if (request.url === '/graphql' && request.method === 'POST') return graphql(options, request, response, '');
  const { pathname, search, searchParams } = targetOf(request);
  if (pathname === '/graphql') {
    const page = request.method === 'GET' && wantsPage(request);
    if (page) {
      return sendAsset(request, response, await options.pages.explorer(searchParams.get('question')), 0);
    }
    return graphql(options, request, response, search);
  }
  const subgraph = options.subgraphs.get(pathname);
  if (subgraph) {
    const { status, type, body } = await subgraph(request, response, options.limits());
    if (!response.destroyed) send(response, status, type, body);
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, HEAD');
    throw new RequestError(405, 'BAD_REQUEST', 'Only GET is answered here. Queries are sent to /graphql.');
  }
  if (pathname === '/') return sendAsset(request, response, await options.pages.start(), 0);
  if (pathname === '/health/live') return sendJson(response, 200, { live: true });
  if (pathname === '/health/ready') {
    const readiness = options.readiness();
    return sendJson(response, readiness.ready ? 200 : 503, readiness);
  }
  if (pathname === '/.well-known/observer-member.json') {
    const card = options.card();
    if (card) return sendJson(response, 200, card);
    throw new RequestError(
      404,
      'BAD_REQUEST',
      'This hub is no member of another: its federation file names no code of its own.',
    );
  }
  const file = await explorerFile(pathname);
  if (file) return sendAsset(request, response, file, 3_600);
  throw new RequestError(404, 'BAD_REQUEST', 'There is nothing here. Queries are sent to /graphql.');
}

/** @throws {RequestError} if it cannot be read */
function targetOf({ url = '/' }: IncomingMessage): URL {
  // Of `//host/path` all is a path. What is said to a proxy is a whole URL.
  const target = url.startsWith('/') ? `http://gateway${url}` : url;
  if (URL.canParse(target)) return new URL(target);
  throw new RequestError(400, 'BAD_REQUEST', 'The path of this request cannot be read.');
}

/** A browser that was sent here by a person; a program asks for JSON or for anything. */
function wantsPage({ headers }: IncomingMessage): boolean {
  return (headers.accept ?? '').split(',').some((type) => type.trim().startsWith('text/html'));
}

async function graphql(
  { graphql: server, limits, forwardedHeaders, log }: HttpServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
  search: string,
) {
  // Nothing here depends on cookies, so any page may ask as anyone may.
  response.setHeader('access-control-allow-origin', '*');
  if (request.method === 'OPTIONS') {
    response.writeHead(204, {
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers':
        request.headers['access-control-request-headers'] ?? 'content-type, authorization',
      'access-control-max-age': '86400',
    });
    response.end();
    return;
  }
  if (request.method !== 'POST' && request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('allow', 'GET, POST');
    throw new RequestError(405, 'BAD_REQUEST', 'Queries are sent with POST, or with GET.');
  }
  const { maxRequestBytes, requestDeadlineMs } = limits();
  const body = request.method === 'POST' ? await jsonBody(request, maxRequestBytes) : undefined;
  const signal = untilGone(response);
  const context = requestContext(request, signal, requestDeadlineMs, forwardedHeaders);
  const { method = 'GET', headers } = request;
  const result = await server.answer({ method, headers, search, body }, context);
  if (response.destroyed) return;
  for (const [name, value] of result.headers) response.setHeader(name, value);
  const status = statusOf(result, context);
  if (result.body.kind === 'complete') {
    const type = onlyPartsType(headers.accept);
    if (type !== null) response.setHeader('content-type', type);
    const { string } = result.body;
    return sendText(response, status, {}, type === null ? string : onePart(string));
  }
  response.statusCode = status;
  await pipeline(Readable.from(result.body.asyncIterator), response).catch((error: unknown) => {
    // That the client has gone is nobody's fault.
    if (!signal.aborted) log.error(error instanceof Error ? String(error.stack) : String(error));
  });
}

/**
 * Of `application/json`, which may be a proxy's, a status that is not 2xx says nothing of GraphQL: what was well-formed is
 * answered with 200, whatever the answer.
 *
 * @see https://graphql.github.io/graphql-over-http/draft/#sec-application-json
 */
function statusOf({ status = 200, headers }: HTTPGraphQLHead, { noted }: RequestContext): number {
  const isJson = headers.get('content-type')?.startsWith('application/json');
  if (isJson) return status === 400 && noted.isWellFormed ? 200 : status;
  // Apollo Server says 200 to who sends the hash of a query alone.
  return status === 200 && !noted.isWellFormed ? 400 : status;
}

function sendError(response: ServerResponse, { status, code, message }: RequestError) {
  if (response.headersSent) return void response.destroy();
  // What was not read of the request would be taken for the next one.
  if (status === 413) response.setHeader('connection', 'close');
  sendJson(response, status, { errors: [{ message, extensions: { code } }] });
}

function sendJson(response: ServerResponse, status: number, value: unknown) {
  send(response, status, 'application/json', value);
}

function send(response: ServerResponse, status: number, type: string, value: unknown) {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' });
  response.end(`${JSON.stringify(value)}\n`);
}

function sendAsset(request: IncomingMessage, response: ServerResponse, asset: Asset, maxAge: number) {
  response.setHeader('content-security-policy', contentSecurityPolicy);
  response.setHeader('cache-control', maxAge > 0 ? `public, max-age=${maxAge}` : 'no-cache');
  response.setHeader('etag', asset.etag);
  response.setHeader('vary', 'accept, accept-encoding');
  if (request.headers['if-none-match'] === asset.etag) {
    response.writeHead(304);
    response.end();
    return;
  }
  const zipped = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
  const body = zipped ? asset.gzipped : asset.body;
  response.writeHead(200, {
    'content-type': asset.type,
    'content-length': body.length,
    ...(zipped && { 'content-encoding': 'gzip' }),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
