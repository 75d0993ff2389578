import { type RecordType, recordType } from '@observer-graph/contract';
import type { Viewer, Visibility } from '@observer-graph/executor';
import { type Link, type OpenLink, SourceError, sourceFailure } from '@observer-graph/source-sql';
import { createMember } from '../member.ts';
import { recordQuery } from './record-query.ts';

export interface Preview {
  readonly type: string;
  /** How many the viewer finds in the list. */
  readonly total: number;
  /** As clients would get them. */
  readonly records: readonly Readonly<Record<string, unknown>>[];
}

export interface PreviewOptions {
  readonly as: Visibility;
  /** Of all types of record, if not given; one that the link has. */
  readonly type?: string;
  readonly first: number;
}

/** @throws {Error} if the link has no such type of record */
export function checkType(link: Link, type: string): void {
  const types = [...new Set(link.sources.map(({ record }) => record.name))];
  if (!types.includes(type)) throw new Error(`${link.file} has no ${type}; it has ${types.join(', ')}.`);
}

/**
 * The first records of a link as a kind of viewer would get them: through the member's own resolvers.
 *
 * @throws {Error} if the database fails
 */
export async function previewLink(
  link: Link,
  open: OpenLink,
  { as, type, first }: PreviewOptions,
): Promise<Preview[]> {
  let failure: unknown = null;
  const member = createMember({
    code: link.member,
    link: open,
    onError: (error) => {
      failure = error;
    },
  });
  const viewer: Viewer = as === 'OWNER' ? { level: as, member: link.member } : { level: as };
  try {
    const previews: Preview[] = [];
    for (const name of type === undefined ? open.records : [type]) {
      const record: RecordType = recordType(name);
      const executor = member.executors.get(record.domain);
      // Endorsements stand under their organizations alone.
      if (!executor || name === 'Endorsement') continue;
      const { data, errors } = await executor(
        { query: recordQuery(record), variables: { first } },
        { viewer, signal: new AbortController().signal, deadline: Date.now() + 60_000, report: () => {} },
      );
      const [error] = errors ?? [];
      if (error) throw new Error(reasonOf(failure ?? error, link, name));
      const list = data?.['list'] as { totalCount: number; edges: { node: Record<string, unknown> }[] };
      previews.push({ type: name, total: list.totalCount, records: list.edges.map(({ node }) => node) });
    }
    return previews;
  } finally {
    member.close();
  }
}

/** What went wrong inside. It is the administrator's own, so nothing is kept back. */
function reasonOf(failure: unknown, link: Link, type: string): string {
  if (failure instanceof SourceError) {
    const failures = failure.cause instanceof AggregateError ? failure.cause.errors : [failure];
    const reasons = failures.flatMap((each: SourceError) => {
      const source = link.sources.find(
        ({ name, record }) => name === each.extensions.source && record.name === type,
      );
      return source ? [sourceFailure(link, source, each)] : [];
    });
    if (reasons.length > 0) return reasons.join('\n');
  }
  return `${link.file}: ${type}: ${(failure as Error).message}`;
}
