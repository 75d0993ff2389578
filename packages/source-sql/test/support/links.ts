import { recordType } from '@observer-graph/contract';
import type {
  ColumnLink,
  ConstantLink,
  DatabaseSettings,
  FieldLink,
  Link,
  LinkedSource,
  VisibilityRule,
} from '../../src/link.ts';

export const column = (name: string, more: Partial<ColumnLink> = {}): ColumnLink => ({
  kind: 'column',
  column: name,
  empty: [],
  ...more,
});

export const constant = (value: unknown): ConstantLink => ({ kind: 'constant', value });

export const values = (
  entries: Readonly<Record<string, string | null>>,
  otherwise?: string,
): Pick<ColumnLink, 'values'> => ({
  values: { entries: new Map(Object.entries(entries)), ...(otherwise !== undefined && { otherwise }) },
});

export const open: VisibilityRule = { kind: 'constant', level: 'PUBLIC' };

export interface SourceDraft {
  readonly record?: string;
  readonly from?: LinkedSource['from'];
  readonly key?: readonly string[];
  readonly fields: Readonly<Record<string, FieldLink>>;
  readonly visibility?: readonly VisibilityRule[];
  readonly embargoUntil?: ColumnLink;
}

/** A source as a link file would give it: findings of a table named as the source, open to all. */
export function linkedSource(name: string, draft: SourceDraft, line = 10): LinkedSource {
  return {
    record: recordType(draft.record ?? 'Finding'),
    name,
    line,
    from: draft.from ?? { table: name },
    key: draft.key ?? ['id'],
    fields: new Map(Object.entries(draft.fields)),
    visibility: draft.visibility ?? [open],
    ...(draft.embargoUntil && { embargoUntil: draft.embargoUntil }),
  };
}

export function linkOf(database: DatabaseSettings, sources: Readonly<Record<string, SourceDraft>>): Link {
  return {
    file: 'member.yaml',
    member: 'm1',
    database,
    sources: Object.entries(sources).map(([name, draft], index) =>
      linkedSource(name, draft, 10 * (index + 1)),
    ),
  };
}
