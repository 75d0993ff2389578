import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMember, type Member } from '@observer-graph/member';
import { openRegistry } from '@observer-graph/registry';
import { openLink, parseLink } from '@observer-graph/source-sql';
import Database from 'libsql';

const seed = fileURLToPath(new URL('../../../packages/demo/seed/registry', import.meta.url));

/** Of each member, beside a mission, a document and ten recommendations that another member assesses. */
const reportsEach = 40;
const recommendationsEach = 10;

const themes = ['VOTING', 'MEDIA', 'CAMPAIGN', 'VOTER_REGISTRATION'];
const severities = ['LOW', 'MEDIUM', 'HIGH', 'CRITICAL'];
const statuses = ['NOT_IMPLEMENTED', 'IN_PROGRESS', 'PARTIALLY', 'FULLY'];
const of = (words: readonly string[], at: number) => words[at % words.length] as string;

export function codesOf(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `m${String(at).padStart(3, '0')}`);
}

/** One SQLite file with the rows of all members, about one election in Georgia. */
export function writeRows(file: string, codes: readonly string[]): void {
  const db = new Database(file);
  db.exec(`PRAGMA synchronous = OFF; BEGIN;
    CREATE TABLE report (id INTEGER PRIMARY KEY, member TEXT, title TEXT, kind TEXT, tone TEXT, theme TEXT, severity TEXT, phase TEXT, affected TEXT, attack TEXT, at TEXT);
    CREATE TABLE recommendation (id INTEGER PRIMARY KEY, member TEXT, body TEXT, theme TEXT, priority TEXT, at TEXT);
    CREATE TABLE review (id INTEGER PRIMARY KEY, member TEXT, recommendation TEXT, status TEXT, why TEXT, at TEXT);
    CREATE TABLE mission (id INTEGER PRIMARY KEY, member TEXT, title TEXT, started TEXT, ended TEXT);
    CREATE TABLE publication (id INTEGER PRIMARY KEY, member TEXT, title TEXT, at TEXT);`);
  const insert = (table: string, values: readonly (string | number | null)[]) =>
    db.prepare(`INSERT INTO ${table} VALUES (${values.map(() => '?').join(', ')})`).run([...values]);
  codes.forEach((code, member) => {
    const id = (at: number) => member * 1_000 + at;
    for (let at = 0; at < reportsEach; at += 1) {
      const isAttack = at % 8 === 0;
      const isAssessment = at % 10 === 1;
      insert('report', [
        id(at),
        code,
        `Queue at polling station ${id(at)}`,
        isAssessment ? 'ASSESSMENT' : 'INCIDENT',
        isAssessment ? 'NEGATIVE' : null,
        of(themes, at),
        of(severities, at + member),
        at % 3 === 0 ? 'CAMPAIGN' : 'ELECTION_DAY',
        isAttack ? 'OBSERVERS' : 'VOTERS',
        isAttack ? 'OBSTRUCTED' : null,
        new Date(Date.UTC(2024, 9, 26) - id(at) * 60_000).toISOString(),
      ]);
    }
    const neighbour = codes[(member + 1) % codes.length] as string;
    for (let at = 0; at < recommendationsEach; at += 1) {
      const on = `2024-1${at % 3}-0${1 + (at % 9)}`;
      insert('recommendation', [
        id(at),
        code,
        `The lists should be published ${at} weeks before.`,
        of(themes, at),
        of(['LOW', 'MEDIUM', 'HIGH'], at),
        on,
      ]);
      const assessed = `${neighbour}:recommendation:own:${((member + 1) % codes.length) * 1_000 + at}`;
      insert('review', [id(at), code, assessed, of(statuses, at + member), 'Asked in writing.', on]);
    }
    insert('mission', [id(0), code, `Mission of ${code}`, '2024-09-01', '2024-11-10']);
    insert('publication', [id(0), code, `Report of ${code}`, '2024-11-20']);
  });
  db.exec('COMMIT');
  db.close();
}

