import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** A page or file for browsers. */
export interface Asset {
  readonly type: string;
  readonly body: Buffer;
  /** The same, compressed with gzip. */
  readonly gzipped: Buffer;
  readonly etag: string;
}

/** What the explorer's pages may do: nothing leaves for, and nothing comes from, another server. */
export const contentSecurityPolicy = [
  "default-src 'self'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "worker-src 'self' blob:",
  "frame-ancestors 'none'",
].join('; ');

/** The files of the explorer, by path; read and compressed when first asked for. */
const files: Readonly<Record<string, { readonly type: string; readonly part: Part }>> = {
  '/explorer/graphiql.js': { type: 'text/javascript; charset=utf-8', part: 'js' },
  '/explorer/graphiql.css': { type: 'text/css; charset=utf-8', part: 'css' },
  '/explorer/editor.worker.js': { type: 'text/javascript; charset=utf-8', part: 'editorWorkerService' },
  '/explorer/json.worker.js': { type: 'text/javascript; charset=utf-8', part: 'jsonWorker' },
  '/explorer/graphql.worker.js': { type: 'text/javascript; charset=utf-8', part: 'graphqlWorker' },
};

type Part = 'js' | 'css' | 'editorWorkerService' | 'jsonWorker' | 'graphqlWorker';

const cache = new Map<string, Promise<Asset>>();

/** @returns null if there is no such file */
export function explorerFile(path: string): Promise<Asset> | null {
  const file = files[path];
  if (!file) return null;
  const known = cache.get(path);
  if (known) return known;
  // Nine megabytes, which a gateway that no browser visits need not hold.
  const made = import('@graphql-yoga/render-graphiql/graphiql').then((parts) =>
    asset(file.type, parts[file.part]),
  );
  cache.set(path, made);
  return made;
}

/**
 * GraphiQL as a page.
 *
 * @param tabs queries to begin with, each in a tab
 * @param query the one to open first
 */
export function explorerPage(title: string, tabs: readonly string[] = [], query?: string): Promise<Asset> {
  const options = {
    endpoint: '/graphql',
    title,
    ...(tabs.length > 0 && { defaultTabs: tabs.map((tab) => ({ query: tab })) }),
    ...(query !== undefined && { query }),
  };
  return page(
    `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/explorer/graphiql.css">
<style>html, body, #root { height: 100%; margin: 0; overflow: hidden }</style>
</head>
<body class="no-focus-outline">
<noscript>This page needs JavaScript. The endpoint itself does not: POST your query to /graphql.</noscript>
<div id="root"></div>
<script>
self.MonacoEnvironment = {
  globalAPI: false,
  getWorkerUrl: (_, label) =>
    label === 'graphql' || label === 'json' ? '/explorer/' + label + '.worker.js' : '/explorer/editor.worker.js',
};
</script>
<script src="/explorer/graphiql.js"></script>
<script>
YogaGraphiQL.renderYogaGraphiQL(document.getElementById('root'), ${scriptJson(options)});
</script>
</body>
</html>
`,
  );
}

export function page(html: string): Promise<Asset> {
  return asset('text/html; charset=utf-8', html);
}

/** JSON that cannot end the script that it stands in. */
function scriptJson(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

async function asset(type: string, text: string): Promise<Asset> {
  const body = Buffer.from(text);
  const digest = createHash('sha256').update(body).digest('base64url');
  return { type, body, gzipped: await promisify(gzip)(body), etag: `"${digest}"` };
}
