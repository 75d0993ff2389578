import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordType } from '@observer-graph/contract';
import { openLink, readLinkFile } from '@observer-graph/source-sql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMember } from '../../src/index.ts';
import { emptyDatabase, type Row } from './layout-database.ts';
import { Asking, type Served } from './served.ts';

interface Shape {
  readonly title: string;
  readonly dialect: 'postgres' | 'mysql' | 'sqlite';
  readonly sql: string;
  readonly yaml: string;
  readonly json: string;
}

/** The README's own examples: what it shows is what is run. */
const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const section = /^## Eighteen shapes.*?$(.*?)(?=^## |$(?![\s\S]))/ms.exec(readme)?.[1] ?? '';
const shapes = section.split(/^### /m).slice(1).map(shapeOf);
const header = /```yaml\n(.*?)```/s.exec(section)?.[1] ?? '';

function shapeOf(text: string): Shape {
  const block = (language: string) =>
    new RegExp(`\`\`\`${language}\\n(.*?)\`\`\``, 's').exec(text)?.[1] ?? '';
  const server = /```sql (\w+)/.exec(text)?.[1] ?? '';
  return {
    title: text.split('\n', 1)[0] ?? '',
    dialect: server === 'mariadb' ? 'mysql' : (server as Shape['dialect']),
    sql: block('sql \\w+'),
    yaml: block('yaml'),
    json: block('json'),
  };
}

describe('The shapes in the README', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'shapes-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('are eighteen', () => {
    expect(shapes.map(({ title }) => Number.parseInt(title, 10))).toEqual(
      Array.from({ length: 18 }, (_, i) => i + 1),
    );
  });

  it.each(shapes)('come out as it says: $title', async ({ dialect, sql, yaml, json }) => {
    const database = await emptyDatabase(dialect);
    try {
      await database.execute(sql);
      const file = join(folder, 'member.yaml');
      await writeFile(file, `${header}\ndatabase: { dialect: ${dialect}, url: $URL }\n${yaml}`);
      const link = await openLink(await readLinkFile(file, { env: { URL: database.url } }));
      const member = createMember({ code: 'demo', link });
      try {
        const finding = recordType('Finding');
        const records = await new Asking(member, { level: 'PUBLIC' }).list(finding, 'OBSERVED_DESC');
        const wanted = JSON.parse(json) as Row[];
        expect(records.map(({ id }) => id).sort()).toEqual(wanted.map(({ id }) => id));
        for (const record of wanted) {
          const found = records.find(({ id }) => id === record['id']);
          expect(as(record, found ?? {})).toEqual(record);
        }
      } finally {
        member.close();
        await link.close();
      }
    } finally {
      await database.drop();
    }
  });
});

/** Of a record the fields that are shown; null where they are unknown. */
function as(shown: Row, record: Served): Row {
  return Object.fromEntries(Object.keys(shown).map((name) => [name, record[name] ?? null]));
}
