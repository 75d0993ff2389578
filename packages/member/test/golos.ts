import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';

/** A small SQLite database as a citizen coalition might have it, and its link file, in a folder of its own. */
export interface Golos {
  readonly folder: string;
  readonly linkFile: string;
  readonly databaseFile: string;
  remove(): Promise<void>;
}

const tables = `
  CREATE TABLE mission (id INTEGER PRIMARY KEY, name TEXT NOT NULL, starts TEXT);
  CREATE TABLE report (
    id INTEGER PRIMARY KEY, summary TEXT NOT NULL, kind TEXT, sev INTEGER, created_at TEXT, election TEXT,
    mission_id INTEGER, open INTEGER NOT NULL
  );
  INSERT INTO mission VALUES (1, 'Наблюдение 2021', '2021-09-01');
  INSERT INTO report VALUES
    (1, 'Карусель на участке 12', 'carousel', 3, '2021-09-19 09:00:00', 'RU-2021-09-19-parliamentary', 1, 1),
    (2, 'Открылись вовремя', 'opening', NULL, '2021-09-19 05:00:00', 'RU-2021-09-19-parliamentary', 1, 1),
    (3, 'Угроза наблюдателю', 'threat', 3, '2021-09-19 10:00:00', 'RU-2021-09-19-parliamentary', 1, 0),
    (4, 'Без времени', 'opening', 1, NULL, NULL, NULL, 1),
    (5, 'Удалён наблюдатель', 'removal', 2, '2021-09-19 12:30:00', 'RU-2021-09-19-parliamentary', 1, 1);
`;

export const golosLink = `
member: golos
database: { dialect: sqlite, url: ./golos.db }
defaults: { organization: golos, observerKind: CITIZEN, country: RU, timezone: Europe/Moscow, language: ru }

missions:
  campaigns:
    from: mission
    key: id
    fields:
      title: name
      startsOn: starts
    visibility: PUBLIC

findings:
  reports:
    from: report
    key: id
    fields:
      title: summary
      kind: { constant: INCIDENT }
      themes: { column: kind, values: { carousel: BALLOT_FRAUD, opening: VOTING, threat: OBSERVER_RIGHTS, removal: OBSERVER_RIGHTS } }
      severity: { column: sev, values: { 1: LOW, 2: MEDIUM, 3: HIGH } }
      observedAt: created_at
      elections: election
      mission: { column: mission_id, source: campaigns }
    visibility: { column: open, values: { 1: PUBLIC } }
`;

export async function golos(linkText = golosLink): Promise<Golos> {
  const folder = await mkdtemp(join(tmpdir(), 'observer-member-'));
  const databaseFile = join(folder, 'golos.db');
  const linkFile = join(folder, 'golos.yaml');
  const database = new Database(databaseFile);
  database.exec(tables);
  database.close();
  await writeFile(linkFile, linkText);
  return { folder, linkFile, databaseFile, remove: () => rm(folder, { recursive: true, force: true }) };
}
