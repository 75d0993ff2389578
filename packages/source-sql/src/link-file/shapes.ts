// What each mapping of a link file may hold. The parser reads by these shapes and the editors' JSON Schema is made of
// them; what a shape leaves open (`z.unknown()`) depends on the record type, and is filled in by either.
import { z } from 'zod';

/** Text that a database compares: codes are often numbers or booleans in YAML. */
const rawValue = z.union([z.string(), z.number(), z.boolean(), z.null()]);

const name = z.string({ error: 'must be text.' }).min(1, 'must not be empty.');
const column = name.describe('A column of the table or SELECT in `from`.');

export const timezone = name.describe('The IANA time zone of local times, for example `Europe/Moscow`.');

export const fileShape = z.object({
  member: z
    .string({ error: "must be the member's code." })
    .regex(
      /^[a-z0-9]+(-[a-z0-9]+)*$/,
      'must be lower-case letters, digits and hyphens: it begins every id, for ever.',
    )
    .describe("The member's code: it begins the ids of all its records, and so never changes."),
  contact: name.optional().describe('Whom to ask about these data.'),
  registry: name
    .optional()
    .describe(
      "Where elections are looked up: a hub's GraphQL endpoint, or the registry's base URL; `$NAME` is possible.",
    ),
  database: z.unknown().optional(),
  defaults: z.unknown().optional(),
});

export const dialects = ['postgres', 'mysql', 'mariadb', 'sqlite', 'csv'] as const;

const notTime = { error: 'must be milliseconds, or a text like 10s or 500ms.' };

export const databaseShape = z.object({
  dialect: z.string({ error: 'must be text.' }).describe('What kind of database it is.'),
  url: name
    .optional()
    .describe('The URL to connect to, or `$NAME` of the environment variable that has it; of SQLite a path.'),
  path: name
    .optional()
    .describe(
      "Of SQLite: the file; of CSV: a file, or a folder of which each CSV or TSV file is a table. From the link file's folder on; `$NAME` is possible.",
    ),
  statementTimeout: z
    .union([z.int(notTime).min(1, notTime), z.string(notTime).regex(/^[1-9]\d*(ms|s)$/, notTime)], notTime)
    .optional()
    .describe('How long one statement may take: milliseconds, or a text like `10s`. 10 s if not given.'),
  poolSize: z
    .int({ error: 'must be a whole number.' })
    .min(1, 'must be at least 1.')
    .max(100, 'must be at most 100.')
    .optional()
    .describe(
      'How many connections may be open at once; 5 if not given. Of several sources each may use half of them, rounded up, and the last one goes only to a source that runs nothing and whose last statement took less than a tenth of `statementTimeout`: so slow sources, however many, hold up no other. That takes at least 2.',
    ),
  strict: z
    .boolean({ error: 'must be true or false.' })
    .optional()
    .describe(
      'Whether a login that can write is refused: `check` names it as an error, and nothing is served.',
    ),
});

export const defaultsShape = z.object({
  organization: z.unknown().optional(),
  observerKind: z.unknown().optional(),
  country: z.unknown().optional(),
  language: z.unknown().optional(),
  licence: z.unknown().optional(),
  timezone: timezone.optional(),
});

export const sourceShape = z.object({
  from: name.describe('A table (`report`, `public.report`), or one SELECT in the database’s own SQL.'),
  key: z
    .union([column, z.array(column).min(1)], { error: 'must be a column, or a list of columns.' })
    .describe(
      "The columns that identify a row: unique together, never NULL, stable. They end the record's id.",
    ),
  fields: z.unknown().optional(),
  visibility: z.unknown().optional(),
  embargoUntil: z.unknown().optional(),
});

export const timeFormats = ['native', 'unix-seconds', 'unix-milliseconds', 'year'] as const;
export const listFormats = ['json', 'array', 'bits'] as const;

const timeShape = {
  timezone: timezone.optional(),
  format: z
    .string({ error: 'must be text.' })
    .optional()
    .describe('How the column tells time: as date and time (`native`), or as a number.'),
};

