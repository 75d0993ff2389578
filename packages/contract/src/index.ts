// The contract as data: what every other package knows of the shared schema.
export { type Bucket, mergeBuckets } from './buckets.ts';
export type { CardDomain, Coverage, MemberCard } from './card.ts';
export { compose, type SubgraphName, subgraphSdl } from './compose.ts';
export { CursorError, type CursorParts, cursorWriter, decodeCursor, encodeCursor } from './cursor.ts';
export { contractVersion, type Domain, domains, registryDomains } from './domains.ts';
export { type ElectionKey, electionId, parseElectionId } from './election-id.ts';
export { filterMistake } from './filter-mistake.ts';
export { sdlOf } from './generated/sdl.ts';
export type * as Contract from './generated/types.ts';
export { commitments, vocabularies } from './generated/vocabularies.ts';
export { isoDate, isoInstant } from './iso-time.ts';
export { lintContract } from './lint.ts';
export {
  type CoverageDimension,
  type DomainModel,
  directive,
  type FieldKind,
  type FilterField,
  type GroupBy,
  type MatchOp,
  namedType,
  type Order,
  type RecordField,
  type RecordType,
  type RelatedField,
} from './model.ts';
export { models, recordType, recordTypes } from './models.ts';
export { nearest } from './nearest.ts';
export { memberOfId, parseRecordId, type RecordId, recordId } from './record-id.ts';
export type { CommitmentVocabulary, Instrument, Term, Vocabulary } from './vocabulary.ts';