export async function generatedMember(code: string, file: string): Promise<Member> {
  const link = await openLink(parseLink(linkFile(code), { file: 'member.yaml', env: { ROWS: file } }));
  return createMember({ code, link, onError: console.error });
}

/** A registry that knows the members' organisations and the elections of the demonstration. */
export async function writeRegistry(folder: string, codes: readonly string[]): Promise<string> {
  const files = join(folder, 'registry');
  mkdirSync(files);
  cpSync(seed, files, { recursive: true });
  const organizations = codes.map((code) => `- { id: ${code}, name: Observers ${code}, kind: CITIZEN }`);
  const known = readFileSync(join(seed, 'organizations.yaml'), 'utf8');
  writeFileSync(join(files, 'organizations.yaml'), `${known.trimEnd()}\n${organizations.join('\n')}\n`);
  const database = join(folder, 'registry.sqlite');
  const registry = await openRegistry({ database });
  await registry.importFiles(files);
  await registry.close();
  return database;
}

function linkFile(code: string): string {
  const from = (table: string) => `SELECT * FROM ${table} WHERE member = '${code}'`;
  return `
member: ${code}
contact: data@${code}.example.org
database: { dialect: sqlite, path: $ROWS }
defaults: { organization: ${code}, observerKind: CITIZEN, country: GE, language: en, timezone: Asia/Tbilisi }
findings:
  reports:
    from: ${from('report')}
    key: id
    fields:
      elections: { constant: GE-2024-10-26-parliamentary }
      title: title
      kind: { column: kind, values: { INCIDENT: INCIDENT, ASSESSMENT: ASSESSMENT } }
      tone: { column: tone, values: { NEGATIVE: NEGATIVE } }
      themes: { column: theme, values: { ${themes.map((theme) => `${theme}: ${theme}`).join(', ')} } }
      severity: { column: severity, values: { ${severities.map((word) => `${word}: ${word}`).join(', ')} } }
      phases: { column: phase, values: { CAMPAIGN: CAMPAIGN, ELECTION_DAY: ELECTION_DAY } }
      affected: { column: affected, values: { OBSERVERS: OBSERVERS, VOTERS: VOTERS } }
      attack: { column: attack, values: { OBSTRUCTED: OBSTRUCTED } }
      observedAt: { column: at, precision: EXACT }
    visibility: PUBLIC
missions:
  missions:
    from: ${from('mission')}
    key: id
    fields:
      election: { constant: GE-2024-10-26-parliamentary }
      title: title
      kind: { constant: CITIZEN }
      organizations: { constant: ${code} }
      startsOn: started
      endsOn: ended
      phases: { constant: [CAMPAIGN, ELECTION_DAY] }
      status: { constant: COMPLETED }
    visibility: PUBLIC
documents:
  publications:
    from: ${from('publication')}
    key: id
    fields:
      elections: { constant: GE-2024-10-26-parliamentary }
      title: title
      kind: { constant: FINAL_REPORT }
      publishedAt: at
    visibility: PUBLIC
recommendations:
  own:
    from: ${from('recommendation')}
    key: id
    fields:
      election: { constant: GE-2024-10-26-parliamentary }
      text: body
      themes: { column: theme, values: { ${themes.map((theme) => `${theme}: ${theme}`).join(', ')} } }
      priority: { column: priority, values: { LOW: LOW, MEDIUM: MEDIUM, HIGH: HIGH } }
      issuedOn: { column: at, precision: DAY }
    visibility: PUBLIC
assessments:
  review:
    from: ${from('review')}
    key: id
    fields:
      recommendation: { column: recommendation, source: own }
      status: { column: status, values: { ${statuses.map((word) => `${word}: ${word}`).join(', ')} } }
      scale: { constant: [${statuses.join(', ')}] }
      rationale: why
      assessedOn: { column: at, precision: DAY }
    visibility: PUBLIC
`;
}
