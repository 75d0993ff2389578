import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename } from 'node:path';
import Libsql from 'libsql';
import { stringify } from 'yaml';
import { OpenError, SourceError } from '../errors.ts';
import {
  type InspectedRecord,
  type InspectedSource,
  type Inspection,
  inspectLink,
} from '../inspect/inspect-link.ts';
import type { FieldLink, Link } from '../link.ts';
import { parseLink } from '../link-file/parse.ts';
import { sectionOf } from '../link-file/sections.ts';
import { placeOfSource, sourceFailure } from '../source-failure.ts';
import { referredSource, type SnapshotColumn, type SnapshotField, snapshotField } from './snapshot-field.ts';
import { snapshotHead, whyNotThere } from './written-over.ts';

export interface SnapshotOptions {
  /** The SQLite file to write; the link file for it stands beside it, with the ending `.yaml`. */
  readonly to: string;
  readonly progress?: (source: string, records: number) => void;
}

export interface Snapshot {
  readonly databaseFile: string;
  readonly linkFile: string;
  /** Records written, by source. */
  readonly records: ReadonlyMap<string, number>;
}

export class SnapshotError extends Error {
  override readonly name = 'SnapshotError';
}

/** It has rows that nobody else may see, until its owner lets another account read it. */
const ownerAlone = 0o600;
/** How often it begins anew if somebody writes meanwhile. */
const mostAttempts = 3;

/**
 * Writes the linked rows and fields of a link, and nothing else, to one SQLite file and a link file for it, which serve
 * the same records under the same ids, in the same orders, to the same viewers. Values are in the contract's words.
 *
 * Both files replace older ones whole, or, if anything fails, not at all. A server that has the old ones open goes over to
 * the new ones.
 *
 * Three things differ. Cursors of the original are refused. Of a list of objects, a part that is redacted in one of them can be
 * searched in none. And records whose key in an order is equal for the contract
 * (days made of instants, clock times that summer time skipped) stand in the order of their keys.
 *
 * @throws {OpenError} if the database cannot be opened, or the link does not fit it
 * @throws {SnapshotError} if a key is not unique, rows cannot be read, or the file cannot be written, which it is not over
 * anything but an older snapshot
 */
export async function writeSnapshot(
  link: Link,
  { to, progress = () => {} }: SnapshotOptions,
): Promise<Snapshot> {
  const linkFile = `${to.replace(/\.(sqlite3?|db)$/i, '')}.yaml`;
  const obstacle = whyNotThere(to, linkFile);
  if (obstacle !== null) throw new SnapshotError(obstacle);
  const unfinished = `${to}.${randomBytes(4).toString('hex')}.unfinished`;
  const records = new Map<string, number>();
  try {
    await write(link, unfinished, records, progress);
    const text = linkText(link, basename(to));
    parseLink(text, { file: linkFile, env: {} });
    writeFileSync(`${unfinished}.yaml`, text);
    sync(unfinished);
    sync(`${unfinished}.yaml`);
    chmodSync(unfinished, statSync(to, { throwIfNoEntry: false })?.mode ?? ownerAlone);
    // A server reads the link file again when the database is replaced.
    renameSync(`${unfinished}.yaml`, linkFile);
    renameSync(unfinished, to);
  } finally {
    for (const left of [unfinished, `${unfinished}.yaml`, `${unfinished}-journal`])
      rmSync(left, { force: true });
  }
  return { databaseFile: to, linkFile, records };
}

async function write(
  link: Link,
  file: string,
  records: Map<string, number>,
  progress: (source: string, records: number) => void,
): Promise<void> {
  const inspection = await inspectLink(link);
  try {
    const problems = inspection.misfits.flatMap((misfit) => misfit.problems);
    if (problems.length > 0) {
      throw new OpenError('LINK_MISMATCH', `${link.file} does not fit its database:`, problems);
    }
    for (let attempt = 1; !(await isWritten(link, inspection, file, records, progress)); attempt++) {
      if (attempt < mostAttempts) continue;
      throw new SnapshotError(
        `${link.file}: its database was written to while it was read, ${attempt} times, and a snapshot is of one moment. Try when nobody writes, or let its owner set PRAGMA journal_mode = WAL, with which readers see one moment.`,
      );
    }
  } finally {
    await inspection.close();
  }
}

/** @returns whether all of it is of one moment */
async function isWritten(
  link: Link,
  inspection: Inspection,
  file: string,
  records: Map<string, number>,
  progress: (source: string, records: number) => void,
): Promise<boolean> {
  const state = await inspection.oneState();
  rmSync(file, { force: true });
  const database = openNew(file);
  try {
    for (const source of inspection.sources) {
      const count = await writeSource(database, link, source, (records) =>
        progress(nameOf(source.link), records),
      );
      records.set(nameOf(source.link), count);
    }
    return !(await state.changed());
  } catch (error) {
    // A row that was moved meanwhile may come twice.
    if (error instanceof SnapshotError && (await state.changed())) return false;
    throw error;
  } finally {
    database.close();
    await state.end();
  }
}

function openNew(file: string): Libsql.Database {
  try {
    closeSync(openSync(file, 'wx', ownerAlone));
    return new Libsql(file);
  } catch (cause) {
    throw new SnapshotError(`${file} cannot be written: ${(cause as Error).message}`, { cause });
  }
}

