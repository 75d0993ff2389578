import { lintDescriptions } from './lint/descriptions.ts';
import { lintEntities, lintRecordNames } from './lint/entities.ts';
import { lintLists } from './lint/lists.ts';
import { lintRecords } from './lint/records.ts';
import { readSources } from './lint/sources.ts';
import { lintVersions } from './lint/versions.ts';

/**
 * Checks that the scatter can merge what the contract promises, and that the contract keeps the conventions by which
 * models are read from it.
 *
 * @param sources the texts of schema/*.graphql by name: the domains, `federation`, `common`, `directives`
 * @returns one sentence per broken rule, beginning with the source's name; only what is no valid SDL, if anything is not
 */
export function lintContract(sources: Readonly<Record<string, string>>): string[] {
  const contract = readSources(sources);
  if (Array.isArray(contract)) return contract;
  return [
    ...contract.subgraphs.flatMap((subgraph) => [
      ...lintRecords(subgraph),
      ...lintEntities(subgraph),
      ...lintLists(subgraph),
    ]),
    ...lintRecordNames(contract.subgraphs),
    ...lintVersions(contract),
    ...lintDescriptions(contract),
  ];
}
