// The map of violations of St Petersburg 2021 in a PostgreSQL database laid out like Vote Monitor's: what people of the
// commissions and observers reported are IncidentReports, what came from the public are CitizenReports; answers are
// jsonb that refers to the questions of a form, jsonb too.
import pg from 'pg';
import { jsonOf } from './data-source.ts';
import { reached } from './reached.ts';

interface Violation {
  readonly id: number;
  readonly url: string;
  /** Milliseconds since 1970. */
  readonly date: number;
  readonly text: string;
  readonly district?: string;
  readonly related_to_uik?: number;
  readonly related_to_tik?: number;
  readonly reported_by: 'member' | 'voter' | 'observer' | 'mass_media' | 'candidate';
  readonly violations?: Readonly<Record<string, readonly string[]>>;
  readonly electoral_district_types?: readonly string[];
  readonly attachments?: readonly {
    readonly type: string;
    readonly source?: string;
    readonly source_url?: string;
  }[];
  readonly original_report?: { readonly id: number };
}

const round = '00000000-0000-4000-8000-000000000001';
const form = '00000000-0000-4000-8000-000000000002';
const questions = {
  what: '00000000-0000-4000-8000-0000000000a1',
  kinds: '00000000-0000-4000-8000-0000000000a2',
  by: '00000000-0000-4000-8000-0000000000a3',
  offices: '00000000-0000-4000-8000-0000000000a4',
};

/** UUIDs are made of the map's own numbers, so that they are the same at every load. */
const uuidOf = (kind: string, number: number): string =>
  `00000000-0000-4000-${kind}-${String(number).padStart(12, '0')}`;
const reportId = (id: number): string => uuidOf('8001', id);
const isFromPublic = ({ reported_by }: Violation): boolean => !['member', 'observer'].includes(reported_by);

const ddl = `
CREATE TABLE "Countries" ("Id" uuid PRIMARY KEY, "Iso2" varchar(2) NOT NULL UNIQUE, "Name" varchar(256) NOT NULL);
CREATE TABLE "Ngos" ("Id" uuid PRIMARY KEY, "Name" varchar(256) NOT NULL, "Status" text NOT NULL);
CREATE TABLE "ElectionRounds" ("Id" uuid PRIMARY KEY, "CountryId" uuid NOT NULL REFERENCES "Countries", "Title" varchar(256) NOT NULL, "EnglishTitle" varchar(256) NOT NULL, "StartDate" date NOT NULL, "Status" text NOT NULL);
CREATE TABLE "Forms" ("Id" uuid PRIMARY KEY, "ElectionRoundId" uuid NOT NULL REFERENCES "ElectionRounds", "Code" varchar(256) NOT NULL, "DefaultLanguage" varchar(64) NOT NULL, "FormType" text NOT NULL, "Questions" jsonb NOT NULL);
CREATE TABLE "PollingStations" ("Id" uuid PRIMARY KEY, "ElectionRoundId" uuid NOT NULL REFERENCES "ElectionRounds", "Level1" varchar(256) NOT NULL, "Level2" varchar(256), "Number" varchar(256) NOT NULL);
CREATE TABLE "Locations" ("Id" uuid PRIMARY KEY, "ElectionRoundId" uuid NOT NULL REFERENCES "ElectionRounds", "Level1" varchar(256) NOT NULL, "Level2" varchar(256));
CREATE TABLE "IncidentReports" ("Id" uuid PRIMARY KEY, "ElectionRoundId" uuid NOT NULL REFERENCES "ElectionRounds", "FormId" uuid NOT NULL REFERENCES "Forms", "Answers" jsonb NOT NULL, "FollowUpStatus" text NOT NULL DEFAULT 'NotApplicable', "LocationType" text NOT NULL, "LocationDescription" varchar(1024), "PollingStationId" uuid REFERENCES "PollingStations", "LastUpdatedAt" timestamptz NOT NULL, "EarlierReportId" uuid);
CREATE TABLE "CitizenReports" ("Id" uuid PRIMARY KEY, "ElectionRoundId" uuid NOT NULL REFERENCES "ElectionRounds", "FormId" uuid NOT NULL REFERENCES "Forms", "Answers" jsonb NOT NULL, "FollowUpStatus" text NOT NULL DEFAULT 'NotApplicable', "LocationId" uuid NOT NULL REFERENCES "Locations", "CreatedOn" timestamptz NOT NULL, "EarlierReportId" uuid);
CREATE TABLE "Attachments" ("Id" uuid PRIMARY KEY, "ReportId" uuid NOT NULL, "FilePath" text NOT NULL, "MimeType" varchar(256) NOT NULL, "IsDeleted" boolean NOT NULL);
CREATE INDEX ON "IncidentReports" ("LastUpdatedAt", "Id");
CREATE INDEX ON "CitizenReports" ("CreatedOn", "Id");
CREATE INDEX ON "Attachments" ("ReportId");
CREATE COLLATION IF NOT EXISTS root_icu (provider = icu, locale = 'und');
`;

/**
 * Makes the database anew.
 *
 * @param url of the database; the server's database `postgres` is connected to for making it
 */
export async function loadGolos(dataSource: string, url: string): Promise<void> {
  await recreate(url);
  const violations = jsonOf<readonly Violation[]>(dataSource, 'golos_spb2021/violations.json');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('BEGIN');
    await client.query(ddl);
    await client.query(`INSERT INTO "Countries" VALUES ($1, 'RU', 'Russia')`, [uuidOf('8002', 1)]);
    await client.query(`INSERT INTO "Ngos" VALUES ($1, 'Голос', 'Activated')`, [uuidOf('8002', 2)]);
    await client.query(
      `INSERT INTO "ElectionRounds" VALUES ($1, $2, 'Единый день голосования 19 сентября 2021', 'Elections of 19 September 2021', '2021-09-19', 'Archived')`,
      [round, uuidOf('8002', 1)],
    );
    await client.query(`INSERT INTO "Forms" VALUES ($1, $2, 'MAP', 'RU', 'IncidentReporting', $3)`, [
      form,
      round,
      JSON.stringify(formQuestions(violations)),
    ]);
    for (const violation of violations) await insert(client, violation);
    await client.query('COMMIT');
    await client.query('ANALYZE');
  } finally {
    await client.end();
  }
}

