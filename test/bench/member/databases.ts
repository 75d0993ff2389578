// A million invented reports in a database of their own on each server.
import { randomBytes } from 'node:crypto';
import mysql from 'mysql2/promise';
import pg from 'pg';

export type Server = 'postgres' | 'mysql';

/** A database with the table `report`, until it is dropped. */
export interface BenchDatabase {
  readonly dialect: Server;
  readonly url: string;
  drop(): Promise<void>;
}

/** Elections by number, one in four of a country. */
const elections = 40;

/**
 * Makes the table with `rows` rows, and the indexes that `member check` would ask for. The view is for PostGraphile, which has
 * no way to ask for those rows alone that the link file shows.
 */
export const benchDatabase: Readonly<Record<Server, (rows: number) => Promise<BenchDatabase>>> = {
  async postgres(rows) {
    const name = `bench_member_${randomBytes(4).toString('hex')}`;
    const server = process.env['POSTGRES_URL'] ?? 'postgres://postgres@127.0.0.1:5432';
    const admin = new pg.Client({ connectionString: `${server}/postgres` });
    await admin.connect();
    await admin.query(`create database ${name}`);
    const client = new pg.Client({ connectionString: `${server}/${name}` });
    await client.connect();
    await client.query(`
      create table report (id int primary key, title text not null, description text, sev int, kind text, theme text,
        country char(2) not null, election text not null, station text, open int not null, observed_at timestamptz);
      insert into report select i, 'Report ' || i || ' of a station that opened late',
        'What the observer saw, in two or three sentences. The box was sealed before the count began, number ' || i,
        1 + i % 5, (array['fraud', 'voting', 'count', 'media'])[1 + i % 4], (array['fraud', 'voting', 'count', 'media'])[1 + i % 4],
        (array['GE', 'RU', 'MD', 'AM'])[1 + i % 4], 'E' || i % ${elections}, 'Station ' || i % 3000, case when i % 10 = 0 then 0 else 1 end,
        case when i % 100 = 1 then null else timestamptz '2015-01-01 00:00:00Z' + (i::bigint * 7919 % ${rows}) * interval '300 seconds' end
      from generate_series(1, ${rows}) i;
      create index on report (observed_at, id);
      create index on report (country, observed_at, id);
      create index on report (election, observed_at, id);
      create view listed as select * from report where open = 1 and observed_at is not null;
      comment on view listed is '@primaryKey id';`);
    await client.query('vacuum analyze report');
    await client.end();
    return {
      dialect: 'postgres',
      url: `${server}/${name}`,
      async drop() {
        await admin.query(`drop database ${name} with (force)`);
        await admin.end();
      },
    };
  },

  async mysql(rows) {
    const name = `bench_member_${randomBytes(4).toString('hex')}`;
    const server = process.env['MARIADB_URL'] ?? 'mysql://root@127.0.0.1:3306';
    const client = await mysql.createConnection({
      uri: `${server}/`,
      charset: 'utf8mb4',
      multipleStatements: true,
    });
    await client.query(`create database ${name} character set utf8mb4; use ${name}`);
    await client.query(`
      create table report (id int primary key, title varchar(100) not null, description text, sev int, kind varchar(10), theme varchar(10),
        country char(2) not null, election varchar(20) not null, station varchar(20), open int not null, observed_at datetime(6));
      insert into report select seq, concat('Report ', seq, ' of a station that opened late'),
        concat('What the observer saw, in two or three sentences. The box was sealed before the count began, number ', seq),
        1 + seq % 5, elt(1 + seq % 4, 'fraud', 'voting', 'count', 'media'), elt(1 + seq % 4, 'fraud', 'voting', 'count', 'media'),
        elt(1 + seq % 4, 'GE', 'RU', 'MD', 'AM'), concat('E', seq % ${elections}), concat('Station ', seq % 3000), if(seq % 10 = 0, 0, 1),
        if(seq % 100 = 1, null, timestamp '2015-01-01 00:00:00' + interval (seq * 7919 % ${rows}) * 300 second)
      from seq_1_to_${rows};
      create index by_time on report (observed_at, id);
      create index by_country on report (country, observed_at, id);
      create index by_election on report (election, observed_at, id);
      analyze table report;`);
    return {
      dialect: 'mysql',
      url: `${server}/${name}`,
      async drop() {
        await client.query(`drop database ${name}`);
        await client.end();
      },
    };
  },
};

/** The link file of the table. */
export function linkText(dialect: string, url: string): string {
  const countries = { GE: 'GE', RU: 'RU', MD: 'MD', AM: 'AM' };
  const election = (number: number) => {
    const country = Object.keys(countries)[number % 4];
    return `${country}-20${10 + Math.floor(number / 4)}-10-26-parliamentary`;
  };
  const map = Array.from({ length: elections }, (_, number) => `E${number}: ${election(number)}`);
  return `
member: bench
database: { dialect: ${dialect}, ${dialect === 'sqlite' ? 'path' : 'url'}: "${url}", statementTimeout: 60s }
defaults: { organization: bench, observerKind: CITIZEN, timezone: UTC, language: en }
findings:
  reports:
    from: report
    key: id
    fields:
      title: title
      description: description
      country: country
      kind: { constant: INCIDENT }
      severity: { column: sev, values: { 1: LOW, 2: MEDIUM, 3: HIGH, 4: CRITICAL } }
      themes: { column: theme, values: { fraud: BALLOT_FRAUD, voting: VOTING, count: COUNTING_TABULATION_RESULTS, media: MEDIA } }
      elections: { column: election, values: { ${map.join(', ')} } }
      observedAt: observed_at
      place: { name: station }
    visibility: { column: open, values: { 1: PUBLIC } }
`;
}
