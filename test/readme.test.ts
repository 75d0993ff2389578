import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startDemo } from '@observer-graph/demo';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const readme = fileURLToPath(new URL('../README.md', import.meta.url));
/** A query of the README with the answer that stands below it, if there is one yet. */
const question = /```graphql\n(?<query>.*?)```\n(?:\n```json\n(?<answer>.*?)```\n)?/gs;
/** A command of the README that asks for an answer in parts, with the parts that stand below it. */
const deferred =
  /```sh\ncurl -sN localhost:4000(?<path>\S+)(?<options>.*?)```\n\n```http\n(?<parts>.*?)```\n/s;

let data: string;
let demo: Awaited<ReturnType<typeof startDemo>>;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'observer-graph-readme-'));
  demo = await startDemo({ data, port: 0 });
});

afterAll(async () => {
  await demo?.close();
  await rm(data, { recursive: true, force: true });
});

describe('the README', () => {
  it('shows the answers that the demo gives', async () => {
    const text = await readFile(readme, 'utf8');
    const asked = [...text.matchAll(question)].map(
      ({ groups }) => groups as { query: string; answer?: string },
    );
    const answers: string[] = [];
    for (const { query } of asked) answers.push(await answerOf(query));
    if (process.env['UPDATE_README']) {
      let next = 0;
      const updated = text.replace(
        question,
        (_all, query) => `\`\`\`graphql\n${query}\`\`\`\n\n\`\`\`json\n${answers[next++]}\`\`\`\n`,
      );
      await writeFile(readme, updated);
      return;
    }
    expect(asked).toHaveLength(5);
    expect(asked.map(({ answer }) => answer)).toEqual(answers);
  });

  it('shows the parts that the demo answers', async () => {
    const text = await readFile(readme, 'utf8');
    const { path = '', options = '', parts } = deferred.exec(text)?.groups ?? {};
    const given = (option: string) =>
      [...options.matchAll(new RegExp(`${option} '([^']*)'`, 'g'))].map(([, value]) => value as string);
    const response = await fetch(`${demo.url}${path}`, {
      method: 'POST',
      headers: given('-H').map((header) => header.split(': ') as [string, string]),
      body: given('-d')[0] as string,
    });
    const answered = (await response.text())
      .trim()
      .replaceAll('\r', '')
      .split('\n')
      .map((line) => (line.startsWith('{') ? withoutExtensions(line) : line))
      .join('\n');
    if (process.env['UPDATE_README']) {
      const updated = text.replace(deferred, (all) =>
        all.replace(`\`\`\`http\n${parts}`, `\`\`\`http\n${answered}\n`),
      );
      await writeFile(readme, updated);
      return;
    }
    expect(parts).toBe(`${answered}\n`);
    expect(answered.match(/"hasNext":(true|false)/g)).toEqual(['"hasNext":true', '"hasNext":false']);
  });
});

function withoutExtensions(json: string): string {
  const { extensions: _, ...part } = JSON.parse(json) as Record<string, unknown>;
  return JSON.stringify(part);
}

async function answerOf(query: string): Promise<string> {
  const response = await fetch(`${demo.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { data: unknown; errors?: unknown };
  expect(errors).toBeUndefined();
  return `${compact(data)}\n`;
}

/** JSON with one line for what fits on one. */
function compact(value: unknown, indent = ''): string {
  const line = JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ');
  if (line.length + indent.length <= 130 || typeof value !== 'object' || value === null) return line;
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((item) => inner + compact(item, inner))
    : Object.entries(value).map(([key, item]) => `${inner}${JSON.stringify(key)}: ${compact(item, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${parts.join(',\n')}\n${indent}${close}`;
}
