import {
  type InspectedSource,
  isConstantLookup,
  type Link,
  type LookedUp,
  partNames,
} from '@observer-graph/source-sql';
import { lookUpElections, unmatchedMessage } from '../registry/look-up-elections.ts';
import { sourceName } from './column-links.ts';
import { counted, quotedValue, type Remark, rowsHave } from './report.ts';

export interface CheckedLookups {
  /** With the elections that were found. */
  readonly link: Link;
  readonly remarks: readonly Remark[];
  /** Whether the registry said what it has, so that rows can be held against it. */
  readonly asked: boolean;
}

/** The elections that the file looks up, as it would be served. */
export async function checkLookups(link: Link, registry: string | undefined): Promise<CheckedLookups> {
  try {
    const { link: resolved, unmatched, unasked } = await lookUpElections(link, registry);
    // What rows look for in vain is told with their number.
    const told = unmatched.filter(({ by }) => unasked || isConstantLookup(by));
    const remarks = told.map((each): Remark => {
      const { source, field } = each;
      const message = unmatchedMessage(each, unasked);
      return {
        gravity: 'warning',
        code: 'LOOKUP_UNMATCHED',
        source: sourceName(source),
        line: source.line,
        field,
        message,
      };
    });
    return { link: resolved, remarks, asked: !unasked };
  } catch (error) {
    const message = `elections cannot be looked up: ${(error as Error).message}.`;
    return {
      link,
      remarks: [{ gravity: 'error', code: 'REGISTRY_UNREACHABLE', message }],
      asked: false,
    };
  }
}

/** Of one field so many are told one by one. */
const mostNamed = 10;

/** What rows look for and the registry does not have, or has several of. */
export async function checkLookedUp(source: InspectedSource): Promise<Remark[]> {
  const found = await source.notOneElection();
  return [...new Set(found.map(({ field }) => field))].flatMap((field) => {
    const all = found.filter((each) => each.field === field);
    const remarks = all.slice(0, mostNamed).map(lookedUpRemark);
    const rest = all.slice(mostNamed);
    if (rest.length === 0) return remarks;
    const rows = rest.reduce((sum, each) => sum + each.rows, 0);
    const message = `${rowsHave(rows)} one of ${counted(rest.length, 'further election')} that the registry has not, or not just once: unknown, shown as null.`;
    return [...remarks, { gravity: 'warning', code: 'LOOKUP_UNMATCHED', field, rows, message } as const];
  });
}

function lookedUpRemark({ field, rows, ids, ...by }: LookedUp): Remark {
  const about = { code: 'LOOKUP_UNMATCHED', field, rows } as const;
  const missing = partNames.filter((name) => by[name] === null);
  if (missing.length > 0) {
    return {
      ...about,
      gravity: 'note',
      message: `${rowsHave(rows)} no ${missing.join(' and no ')} to look an election up by: unknown, shown as null.`,
    };
  }
  if (!/^\d{4}$/.test(by.year ?? '')) {
    return {
      ...about,
      gravity: 'warning',
      message: `${rowsHave(rows)} the year ${quotedValue(by.year)}, which is none: unknown, shown as null. Say with 'format' that the column has times, or with 'values' what its words mean.`,
    };
  }
  const election = `${by.kind} ${by.year} in ${by.country}`;
  const why =
    ids.length === 0
      ? `which the registry has not: unknown, shown as null. Have it registered, or mend the rows.`
      : `of which the registry has ${ids.length} (${ids.join(', ')}): unknown, shown as null. Tell them apart by their ids, in a column of the SELECT.`;
  return { ...about, gravity: 'warning', message: `${rowsHave(rows)} the election ${election}, ${why}` };
}
