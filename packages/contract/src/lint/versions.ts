import { Kind } from 'graphql';
import { type ContractSources, keyFields } from './sources.ts';

/** What is never null in version 1. Of a type that is not here, and so came later, no older member has anything. */
const neverNull: Readonly<Record<string, readonly string[]>> = {
  Place: [],
  Base: [],
  Remedy: [],
  Evidence: [],
  Accreditation: [],
  DocumentFile: ['url'],
  PageInfo: ['hasNextPage', 'hasPreviousPage'],
  Sources: ['complete', 'pruned', 'members'],
  SourceStatus: ['member', 'state', 'droppedFields'],
  Bucket: ['keys', 'count'],
  Reference: [],
  Translation: ['language'],
  Commitment: ['instrument'],
  Identifier: ['scheme', 'value'],
  LocalName: ['language', 'name'],
};

/** The same of the types around lists. */
const neverNullOf: readonly (readonly [RegExp, readonly string[]])[] = [
  [/Connection$/, ['pageInfo', 'sources']],
  [/Edge$/, ['cursor']],
  [/Summary$/, ['sources']],
];

/** Members of older versions do not have what came later: whoever asks several must be able to go without it. */
export function lintVersions({ subgraphs, common }: ContractSources): string[] {
  const files = [
    ...subgraphs.filter(({ scattered }) => scattered).map(({ name, own }) => [name, own] as const),
    ['common', common] as const,
  ];
  return files.flatMap(([file, definitions]) =>
    definitions.flatMap((node) => {
      if (node.kind !== Kind.OBJECT_TYPE_DEFINITION || keyFields(node) !== null) return [];
      const type = node.name.value;
      const known = neverNull[type] ?? neverNullOf.find(([name]) => name.test(type))?.[1];
      return (node.fields ?? [])
        .filter(
          ({ name, type: { kind } }) => kind === Kind.NON_NULL_TYPE && known?.includes(name.value) === false,
        )
        .map(
          ({ name }) =>
            `${file}: ${type}.${name.value} must be nullable: members of version 1 do not have it.`,
        );
    }),
  );
}
