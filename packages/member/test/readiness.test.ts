import { rm } from 'node:fs/promises';
import { openLink, parseLink } from '@observer-graph/source-sql';
import { expect, it } from 'vitest';
import { createMember } from '../src/member.ts';
import { mariadb, postgres, sqlite } from './kit/databases.ts';

const linkText = (dialect: string) => `member: golos
database: { dialect: ${dialect}, url: $DATABASE_URL }
defaults: { organization: golos, country: RU }
findings:
  reports:
    from: report
    key: id
    fields: { kind: { constant: INCIDENT }, title: words }
    visibility: PUBLIC
`;

it.each([
  { dialect: 'postgres', make: postgres },
  { dialect: 'mysql', make: mariadb },
  { dialect: 'sqlite', make: sqlite },
])('a member over $dialect is ready while its database answers', async ({ dialect, make }) => {
  const database = await make(
    "create table report (id int primary key, words varchar(9)); insert into report values (1, 'One')",
  );
  const link = await openLink(
    parseLink(linkText(dialect), { file: 'golos.yaml', env: { DATABASE_URL: database.url } }),
    { lookEveryMs: 50, log: () => {} },
  );
  const member = createMember({ code: 'golos', link });
  expect(await member.ready()).toBe(true);
  if (dialect === 'sqlite') await rm(database.url);
  else await database.drop();
  while (await member.ready()) await new Promise((resolve) => setTimeout(resolve, 50));
  member.close();
  await link.close();
  if (dialect === 'sqlite') await database.drop();
});