async function writeSource(
  database: Libsql.Database,
  link: Link,
  source: InspectedSource,
  progress: (records: number) => void,
): Promise<number> {
  const keys = source.link.key.map((_, index) => ({
    name: `key${index + 1}`,
    type: source.integerKeys[index] ? 'INTEGER' : 'TEXT',
  }));
  const columns = [...columnsOf(link, source.link)];
  const declared = [...keys.map((key) => ({ ...key, type: `${key.type} NOT NULL` })), ...columns];
  const table = quoted(tableOf(source.link));
  database.exec(
    `create table ${table} (${declared.map((column) => `${quoted(column.name)} ${column.type}`).join(', ')},
      primary key (${keys.map((key) => quoted(key.name)).join(', ')}))`,
  );
  const insert = database.prepare(`insert into ${table} values (${declared.map(() => '?').join(', ')})`);
  let count = 0;
  database.exec('begin');
  for await (const batch of batchesOf(link, source)) {
    for (const { key, canBeFound, record } of batch) {
      if (!canBeFound) {
        throw new SnapshotError(
          `${placeOfSource(link, source.link)}: a row has the key ${key.join(', ')}, which leads to no record. Run \`member check\`, which says what to do.`,
        );
      }
      const keyValues = key.map((part, index) => (source.integerKeys[index] ? BigInt(part) : part));
      try {
        insert.run([...keyValues, ...columns.map((column) => column.valueOf(record))]);
      } catch (cause) {
        if (!String((cause as { code?: unknown }).code).startsWith('SQLITE_CONSTRAINT')) throw cause;
        throw new SnapshotError(
          `${placeOfSource(link, source.link)}: several rows have the key ${key.join(', ')}. Run \`member check\`, which names them all.`,
          { cause },
        );
      }
      count++;
    }
    progress(count);
  }
  database.exec('commit');
  return count;
}

/** @throws {SnapshotError} where the database fails */
async function* batchesOf(link: Link, source: InspectedSource): AsyncGenerator<readonly InspectedRecord[]> {
  try {
    yield* source.records({ asServed: true });
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    throw new SnapshotError(sourceFailure(link, source.link, error), { cause: error });
  }
}

type Source = Link['sources'][number];

function fieldsOf(link: Link, source: Source): [string, SnapshotField][] {
  return [...linksOf(source)].flatMap(([name, fieldLink]) => {
    const field = source.record.fields.get(name);
    const found = field && snapshotField(field, fieldLink, (reference) => referredSource(link, reference));
    return found ? [[name, found] as [string, SnapshotField]] : [];
  });
}

/** The fields as a snapshot has them: how exactly a coarsened time is told, no constant says. */
function linksOf({ fields, record }: Source): ReadonlyMap<string, FieldLink> {
  const links = new Map(fields);
  for (const [name, link] of fields) {
    const beside = `${name}Precision`;
    if (link.kind !== 'column' || !link.coarsen || !record.fields.has(beside)) continue;
    links.set(beside, { kind: 'column', column: beside, empty: [] });
  }
  return links;
}

function columnsOf(link: Link, source: Source): SnapshotColumn[] {
  const text = (name: string, field: string): SnapshotColumn => ({
    name,
    type: 'TEXT',
    valueOf: (record) =>
      record[field] === null || record[field] === undefined ? null : String(record[field]),
  });
  return [
    ...fieldsOf(link, source).flatMap(([, { columns }]) => columns),
    ...(source.record.fields.has('visibility') ? [text('visibility', 'visibility')] : []),
    ...(source.embargoUntil ? [text('embargoUntil', 'embargoUntil')] : []),
  ];
}

const levels = ['PUBLIC', 'NETWORK', 'PARTNERS', 'OWNER'];

function linkText(link: Link, databaseFile: string): string {
  const sections: Record<string, Record<string, unknown>> = {};
  for (const source of link.sources) {
    const section = sectionOf(source.record);
    sections[section] = {
      ...sections[section],
      [source.name]: {
        from: tableOf(source),
        key: source.key.length === 1 ? 'key1' : source.key.map((_, index) => `key${index + 1}`),
        fields: Object.fromEntries(fieldsOf(link, source).map(([name, field]) => [name, field.link])),
        visibility: visibilityOf(source),
        ...(source.embargoUntil && { embargoUntil: 'embargoUntil' }),
      },
    };
  }
  return (
    snapshotHead +
    stringify(
      {
        member: link.member,
        ...(link.contact !== undefined && { contact: link.contact }),
        database: { dialect: 'sqlite', path: databaseFile },
        ...sections,
      },
      // Anchors and folded lines are harder to compare from one snapshot to the next.
      { aliasDuplicateObjects: false, lineWidth: 0 },
    )
  );
}

/** Each row has its own level, as the original's rules together made it. */
function visibilityOf({ record, visibility }: Source): unknown {
  if (record.fields.has('visibility')) {
    return { column: 'visibility', values: Object.fromEntries(levels.map((level) => [level, level])) };
  }
  const constants = visibility.flatMap((rule) => (rule.kind === 'constant' ? [rule.level] : []));
  if (constants.length < visibility.length) {
    throw new SnapshotError(
      `${record.name} has no visibility of its own in the contract, so its rules cannot be kept.`,
    );
  }
  return levels[Math.max(...constants.map((level) => levels.indexOf(level)))];
}

function nameOf(source: Source): string {
  return `${sectionOf(source.record)}.${source.name}`;
}

function tableOf(source: Source): string {
  return `${sectionOf(source.record)}-${source.name}`;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function sync(file: string): void {
  const descriptor = openSync(file, 'r+');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
