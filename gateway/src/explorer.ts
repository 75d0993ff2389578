import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type Question, questions } from './questions.ts';

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

/** GraphiQL, with the questions as tabs. @param name the question to open first */
export function explorerPage(name: string | null): Promise<Asset> {
  const question = questions.find((candidate) => candidate.name === name);
  const options = {
    endpoint: '/graphql',
    title: 'Observer Graph',
    defaultTabs: (question ? [question, ...questions.filter((other) => other !== question)] : questions).map(
      ({ query }) => ({ query }),
    ),
    ...(question && { query: question.query }),
  };
  return asset(
    'text/html; charset=utf-8',
    `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Observer Graph</title>
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

/** The page at `/`: what this is, and the questions to begin with. */
export function startPage(): Promise<Asset> {
  return asset(
    'text/html; charset=utf-8',
    `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Observer Graph</title>
<link rel="icon" href="data:,">
<style>
body { font: 17px/1.5 system-ui, sans-serif; max-width: 42rem; margin: 4rem auto; padding: 0 1rem; color: #1d2733 }
h1 { font-size: 1.6rem } li { margin: .8rem 0 } a { color: #0b5cad; font-weight: 600 } code { background: #eef1f4; padding: .1em .3em }
</style>
</head>
<body>
<h1>Observer Graph</h1>
<p>One graph over many election observers’ own databases. Each answer says who was asked, and who did not answer.</p>
<p>Five questions to begin with, each one request:</p>
<ol>
${questions.map(linkTo).join('\n')}
</ol>
<p>The endpoint for programs is <code>/graphql</code> (GraphQL over HTTP); a browser finds <a href="/graphql">the explorer</a> there.</p>
</body>
</html>
`,
  );
}

function linkTo({ name, title, asks }: Question): string {
  return `<li><a href="/graphql?question=${name}">${title}</a><br>${asks}</li>`;
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
