import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { domains } from './domains.ts';
import { connectionsModule, typesModule } from './generate-types.ts';

const root = new URL('../../../', import.meta.url);
const sourceNames = [...domains, 'federation', 'common', 'directives'];
const vocabularyNames = ['themes', 'phases', 'implementation-statuses', 'attack-kinds'];
const sdlPath = 'packages/contract/src/generated/sdl.ts';

/** The module of the SDL's texts, as schema/*.graphql has them now. */
export async function generatedSdl(): Promise<[path: string, text: string]> {
  const texts = await Promise.all(
    sourceNames.map((name) => readFile(new URL(`schema/${name}.graphql`, root), 'utf8')),
  );
  return [sdlPath, sdlModule(texts)];
}

/** What is made of the module of the SDL's texts, by path from the root. That module must be fresh. */
export async function generatedFromSdl(): Promise<[path: string, text: string][]> {
  // Not at the top: a module that imports the texts cannot be loaded before they are written.
  const { compose } = await import('./compose.ts');
  const { supergraphSdl } = compose();
  const types = typesModule(supergraphSdl);
  return [
    ['schema/supergraph.graphql', `${supergraphSdl.trimEnd()}\n`],
    ['packages/contract/src/generated/types.ts', types],
    ['packages/contract/src/generated/vocabularies.ts', await vocabulariesModule()],
    ['packages/client/src/generated/types.ts', types],
    ['packages/client/src/generated/connections.ts', connectionsModule(supergraphSdl)],
  ];
}

async function vocabulariesModule(): Promise<string> {
  const json = async (name: string): Promise<unknown> =>
    JSON.parse(await readFile(new URL(`schema/vocabularies/${name}.json`, root), 'utf8'));
  const texts = (await Promise.all(vocabularyNames.map(json))).map((value) => JSON.stringify(value, null, 2));
  return `// Generated from schema/vocabularies/*.json by \`npm run generate\`.
import type { CommitmentVocabulary, Vocabulary } from '../vocabulary.ts';

export const vocabularies: readonly Vocabulary[] = [
${texts.join(',\n')},
];

export const commitments: CommitmentVocabulary = ${JSON.stringify(await json('commitments'), null, 2)};
`;
}

function sdlModule(texts: readonly string[]): string {
  const entries = sourceNames.map(
    (name, index) => `  ${name}: \`${(texts[index] ?? '').replace(/[\\`]|\$\{/g, '\\$&')}\`,\n`,
  );
  return `// Generated from schema/*.graphql by \`npm run generate\`.
import type { Domain } from '../domains.ts';

/** The texts of schema/*.graphql. */
export const sdlOf: Readonly<Record<Domain | 'federation' | 'common' | 'directives', string>> = {
${entries.join('')}};
`;
}

async function write([path, text]: readonly [string, string]): Promise<void> {
  const file = fileURLToPath(new URL(path, root));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await write(await generatedSdl());
  for (const file of await generatedFromSdl()) await write(file);
}
