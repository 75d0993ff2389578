import type { Viewer, Visibility } from '@observer-graph/executor';
import {
  type InspectedSource,
  type Inspection,
  inspectLink,
  type Link,
  type LinkedSource,
  OpenError,
  type OpenLink,
  openLink,
  slowSourceRemedy,
} from '@observer-graph/source-sql';
import { type RegistryClient, registryClient } from '../registry/registry-client.ts';
import { checkBytes } from './check-bytes.ts';
import { checkColumnNames } from './check-columns.ts';
import { checkKeys } from './check-keys.ts';
import { type CheckedLookups, checkLookedUp, checkLookups } from './check-lookups.ts';
import { checkOrders, checkPages } from './check-orders.ts';
import { checkReadings } from './check-readings.ts';
import { checkReferences, type References } from './check-references.ts';
import { checkTimes } from './check-times.ts';
import { checkValues } from './check-values.ts';
import { columnsByField, sourceName } from './column-links.ts';
import { personalLimits } from './personal.ts';
import { type CheckReport, counted, type Remark, type SourceReport } from './report.ts';
import { type Scanned, scanRecords } from './scan-records.ts';
import type { ToldKeys } from './told-keys.ts';

export interface CheckOptions {
  /** A hub's GraphQL endpoint, or the registry member's base URL. */
  readonly registry?: string;
  /** A login that can write is an error. */
  readonly strict?: boolean;
  /** Told what is being done, often. */
  readonly progress?: (what: string) => void;
}

const levels: readonly Visibility[] = ['PUBLIC', 'NETWORK', 'PARTNERS', 'OWNER'];

/** Looks at everything in a link's database that decides what the contract would show. It rejects for nothing there. */
export async function checkLink(file: Link, options: CheckOptions = {}): Promise<CheckReport> {
  const lookups = await checkLookups(file, options.registry ?? file.registry);
  const { link } = lookups;
  let inspection: Inspection;
  try {
    inspection = await inspectLink(link);
  } catch (error) {
    if (!(error instanceof OpenError)) throw error;
    return reportOf(link, [{ gravity: 'error', code: 'DATABASE_UNREACHABLE', message: error.message }], []);
  }
  try {
    return await new LinkCheck(lookups, inspection, options).report();
  } finally {
    await inspection.close();
  }
}

function reportOf(link: Link, remarks: readonly Remark[], sources: readonly SourceReport[]): CheckReport {
  return {
    file: link.file,
    member: link.member,
    dialect: link.database.named ?? link.database.dialect,
    ok: remarks.every(({ gravity }) => gravity !== 'error'),
    remarks,
    sources,
  };
}

class LinkCheck {
  readonly #link: Link;
  readonly #lookedUp: boolean;
  readonly #inspection: Inspection;
  readonly #options: CheckOptions;
  readonly #remarks: Remark[] = [];
  readonly #references = new Map<string, Map<string, number>>();
  readonly #toldKeys: ToldKeys[] = [];

  constructor(lookups: CheckedLookups, inspection: Inspection, options: CheckOptions) {
    this.#remarks.push(...lookups.remarks);
    this.#link = lookups.link;
    this.#lookedUp = lookups.asked;
    this.#inspection = inspection;
    this.#options = options;
  }

