import { type Asset, explorerPage, page } from './explorer.ts';
import type { Pages } from './http-server.ts';
import { type Question, questions } from './questions.ts';

/** What browsers are shown: the questions to begin with, and the explorer with them as tabs. */
export const questionPages: Pages = {
  start: startPage,
  explorer: (name) => {
    const first = questions.find((question) => question.name === name);
    const others = questions.filter((question) => question !== first);
    const tabs = [...(first ? [first] : []), ...others].map(({ query }) => query);
    return explorerPage('Observer Graph', tabs, first?.query);
  },
};

/** The page at `/`: what this is, and the questions to begin with. */
function startPage(): Promise<Asset> {
  return page(
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
