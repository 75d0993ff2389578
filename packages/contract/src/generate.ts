import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { domains } from './domains.ts';

const root = new URL('../../../', import.meta.url);
const sourceNames = [...domains, 'federation', 'common', 'directives'];

async function generate(): Promise<void> {
  const texts = await Promise.all(
    sourceNames.map((name) => readFile(new URL(`schema/${name}.graphql`, root), 'utf8')),
  );
  await write('packages/contract/src/generated/sdl.ts', sdlModule(texts));
  // Only now: these read the module that was just written.
  const { compose } = await import('./compose.ts');
  await write('schema/supergraph.graphql', `${compose().supergraphSdl}\n`);
}

function sdlModule(texts: readonly string[]): string {
  const escape = (text: string) =>
    text.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${');
  const entries = sourceNames.map((name, index) => `  ${name}: \`${escape(texts[index] ?? '')}\`,\n`);
  return `// Generated from schema/*.graphql by \`npm run generate\`.
import type { Domain } from '../domains.ts';

/** The texts of schema/*.graphql. */
export const sdlOf: Readonly<Record<Domain | 'federation' | 'common' | 'directives', string>> = {
${entries.join('')}};
`;
}

async function write(path: string, text: string): Promise<void> {
  const file = fileURLToPath(new URL(path, root));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}

await generate();
