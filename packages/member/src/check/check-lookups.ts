import type { Link } from '@observer-graph/source-sql';
import { lookUpElections, unmatchedMessage } from '../registry/look-up-elections.ts';
import { sourceName } from './column-links.ts';
import type { Remark } from './report.ts';

/** The elections that the file looks up, as it would be served. */
export async function checkLookups(
  link: Link,
  registry: string | undefined,
): Promise<{ readonly link: Link; readonly remarks: readonly Remark[] }> {
  try {
    const { link: resolved, unmatched, unasked } = await lookUpElections(link, registry);
    const remarks = unmatched.map((each): Remark => {
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
    return { link: resolved, remarks };
  } catch (error) {
    const message = `elections cannot be looked up: ${(error as Error).message}.`;
    return { link, remarks: [{ gravity: 'error', code: 'REGISTRY_UNREACHABLE', message }] };
  }
}
