// What somebody would write for this one table and these questions: node:http, prepared SQL, JSON.stringify.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import mysql from 'mysql2/promise';
import pg from 'pg';
import { reportTo } from './report.ts';

const [dialect = 'postgres', url = ''] = process.argv.slice(2);
const severities = [null, 'LOW', 'MEDIUM', 'HIGH', 'CRITICAL', null];
const themes: Record<string, string> = {
  fraud: 'BALLOT_FRAUD',
  voting: 'VOTING',
  count: 'COUNTING_TABULATION_RESULTS',
  media: 'MEDIA',
};

type Row = Record<string, string | number>;
const run = dialect === 'postgres' ? onPostgres() : onMysql();

function onPostgres() {
  const pool = new pg.Pool({ connectionString: url, max: 5 });
  return async (name: string, text: string, values: unknown[]): Promise<Row[]> => {
    let mark = 0;
    const marked = text.replace(/\?/g, () => `$${++mark}`);
    return (await pool.query({ name, text: marked, values })).rows;
  };
}

function onMysql() {
  const pool = mysql.createPool({ uri: url, connectionLimit: 5, dateStrings: true });
  return async (_name: string, text: string, values: unknown[]): Promise<Row[]> =>
    (await pool.execute(text, values as string[]))[0] as Row[];
}

const instant =
  dialect === 'postgres'
    ? `to_char(observed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`
    : `date_format(observed_at, '%Y-%m-%dT%H:%i:%sZ')`;
const columns = `id, title, sev, theme, country, election, station, ${instant} as at`;
const time = dialect === 'postgres' ? '?::timestamptz' : 'cast(? as datetime(6))';
const limit = dialect === 'postgres' ? '?::int' : '?';

async function list({ first, after, country }: { first: number; after?: string; country?: string }) {
  const where = ['open = 1', 'observed_at is not null'];
  const values: unknown[] = [];
  if (country) {
    where.push('country = ?');
    values.push(country);
  }
  if (after) {
    const [at = '', id = ''] = Buffer.from(after, 'base64url').toString().split('|');
    where.push(`observed_at <= ${time} and (observed_at < ${time} or id < ?)`);
    const bound = dialect === 'postgres' ? at : at.slice(0, -1);
    values.push(bound, bound, Number(id));
  }
  const text = `select ${columns} from report where ${where.join(' and ')} order by observed_at desc, id desc limit ${limit}`;
  const rows = await run(`list${where.length}${country ? 'c' : ''}`, text, [
    ...values,
    dialect === 'postgres' ? first + 1 : String(first + 1),
  ]);
  const edges = rows.slice(0, first).map((row) => ({
    cursor: Buffer.from(`${row['at']}|${row['id']}`).toString('base64url'),
    node: {
      id: `bench:finding:reports:${row['id']}`,
      title: row['title'],
      severity: severities[Number(row['sev'])],
      themes: [themes[String(row['theme'])]],
      country: { code: row['country'] },
      organization: { id: 'bench' },
      elections: [{ id: row['election'] }],
      observedAt: row['at'],
      place: { name: row['station'] },
    },
  }));
  return { edges, pageInfo: { hasNextPage: rows.length > first, endCursor: edges.at(-1)?.cursor ?? null } };
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', async () => {
    const { variables } = JSON.parse(Buffer.concat(chunks).toString());
    const body = JSON.stringify({ data: { findings: await list(variables) } });
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(body);
  });
});
server.listen(0, '127.0.0.1', () => reportTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`));