  async report(): Promise<CheckReport> {
    const sources: SourceReport[] = [];
    for (const { source, problems } of this.#inspection.misfits) {
      const where = `line ${source.line}, source "${source.name}": `;
      for (const problem of problems) {
        this.#add(source, [{ gravity: 'error', code: 'SOURCE_MISFIT', message: problem.replace(where, '') }]);
      }
    }
    for (const source of this.#inspection.sources) sources.push(await this.#checkSource(source));
    await this.#attempt(null, 'what records refer to', async () => this.#checkReferences());
    await this.#attempt(null, 'the login', async () => this.#checkLogin());
    if (this.#inspection.sources.length > 0) {
      this.#remarks.push({ gravity: 'note', code: 'PERSONAL_LIMITS', message: personalLimits });
    }
    return reportOf(this.#link, this.#remarks, sources);
  }

  async #checkSource(source: InspectedSource): Promise<SourceReport> {
    const { link } = source;
    const { progress = () => {} } = this.#options;
    const at = (what: string) => progress(`${sourceName(link)}: ${what}`);
    const base: SourceReport = {
      source: sourceName(link),
      record: link.record.name,
      line: link.line,
      rows: null,
      visibleTo: {},
      filled: {},
      columns: columnsByField(link),
      unmapped: source.columns.map(({ name }) => name).filter((name) => !source.used.has(name)),
    };
    at('counting');
    const rows = await this.#attempt(link, 'its rows', () => source.rows());
    if (rows === null) return base;
    at('keys');
    await this.#attempt(link, 'its key', async () => this.#add(link, await checkKeys(source)));
    await this.#attempt(link, 'its columns of bytes', async () => this.#add(link, await checkBytes(source)));
    at('values');
    await this.#attempt(link, 'the values of its columns', async () =>
      this.#add(link, await checkValues(source)),
    );
    if (this.#lookedUp) {
      await this.#attempt(link, 'the elections that its rows look up', async () =>
        this.#add(link, await checkLookedUp(source)),
      );
    }
    at('times');
    await this.#attempt(link, 'its times', async () => this.#add(link, await checkTimes(source)));
    const visibleTo: Partial<Record<Visibility, number>> = {};
    at('visibility');
    await this.#attempt(link, 'who would see it', async () => {
      for (const level of levels) visibleTo[level] = await source.count(viewerOf(level, this.#link.member));
    });
    if (rows > 0 && visibleTo.PARTNERS === 0) {
      this.#add(link, [
        {
          gravity: 'warning',
          code: 'NOTHING_SHOWN',
          rows,
          message: 'nobody but the owner would see any of its records.',
        },
      ]);
    }
    await this.#attempt(link, 'the names of its columns', async () =>
      this.#add(link, await checkColumnNames(source)),
    );
    const scanned = await this.#attempt(link, 'its records', () => this.#scan(source, rows, at));
    if (scanned) {
      this.#add(link, [...scanned.remarks, ...withheldRemarks(source.withheldTexts())]);
      for (const each of scanned.toldKeys) this.#toldKeys.push(each);
      for (const [type, ids] of scanned.references) {
        const all = this.#references.get(type) ?? new Map<string, number>();
        for (const [id, count] of ids) all.set(id, (all.get(id) ?? 0) + count);
        this.#references.set(type, all);
      }
    }
    at('orders');
    const { dialect, statementTimeoutMs } = this.#link.database;
    await this.#attempt(link, 'its indexes', async () =>
      this.#add(link, await checkOrders(source, dialect, rows)),
    );
    // A list with a row that has no key, or one that is none, fails; that was said.
    const keyless = this.#remarks.some(
      ({ code, source: name }) =>
        (code === 'KEY_NULL' || code === 'KEY_UNUSABLE') && name === sourceName(link),
    );
    if (!keyless) {
      await this.#attempt(link, 'its orders', async () =>
        this.#add(link, await checkPages(source, statementTimeoutMs)),
      );
    }
    const filled = scanned && scanned.records > 0 ? percentages(scanned.filled, scanned.records) : {};
    return { ...base, rows, visibleTo, filled };
  }

  /** Reads all records, and reads them again to see that they are the same. */
  async #scan(source: InspectedSource, rows: number, at: (what: string) => void): Promise<Scanned> {
    const tell = (what: string) => (records: number) =>
      at(`${records.toLocaleString('en-US')} of ${rows.toLocaleString('en-US')} records${what}`);
    const state = await this.#inspection.oneState();
    try {
      const scanned = await scanRecords(source, this.#link.member, tell(''));
      const unsteady = await checkReadings(source, scanned.reading, tell(' once more'));
      const whole = scanned.records === rows - (await source.nullKeys());
      const alike = unsteady.length === 0;
      // Whoever writes makes a difference too.
      const changed = (await state.changed()) || (alike && !whole);
      const remarks = changed ? [changedMeanwhile(alike && whole)] : unsteady;
      return { ...scanned, remarks: [...scanned.remarks, ...remarks] };
    } finally {
      await state.end();
    }
  }

  async #checkReferences(): Promise<void> {
    const { registry: url = this.#link.registry, progress = () => {} } = this.#options;
    progress('what records refer to');
    const registry: RegistryClient | null = url === undefined ? null : await registryClient(url);
    // A link that does not fit as a whole cannot be asked for its own records.
    const { strict: _strict, ...database } = this.#link.database;
    const open: OpenLink | null = await openLink({ ...this.#link, database }).catch(() => null);
    try {
      const references: References = this.#references;
      this.#remarks.push(
        ...(await checkReferences(references, this.#toldKeys, { link: this.#link, open, registry })),
      );
    } finally {
      await open?.close();
    }
  }

  async #checkLogin(): Promise<void> {
    const { name, writes, remedy } = await this.#inspection.login();
    if (writes.length === 0) return;
    const file = this.#link.database.dialect === 'sqlite';
    this.#remarks.push({
      gravity: this.#options.strict ? 'error' : 'warning',
      code: 'LOGIN_CAN_WRITE',
      message: `the login ${name} ${writes.join(', ')}. The kit itself only reads${file ? ' (query_only)' : ' (read-only transactions)'}, but a login that cannot write is safer.`,
      remedy: file ? remedy.map((line) => line.replace('FILE', this.#link.database.url)) : remedy,
    });
  }

  #add(link: LinkedSource, remarks: readonly Remark[]): void {
    const about = { source: sourceName(link), line: link.line };
    this.#remarks.push(...remarks.map((remark) => ({ ...about, ...remark })));
  }

  /** One part of a check that fails is a remark, and the others go on. */
  async #attempt<Result>(
    link: LinkedSource | null,
    what: string,
    step: () => Promise<Result>,
  ): Promise<Result | null> {
    try {
      return await step();
    } catch (error) {
      const { extensions, cause, message } = error as Error & { extensions?: { code?: string } };
      const slow = extensions?.code === 'SOURCE_UNAVAILABLE';
      const seconds = this.#link.database.statementTimeoutMs / 1000;
      const remark: Remark = slow
        ? {
            gravity: 'error',
            code: 'STATEMENT_TOO_SLOW',
            message: `${what} could not be read within ${seconds} s, or the connection was lost (${reason(cause)}).${link ? ` ${slowSourceRemedy(link)} Lists will fail in the same way.` : ''}`,
          }
        : {
            gravity: 'error',
            code: 'STATEMENT_FAILED',
            message: `${what} could not be checked: ${reason(cause) || message}.`,
          };
      if (link) this.#add(link, [remark]);
      else this.#remarks.push(remark);
      return null;
    }
  }
}

