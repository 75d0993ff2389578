import { parseElectionId } from '@observer-graph/contract';
import type { Link, OpenLink } from '@observer-graph/source-sql';
import type { RegistryClient, SharedType } from '../registry/registry-client.ts';
import { counted, type Remark } from './report.ts';
import { memberAndSource } from './scan-records.ts';
import { checkToldKeys, type ToldKeys } from './told-keys.ts';

const mostNamed = 10;
const shared: readonly SharedType[] = ['Organization', 'Election', 'Country'];

/** By type and id: the records that refer to it. */
export type References = ReadonlyMap<string, ReadonlyMap<string, number>>;

/**
 * Whether what records refer to exists: in the registry, or, of the member's own records, in its own sources; and of those,
 * whether whoever is told their keys may see them.
 */
export async function checkReferences(
  references: References,
  told: readonly ToldKeys[],
  {
    link,
    open,
    registry,
  }: { readonly link: Link; readonly open: OpenLink | null; readonly registry: RegistryClient | null },
): Promise<Remark[]> {
  const { member, sources } = link;
  const remarks: Remark[] = [];
  for (const type of shared) {
    const rows = references.get(type) ?? new Map<string, number>();
    const malformed = [...rows.keys()].filter((id) => !isWellFormed(type, id));
    remarks.push(...named(malformed, rows, type, () => `is no ${keyOf(type)}`));
    const wellFormed = [...rows.keys()].filter((id) => isWellFormed(type, id));
    if (!registry || wellFormed.length === 0) continue;
    const known = await registry.known(type, wellFormed);
    const unknown = wellFormed.filter((id) => !known.has(id));
    const closest =
      type === 'Election' ? await closestElections(unknown, registry) : new Map<string, string>();
    remarks.push(
      ...named(unknown, rows, type, (id) => {
        const close = closest.get(id);
        return `is not in the registry${close ? `, which has ${close}` : ''}`;
      }),
    );
  }
  const toldOf = shared.filter((type) => (references.get(type)?.size ?? 0) > 0);
  if (!registry && toldOf.length > 0) {
    const list = toldOf.map((type) =>
      counted(references.get(type)?.size ?? 0, type.toLowerCase()).replace(/ys$/, 'ies'),
    );
    remarks.push({
      gravity: 'note',
      code: 'REFERENCE_NOT_CHECKED',
      message: `${list.join(', ')} were not looked up: give --registry with a hub's endpoint, or the registry's.`,
    });
  }
  const missing = new Map<string, ReadonlySet<string>>();
  for (const [type, rows] of references) {
    if ((shared as readonly string[]).includes(type)) continue;
    const own = [...rows.keys()].filter((id) => memberAndSource(id)?.member === member);
    const sourceFor = open?.sourceFor(type);
    if (!sourceFor || own.length === 0) continue;
    const found = await sourceFor({ level: 'OWNER', member }).byIds(own, new Set());
    const dangling = own.filter((_, index) => found[index] === null);
    missing.set(type, new Set(dangling));
    remarks.push(...named(dangling, rows, type, () => 'does not exist here'));
  }
  if (open) {
    const exists = (type: string, id: string) => !missing.get(type)?.has(id);
    remarks.push(...(await checkToldKeys(told, exists, open, sources, link.database.dialect)));
  }
  return remarks;
}

function named(
  ids: readonly string[],
  rows: ReadonlyMap<string, number>,
  type: string,
  why: (id: string) => string,
): Remark[] {
  const sorted = ids.toSorted((one, other) => (rows.get(other) ?? 0) - (rows.get(one) ?? 0));
  const remarks = sorted.slice(0, mostNamed).map((id): Remark => {
    const count = rows.get(id) ?? 0;
    return {
      gravity: 'warning',
      code: 'REFERENCE_UNKNOWN',
      rows: count,
      message: `${counted(count, 'record')} ${count === 1 ? 'refers' : 'refer'} to the ${type.toLowerCase()} ${id}, which ${why(id)}.`,
    };
  });
  if (sorted.length > mostNamed) {
    const rest = sorted.slice(mostNamed).reduce((sum, id) => sum + (rows.get(id) ?? 0), 0);
    remarks.push({
      gravity: 'warning',
      code: 'REFERENCE_UNKNOWN',
      rows: rest,
      message: `${counted(sorted.length - mostNamed, 'further key')} of ${type} in ${counted(rest, 'record')} ${why('').split(',')[0]}.`,
    });
  }
  return remarks;
}

function isWellFormed(type: SharedType, id: string): boolean {
  if (type === 'Election') return parseElectionId(id) !== null;
  return type === 'Country' ? /^[A-Z]{2}$/.test(id) : /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id);
}

function keyOf(type: SharedType): string {
  if (type === 'Election') return 'election id (<country>-<date first called for>-<kind>[-<area>])';
  return type === 'Country'
    ? 'country code (two capital letters)'
    : 'id of an organization (lower-case letters, digits, hyphens)';
}

/** For each unknown election the nearest of the same country and year, of the same kind if there is one. */
async function closestElections(
  unknown: readonly string[],
  registry: RegistryClient,
): Promise<Map<string, string>> {
  const closest = new Map<string, string>();
  const byCountry = new Map<string, readonly string[]>();
  for (const id of unknown.slice(0, mostNamed)) {
    const parsed = parseElectionId(id);
    if (!parsed) continue;
    if (!byCountry.has(parsed.country))
      byCountry.set(parsed.country, await registry.electionsOf(parsed.country));
    const day = (text: string) => Date.parse(text) / 86_400_000;
    const [best] = (byCountry.get(parsed.country) ?? [])
      .map((candidate) => ({ candidate, key: parseElectionId(candidate) }))
      .filter(({ key }) => key && Math.abs(day(key.calledFor) - day(parsed.calledFor)) < 366)
      .map(({ candidate, key }) => ({
        candidate,
        otherKind: Number(key?.kind !== parsed.kind),
        days: Math.abs(day(key?.calledFor ?? '') - day(parsed.calledFor)),
      }))
      .sort((one, other) => one.otherKind - other.otherKind || one.days - other.days);
    if (best) closest.set(id, best.candidate);
  }
  return closest;
}
