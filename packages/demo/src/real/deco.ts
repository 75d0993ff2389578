// The Deadly Electoral Conflict data (DECO) in a MariaDB database laid out like Ushahidi's: incidents, categories and the
// join table between them, places.
import { createConnection } from 'mysql2/promise';
import type { Countries } from './countries.ts';
import { csvOf } from './data-source.ts';
import { reached } from './reached.ts';

/** Roots and what is below them; the ids of the timing are 101 and so on, those of purposes follow from 201 on. */
const roots = { timing: 100, purpose: 200 } as const;
const timings: Readonly<Record<string, string>> = {
  1: 'Before the election',
  2: 'Election day',
  3: 'After the election',
};

const ddl = [
  `CREATE TABLE incident (id bigint unsigned NOT NULL AUTO_INCREMENT, location_id bigint unsigned NOT NULL, form_id int NOT NULL DEFAULT 1, locale varchar(10) NOT NULL DEFAULT 'en_US', user_id int unsigned DEFAULT NULL, incident_title varchar(255) DEFAULT NULL, incident_description longtext, incident_date datetime DEFAULT NULL, incident_mode tinyint NOT NULL DEFAULT 1, incident_active tinyint NOT NULL DEFAULT 0, incident_verified tinyint NOT NULL DEFAULT 0, incident_dateadd datetime DEFAULT NULL, incident_datemodify datetime DEFAULT NULL, PRIMARY KEY (id), KEY location_id (location_id), KEY incident_active (incident_active), KEY incident_date (incident_date))`,
  `CREATE TABLE location (id bigint unsigned NOT NULL AUTO_INCREMENT, location_name varchar(255) DEFAULT NULL, country_id int NOT NULL DEFAULT 0, latitude double NOT NULL DEFAULT 0, longitude double NOT NULL DEFAULT 0, location_visible tinyint NOT NULL DEFAULT 1, PRIMARY KEY (id), KEY country_id (country_id))`,
  `CREATE TABLE country (id int NOT NULL AUTO_INCREMENT, iso varchar(10) DEFAULT NULL, country varchar(100) DEFAULT NULL, PRIMARY KEY (id))`,
  `CREATE TABLE category (id int unsigned NOT NULL AUTO_INCREMENT, parent_id int NOT NULL DEFAULT 0, category_title varchar(255) DEFAULT NULL, category_visible tinyint NOT NULL DEFAULT 1, PRIMARY KEY (id))`,
  `CREATE TABLE incident_category (id int NOT NULL AUTO_INCREMENT, incident_id bigint unsigned NOT NULL DEFAULT 0, category_id int unsigned NOT NULL DEFAULT 0, PRIMARY KEY (id), UNIQUE KEY incident_category_ids (incident_id, category_id))`,
  `CREATE TABLE media (id bigint unsigned NOT NULL AUTO_INCREMENT, incident_id bigint unsigned DEFAULT NULL, media_type tinyint DEFAULT NULL, media_title text DEFAULT NULL, PRIMARY KEY (id), KEY incident_id (incident_id))`,
].map((statement) => `${statement} ENGINE=MyISAM DEFAULT CHARSET=utf8mb3`);