const viewers = z
  .enum(['PUBLIC', 'NETWORK', 'PARTNERS'], { error: 'must be PUBLIC, NETWORK or PARTNERS.' })
  .optional()
  .describe('For viewers of this level and of more open ones; for all, the owner too, if not given.');

export const redactShape = z
  .strictObject(
    {
      patterns: z
        .array(z.string({ error: 'must be text.' }).refine(isPattern, 'is no regular expression.'))
        .default([]),
      words: z.array(name).default([]),
      for: viewers,
    },
    { error: 'must be { patterns: […], words: […] }, possibly with for: PUBLIC.' },
  )
  .refine(
    ({ patterns, words }) => patterns.length + words.length > 0,
    'takes nothing out: name patterns or words.',
  )
  .describe('Of text: what is replaced by […]. Such a text cannot be searched.');

const places = z
  .int({ error: 'must be a whole number from 0 to 8.' })
  .min(0, 'must be a whole number from 0 to 8.')
  .max(8, 'must be a whole number from 0 to 8.');
export const decimalsShape = z
  .union([places, z.strictObject({ to: places, for: viewers })], {
    error: 'must be a whole number from 0 to 8, or { to: 2, for: PUBLIC }.',
  })
  .describe('Of a coordinate: to how many decimal places it is told; 2 are about a kilometre.');

const coarseness = z.enum(['HOUR', 'DAY', 'MONTH']);
export const coarsenShape = z
  .union([coarseness, z.strictObject({ to: coarseness, for: viewers })], {
    error: 'must be HOUR, DAY or MONTH, or { to: DAY, for: PUBLIC }.',
  })
  .describe(
    'Of an instant: how coarsely it is told, sorted and compared. Days and months are local ones in columns of times without a zone, and of a DATE, which is told as its midnight in `timezone`; those of unix times, of times with a zone, and of texts (all times of SQLite and CSV) are of UTC, whatever `timezone` says.',
  );

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'gu');
    return true;
  } catch {
    return false;
  }
}

export const columnShape = z.object({
  column,
  values: z.unknown().optional(),
  otherwise: z.unknown().optional(),
  separator: z
    .string({ error: 'must be text.' })
    .min(1, 'must not be empty.')
    .optional()
    .describe('What stands between several values in a cell, for example `;`.'),
  list: z
    .string({ error: 'must be text.' })
    .optional()
    .describe('Several values in a cell: a JSON array, an array of PostgreSQL, or the bits of an integer.'),
  map: z.unknown().optional(),
  empty: z
    .union([rawValue, z.array(rawValue)], { error: 'must be a value, or a list of values.' })
    .optional()
    .describe('Values that mean unknown, for example `N/A` or 0.'),
  ...timeShape,
  precision: z.unknown().optional(),
  redact: redactShape.optional(),
  decimals: decimalsShape.optional(),
  coarsen: coarsenShape.optional(),
  source: name.optional().describe('Of a reference by local key: the source of this file that has the key.'),
});

export const constantShape = z.object({
  constant: z.unknown(),
  precision: z.unknown().optional(),
  source: name.optional().describe('Of a local key: the source of this file that has it.'),
});

export const lookupShape = z.object({
  country: z.unknown().optional().describe("The election's country; that of the records if not given."),
  year: z
    .unknown()
    .describe(
      'The year it was held in, that of its first round. Of a column with times it is that of the time, by the clocks of its zone; `format` or `timezone` say that it has times where its type does not.',
    ),
  kind: z.unknown().describe('What was elected, a word of ElectionKind.'),
});

export const jsonMapShape = z.object({
  key: name.describe('The subfield that takes the key of each entry.'),
  value: name.describe('The subfield that takes its value.'),
});

export const embargoShape = z.object({ column, ...timeShape });

export const visibilityLevelShape = z.object({ constant: z.unknown() });
export const visibilityColumnShape = z.object({
  column,
  values: z.unknown(),
  otherwise: z.unknown().optional(),
});
