import type { RecordType } from '@observer-graph/contract';
import { recordType } from '@observer-graph/contract';
import type { ConstantLink, DatabaseSettings, Link, LinkedSource } from '../link.ts';
import { constantOf } from './constant.ts';
import type { Context, NamedSource } from './context.ts';
import { databaseSettings } from './database.ts';
import { type Environment, fromEnvironment } from './environment.ts';
import { LinkFileError, type Problem } from './problems.ts';
import { readMapping } from './read-mapping.ts';
import type { Defaults } from './record-fields.ts';
import { sections } from './sections.ts';
import { defaultsShape, fileShape } from './shapes.ts';
import { sourceLink } from './source-link.ts';
import { zoneOf } from './time.ts';
import { YamlNode } from './yaml-node.ts';

export interface ParseOptions {
  /** The file's path: for messages, and for a SQLite database given by a relative path. */
  readonly file: string;
  readonly env: Environment;
  /** Goes before what the file says of its database. */
  readonly database?: Partial<DatabaseSettings>;
}

/**
 * Reads a link file: how one existing database answers the contract. It does not look into the database.
 *
 * ```yaml
 * member: golos                              # the member's code, part of all ids, for ever
 * contact: data@example.org
 * registry: https://hub.example.org/graphql  # where elections are looked up
 * database:
 *   dialect: postgres                        # postgres, mysql, mariadb, sqlite, csv
 *   url: $DATABASE_URL                       # $NAME or ${NAME}: from the environment; of sqlite also path: data.db
 *   statementTimeout: 10s                    # or milliseconds; 10 s if not given
 *   poolSize: 5
 *   strict: true                             # a login that can write is refused
 * defaults:                                  # constants of all sources that have, and do not give, these fields
 *   { organization: golos, observerKind: CITIZEN, country: RU, language: ru, licence: CC-BY-4.0, timezone: Europe/Moscow }
 * findings:                                  # a section: a record type in plural and lower case
 *   reports:                                 # a source, part of the ids, for ever: lower-case letters, digits, - and _
 *     from: public.report                    # a table, or one SELECT
 *     key: id                                # or [round, number]; of registry types the column with their id or code
 *     fields: …                              # by the contract's names, see below
 *     visibility: NETWORK                    # required: a level, a rule or a list of rules, of which the strictest wins
 *     embargoUntil: published_at             # or { column, timezone, format }; NULL hides for ever
 * ```
 *
 * A **rule of visibility** is `{ constant: LEVEL }` or `{ column, values: { raw: LEVEL }, otherwise: LEVEL }`. What is
 * not named, and NULL, is OWNER, or `otherwise`, which cannot be PUBLIC.
 *
 * A **field** is one of
 * - `title: summary`, a column;
 * - `{ constant: INCIDENT }`, the same in all records, a list or an object where the field is one;
 * - `{ column: kind, values: { fraud: BALLOT_FRAUD, test: null }, otherwise: OTHER }`, a column in other words. Raw values
 *   compare as text, numbers as they are written; the keys `true` and `false` match `true`, `t`, `1` and `false`, `f`,
 *   `0`, in small letters or capitals, unless such a text is named by itself. `null` is unknown, and so is what is not
 *   named if there is no `otherwise`. SQL NULL is always unknown;
 * - `{ column: place, empty: ['N/A', 0] }`, with values that mean unknown;
 * - of a list: `{ column, separator: ';' }`, `{ column, list: json }` (an array), `{ column, list: array }` (PostgreSQL's),
 *   `{ column, list: bits, values: { 1: …, 2: …, 4: … } }`, or columns and constants side by side, `[level1, level2]`;
 * - of an object: a mapping of its subfields, `{ name: station, path: [region, district] }`;
 * - of a list of objects: a list of such mappings, one mapping, `{ column, list: json }` (an array of objects with the
 *   contract's names), or `{ column, map: { key: language, value: name } }` (a JSON object, one object for each entry);
 * - of an instant or day: `{ column, timezone, format, precision }`, where `format` is `native`, `unix-seconds`,
 *   `unix-milliseconds` or `year`, and `precision` fills the field of that name beside it (`observedAtPrecision`), which
 *   is YEAR by itself if the format is `year`. The zone is `defaults.timezone`, or UTC, if not given;
 * - of a reference to a country, election or organization: its code or id, in a column or constant;
 * - of an election also `{ lookup: { year: 2021, kind: PARLIAMENTARY } }`: the one of that kind that the registry knows in that
 *   year and country, or unknown if there is none, or more than one. The country is that of the records if it is not named.
 *   Each of the three may come from a column, `{ column: type, values: { parl: PARLIAMENTARY } }`; a year from one with years,
 *   or with times, whose year in their zone is meant (`format` and `timezone` as of an instant, where the column's type does not
 *   say that it has times);
 * - of a reference to what members own: `{ column: mission_id, source: eom }`, the local key in a source of this file. The
 *   source can be left out where its section has one. A value that is a full id (`odihr:mission:eom:7`) stays what it is.
 *
 * What viewers are not to learn: `redact: { patterns: ['\d{6,}'], words: [Nino], for: PUBLIC }` puts `[…]` in its place in a
 * text, which then cannot be searched by them; `decimals: 2` (or `{ to: 2, for: PUBLIC }`) rounds a coordinate; `coarsen: DAY`
 * (or HOUR, MONTH, `{ to: DAY, for: PUBLIC }`) tells an instant, and its precision, no finer, and sorts and compares it so.
 * `for` names the level up to which viewers are concerned; without it all are, the owner too.
 *
 * Unknown keys, fields and words are mistakes.
 *
 * @throws {LinkFileError} with all mistakes
 */