/** Makes the database anew. */
export async function loadDeco(dataSource: string, url: string, countries: Countries): Promise<void> {
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  if (!/^observer_graph_demo\w*$/.test(name)) {
    throw new Error(
      `The demonstration replaces its MariaDB database, and so refuses one that is not called observer_graph_demo…; DEMO_DECO_DATABASE_URL names '${name}'.`,
    );
  }
  const server = new URL(url);
  server.pathname = '/';
  const connection = await reached(
    createConnection({ uri: server.href, charset: 'utf8mb4', timezone: 'Z' }),
    url,
    'DEMO_DECO_DATABASE_URL',
  );
  try {
    await connection.query(`DROP DATABASE IF EXISTS \`${name}\``);
    await connection.query(`CREATE DATABASE \`${name}\` CHARACTER SET utf8mb3`);
    await connection.query(`USE \`${name}\``);
    for (const statement of ddl) await connection.query(statement);
    const tables = decoRows(dataSource, countries);
    for (const [table, rows] of Object.entries(tables)) {
      const columns = Object.keys(rows[0] ?? {});
      for (let start = 0; start < rows.length; start += 500) {
        const values = rows
          .slice(start, start + 500)
          .map((row) => columns.map((column) => row[column] ?? null));
        await connection.query(
          `INSERT INTO \`${table}\` (${columns.map((column) => `\`${column}\``).join(', ')}) VALUES ?`,
          [values],
        );
      }
    }
  } finally {
    await connection.end();
  }
}

type Rows = Readonly<Record<string, string | number | null>>[];

function decoRows(dataSource: string, countries: Countries): Readonly<Record<string, Rows>> {
  const events = csvOf(dataSource, 'deco/DECO_v1.0.csv');
  const countryIds = new Map(
    [...new Set(events.map((event) => event['country'] ?? ''))].map((name, index) => [name, index + 1]),
  );
  const purposes = [...new Set(events.flatMap((event) => listOf(event['electoral_purpose'])))].sort();
  const links = events.flatMap((event) => [
    ...listOf(event['electoral_timing'])
      .filter((code) => code in timings)
      .map((code) => [event['id'], roots.timing + Number(code)] as const),
    ...listOf(event['electoral_purpose']).map(
      (purpose) => [event['id'], roots.purpose + 1 + purposes.indexOf(purpose)] as const,
    ),
  ]);
  return {
    country: [...countryIds].map(([country, id]) => ({ id, iso: countries.ofName(country), country })),
    category: [
      { id: roots.timing, parent_id: 0, category_title: 'Timing' },
      ...Object.entries(timings).map(([code, title]) => ({
        id: roots.timing + Number(code),
        parent_id: roots.timing,
        category_title: title,
      })),
      { id: roots.purpose, parent_id: 0, category_title: 'Purpose' },
      ...purposes.map((purpose, index) => ({
        id: roots.purpose + 1 + index,
        parent_id: roots.purpose,
        category_title: purpose,
      })),
    ],
    location: events.map((event) => ({
      id: Number(event['id']),
      location_name: event['country'] ?? null,
      country_id: countryIds.get(event['country'] ?? '') ?? 0,
      latitude: coordinate(event['latitude']),
      longitude: coordinate(event['longitude']),
    })),
    incident: events.map((event) => ({
      id: Number(event['id']),
      location_id: Number(event['id']),
      user_id: 0,
      incident_title: `${event['side_a']} – ${event['side_b']}`.slice(0, 255),
      incident_description: `Purpose: ${event['electoral_purpose']}. Deaths, best estimate: ${event['best']}.`,
      incident_date: `${dayOf(event['date_start'] ?? '')} 00:00:00`,
      incident_active: 1,
      // 0 is the least uncertain of DECO's three grades.
      incident_verified: event['electoral_vio_uncertainty'] === '0' ? 1 : 0,
      incident_dateadd: `${dayOf(event['date_end'] ?? '')} 00:00:00`,
    })),
    incident_category: [...new Map(links.map((link) => [link.join(' '), link])).values()].map(
      ([incident, category], index) => ({
        id: index + 1,
        incident_id: Number(incident),
        category_id: category,
      }),
    ),
    media: events.map((event, index) => ({
      id: index + 1,
      incident_id: Number(event['id']),
      media_type: 4,
      media_title: event['source_article'] ?? null,
    })),
  };
}

function listOf(cell: string | undefined): string[] {
  return (cell ?? '')
    .split(';')
    .map((value) => value.trim())
    .filter((value) => value !== '');
}

/** `NA` becomes 0, which is how Ushahidi says unknown; behind some longitudes the name of the place was left. */
function coordinate(text: string | undefined): number {
  const degrees = Number.parseFloat(text ?? '');
  return Number.isNaN(degrees) ? 0 : degrees;
}

/** `2/21/2012` as `2012-02-21`. */
function dayOf(text: string): string {
  const [month = '', day = '', year = ''] = text.split('/');
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}