async function recreate(url: string): Promise<void> {
  const admin = new URL(url);
  const name = decodeURIComponent(admin.pathname.slice(1));
  if (!/^observer_graph_demo\w*$/.test(name)) {
    throw new Error(
      `The demonstration replaces its PostgreSQL database, and so refuses one that is not called observer_graph_demo…; DEMO_GOLOS_DATABASE_URL names '${name}'.`,
    );
  }
  admin.pathname = '/postgres';
  const client = new pg.Client({ connectionString: admin.href });
  await reached(client.connect(), url, 'DEMO_GOLOS_DATABASE_URL');
  try {
    await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    await client.query(`CREATE DATABASE "${name}" ENCODING 'UTF8' TEMPLATE template0`);
  } finally {
    await client.end();
  }
}

const optionOf = (phase: string, kind: string): string => `${phase}/${kind}`;

function formQuestions(violations: readonly Violation[]): unknown[] {
  const options = new Set(
    violations.flatMap(({ violations: kinds = {} }) =>
      Object.entries(kinds).flatMap(([phase, names]) => names.map((kind) => optionOf(phase, kind))),
    ),
  );
  const select = (values: readonly string[]) =>
    values.map((value) => ({ Id: optionId(value), Text: { EN: value }, IsFlagged: true, IsFreeText: false }));
  return [
    { $questionType: 'textQuestion', Id: questions.what, Code: 'what', Text: { RU: 'Что произошло?' } },
    {
      $questionType: 'multiSelectQuestion',
      Id: questions.kinds,
      Code: 'kinds',
      Text: { RU: 'Какие нарушения?' },
      Options: select([...options]),
    },
    {
      $questionType: 'singleSelectQuestion',
      Id: questions.by,
      Code: 'by',
      Text: { RU: 'Кто сообщает?' },
      Options: select(['member', 'voter', 'observer', 'mass_media', 'candidate']),
    },
    {
      $questionType: 'multiSelectQuestion',
      Id: questions.offices,
      Code: 'offices',
      Text: { RU: 'Какие выборы?' },
      Options: select(['federal', 'city', 'municipality']),
    },
  ];
}

/** An option's UUID, made of its text. */
function optionId(text: string): string {
  let hash = 0;
  for (const letter of text) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 999_999_999_989;
  return uuidOf('8003', hash);
}

async function insert(client: pg.Client, violation: Violation): Promise<void> {
  const { id, text, date, district, related_to_uik: station, related_to_tik: territory } = violation;
  const chosen = Object.entries(violation.violations ?? {}).flatMap(([phase, kinds]) =>
    kinds.map((kind) => optionOf(phase, kind)),
  );
  const selection = (values: readonly string[]) =>
    values.map((value) => ({ OptionId: optionId(value), Text: null }));
  const answers = JSON.stringify([
    { $answerType: 'textAnswer', QuestionId: questions.what, Text: text },
    { $answerType: 'multiSelectAnswer', QuestionId: questions.kinds, Selection: selection(chosen) },
    {
      $answerType: 'singleSelectAnswer',
      QuestionId: questions.by,
      Selection: selection([violation.reported_by])[0],
    },
    {
      $answerType: 'multiSelectAnswer',
      QuestionId: questions.offices,
      Selection: selection(violation.electoral_district_types ?? []),
    },
  ]);
  const at = new Date(date).toISOString();
  const earlier = violation.original_report ? reportId(violation.original_report.id) : null;
  if (isFromPublic(violation)) {
    await client.query(`INSERT INTO "Locations" VALUES ($1, $2, 'Санкт-Петербург', $3)`, [
      uuidOf('8004', id),
      round,
      district ?? null,
    ]);
    await client.query(
      `INSERT INTO "CitizenReports" ("Id", "ElectionRoundId", "FormId", "Answers", "LocationId", "CreatedOn", "EarlierReportId") VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [reportId(id), round, form, answers, uuidOf('8004', id), at, earlier],
    );
  } else {
    const stationId = station === undefined ? null : uuidOf('8004', id);
    if (stationId) {
      await client.query(`INSERT INTO "PollingStations" VALUES ($1, $2, 'Санкт-Петербург', $3, $4)`, [
        stationId,
        round,
        district ?? null,
        String(station),
      ]);
    }
    await client.query(
      `INSERT INTO "IncidentReports" ("Id", "ElectionRoundId", "FormId", "Answers", "LocationType", "LocationDescription", "PollingStationId", "LastUpdatedAt", "EarlierReportId") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        reportId(id),
        round,
        form,
        answers,
        stationId ? 'PollingStation' : 'OtherLocation',
        district ?? (territory === undefined ? null : `ТИК ${territory}`),
        stationId,
        at,
        earlier,
      ],
    );
  }
  for (const [index, { type, source, source_url: url }] of (violation.attachments ?? []).entries()) {
    const path = source ?? url;
    if (path)
      await client.query(`INSERT INTO "Attachments" VALUES ($1, $2, $3, $4, false)`, [
        uuidOf('8005', id * 1000 + index),
        reportId(id),
        path,
        type === 'photo' ? 'image/jpeg' : type === 'video' ? 'video/mp4' : 'application/octet-stream',
      ]);
  }
}
