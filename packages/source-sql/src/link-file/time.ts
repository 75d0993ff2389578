import { nearest } from '@observer-graph/contract';
import type { TimeFormat } from '../link.ts';
import { choiceOf } from './choice.ts';
import { timeFormats } from './shapes.ts';
import type { YamlNode } from './yaml-node.ts';

/** How a column tells time; what the link does not say is `native`, in the zone of the file. */
export function timeOf(
  { format, timezone }: { readonly format?: YamlNode | undefined; readonly timezone?: YamlNode | undefined },
  zone: string,
): TimeFormat {
  return {
    format: (format && choiceOf(format, timeFormats, 'time format')) ?? 'native',
    zone: (timezone && zoneOf(timezone)) ?? zone,
  };
}

/** @returns null if it is no zone that is known here, after a problem was told */
export function zoneOf(node: YamlNode): string | null {
  const zone = node.text ?? '';
  if (isZone(zone)) return zone;
  const near = nearest(zone, Intl.supportedValuesOf('timeZone'));
  node.problem(
    `'${zone}' is not an IANA time zone${near ? `; did you mean ${near}?` : ', such as Europe/Moscow or UTC.'}`,
  );
  return null;
}

/** Offsets are refused: they would be wrong for half of the year wherever clocks change. */
function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