/** @param alike whether all readings of the rows gave the same nevertheless */
function changedMeanwhile(alike: boolean): Remark {
  const unknown = alike ? '' : ', and nobody can tell whether it gives the same rows each time';
  return {
    gravity: alike ? 'note' : 'warning',
    code: 'CHANGED_MEANWHILE',
    message: `somebody wrote to the database while its rows were read: the figures may be of different moments${unknown}. Check again when nobody writes.`,
  };
}

function withheldRemarks(texts: number): Remark[] {
  if (texts === 0) return [];
  return [
    {
      gravity: 'warning',
      code: 'TEXT_WITHHELD',
      message: `${counted(texts, 'text')} could not be redacted in time and would be withheld whole. Make the patterns of redact simpler; repeats within repeats, like (a+)+, take longest.`,
    },
  ];
}

/** What the database said. It is the administrator's own, so nothing is kept back. */
function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message.trim().replace(/\.$/, '') : '';
}

function viewerOf(level: Visibility, member: string): Viewer {
  return level === 'OWNER' ? { level, member } : { level };
}

function percentages(filled: ReadonlyMap<string, number>, records: number): Record<string, number> {
  return Object.fromEntries(
    [...filled].map(([name, count]) => [name, Math.round((count / records) * 1000) / 10]),
  );
}