export function parseLink(text: string, { file, env, database: override = {} }: ParseOptions): Link {
  const problems: Problem[] = [];
  const root = YamlNode.parse(text, problems);
  const link = root && linkOf(root, { file, env, override });
  if (!link || problems.length > 0) throw new LinkFileError(file, problems);
  return link;
}

function linkOf(
  root: YamlNode,
  { file, env, override }: { file: string; env: Environment; override: Partial<DatabaseSettings> },
): Link | null {
  if (root.kind === 'nothing') {
    root.problem('the file is empty.');
    return null;
  }
  const read = readMapping(root, fileShape, [...sections.keys()]);
  if (!read) return null;
  const { values, nodes } = read;
  const registry = nodes.registry && fromEnvironment(nodes.registry, env);
  const database = databaseSettings(root, nodes.database, { file, env, override });
  const { zone, defaults } = defaultsOf(nodes.defaults);
  const context: Omit<Context, 'fields'> = {
    member: values.member ?? 'member',
    dialect: database.dialect ?? null,
    zone: zone ?? 'UTC',
    sources: namedSources(root),
  };
  return {
    file,
    member: context.member,
    database: database as DatabaseSettings,
    ...(values.contact !== undefined && { contact: values.contact }),
    ...(registry && { registry }),
    sources: linkedSources(root, defaults, context),
  };
}

function linkedSources(root: YamlNode, defaults: Defaults, context: Omit<Context, 'fields'>): LinkedSource[] {
  const sources: LinkedSource[] = [];
  let found = false;
  for (const { record, node } of sectionsOf(root)) {
    found = true;
    if (node.kind !== 'mapping' || node.entries().length === 0) {
      node.problem('must be a mapping of named sources: { reports: { from, key, fields, visibility } }.');
    }
    for (const entry of node.entries()) {
      const source = sourceLink(record, entry, defaults, context);
      if (source) sources.push(source);
    }
  }
  if (!found && root.kind === 'mapping') {
    root.problem(`links no records; there are the sections ${[...sections.keys()].join(', ')}.`);
  }
  return sources;
}

function sectionsOf(root: YamlNode): { record: RecordType; node: YamlNode }[] {
  return root.entries().flatMap(({ key, value }) => {
    const record = sections.get(key);
    return record ? [{ record, node: value }] : [];
  });
}

function namedSources(root: YamlNode): Context['sources'] {
  const named = new Map<string, NamedSource[]>();
  for (const { record, node } of sectionsOf(root)) {
    const sources = node.entries().map(({ key: name, value }) => ({
      name,
      keyColumns: Math.max(1, value.get('key')?.items().length ?? 1),
    }));
    named.set(record.name, sources);
  }
  return named;
}

function defaultsOf(node: YamlNode | undefined): { zone: string | null; defaults: Defaults } {
  const read = node && readMapping(node, defaultsShape);
  const defaults = new Map<string, ConstantLink>();
  const { fields } = recordType('Finding');
  const context: Context = { member: '', dialect: null, zone: 'UTC', sources: new Map(), fields };
  for (const name of ['organization', 'observerKind', 'country', 'language', 'licence'] as const) {
    const given = read?.nodes[name];
    const field = fields.get(name);
    if (!given || !field) continue;
    const value = constantOf(field, given, context);
    // A wrong default is one mistake, not another in every source that relies on it.
    defaults.set(name, { kind: 'constant', value: value ?? null });
  }
  return { zone: read?.nodes.timezone ? zoneOf(read.nodes.timezone) : null, defaults };
}
