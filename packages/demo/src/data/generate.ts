import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { checklistTables } from './checklist.ts';
import { fairVoteTables } from './fairvote.ts';
import { ownRecommendations, reformTables } from './reform.ts';
import { type Table, writeDatabase } from './sqlite.ts';
import { trackerTables } from './tracker.ts';
import { voteMapTables } from './votemap.ts';

/** The members of the demonstration, each with a database of its own. */
export const memberCodes = ['fairvote', 'ion', 'kosovo', 'reform', 'votemap'] as const;
export type MemberCode = (typeof memberCodes)[number];

/**
 * Writes the members' databases into a directory, which must not exist. It appears there complete or not at all, since
 * it is written under another name first.
 */
export function generateData(directory: string): void {
  const unfinished = `${directory}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  for (const [code, tables] of Object.entries(memberTables())) {
    writeDatabase(join(unfinished, `${code}.sqlite`), tables);
  }
  renameSync(unfinished, directory);
}

/** All rows of all members: the same at every call. */
export function memberTables(): Readonly<Record<MemberCode, readonly Table[]>> {
  const votemap = voteMapTables();
  const fairvote = fairVoteTables(votemap.incidents2024.map((id) => `votemap:finding:georgia:${id}`));
  const tracker = trackerTables(
    ownRecommendations.map(({ id, year }) => ({ id: `reform:recommendation:own:${id}`, year })),
  );
  const reform = reformTables({
    international: tracker.recommendations.get('GE') ?? [],
    fairVoteReports: fairvote.reports2024,
    mapIncidents: votemap.incidents2024,
  });
  return {
    fairvote: fairvote.tables,
    ion: tracker.tables,
    kosovo: checklistTables(),
    reform,
    votemap: votemap.tables,
  };
}
