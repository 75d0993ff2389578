import { recordType } from '@observer-graph/contract';
import type { FieldLink, Link } from '@observer-graph/source-sql';
import Database from 'libsql';

const columns = ['organization', 'country', 'kind', 'title', 'holding', 'observedAt'] as const;

/** Writes findings into a new SQLite file, with the index that `member check` would ask for, and links it. */
export function writeIndexedMember(path: string, code: string, rows: number): Link {
  const database = new Database(path);
  database.exec(`BEGIN;
    CREATE TABLE finding (key INTEGER PRIMARY KEY, organization TEXT, country TEXT, kind TEXT, title TEXT, holding TEXT, observedAt INTEGER, visibility TEXT);
    CREATE INDEX finding_observed ON finding (observedAt, key)`);
  const insert = database.prepare('INSERT INTO finding VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
  for (let key = 0; key < rows; key++) {
    insert.run([
      key,
      `${code}-org`,
      'GE',
      'OBSERVATION',
      `Finding ${key}`,
      'ORIGINAL',
      1_700_000_000 + key,
      'PUBLIC',
    ]);
  }
  database.exec('COMMIT');
  database.close();
  return {
    file: `${code}.yaml`,
    member: code,
    database: { dialect: 'sqlite', url: path, statementTimeoutMs: 10_000, poolSize: 1 },
    sources: [
      {
        record: recordType('Finding'),
        name: 's',
        line: 1,
        from: { table: 'finding' },
        key: ['key'],
        fields: new Map(columns.map((name) => [name, linkOf(name)])),
        visibility: [
          {
            kind: 'column',
            column: 'visibility',
            values: new Map([['PUBLIC', 'PUBLIC']]),
            otherwise: 'OWNER',
          },
        ],
      },
    ],
  };
}

function linkOf(name: (typeof columns)[number]): FieldLink {
  const time = name === 'observedAt' ? { time: { format: 'unix-seconds' as const, zone: 'UTC' } } : {};
  return { kind: 'column', column: name, empty: [], ...time };
}
