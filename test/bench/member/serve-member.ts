// The whole member: link file, SQL, resolvers, GraphQL over HTTP.
import { createMember, serveMember } from '@observer-graph/member';
import { openLink, parseLink } from '@observer-graph/source-sql';
import { linkText } from './databases.ts';
import { reportTo } from './report.ts';

const [dialect = 'postgres', url = ''] = process.argv.slice(2);
const link = await openLink(parseLink(linkText(dialect, url), { file: 'bench.yaml', env: process.env }));
const member = createMember({ code: 'bench', link, onError: (error) => console.error(error) });
const served = await serveMember({ member, port: 0 });
reportTo(`${served.url}/findings`);
