import { checklistTables } from './checklist.ts';
import { fairVoteTables } from './fairvote.ts';
import { ownRecommendations, reformTables } from './reform.ts';
import type { Table } from './sqlite.ts';
import { trackerTables } from './tracker.ts';
import { voteMapTables } from './votemap.ts';

export type MemberCode = 'fairvote' | 'ion' | 'kosovo' | 'reform' | 'votemap';

/** All rows of all members of the demonstration: the same at every call. */
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
