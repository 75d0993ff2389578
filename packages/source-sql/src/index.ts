export { OpenError, type OpenErrorCode, SourceError, type SourceErrorCode } from './errors.ts';
export { valuesIn } from './fields/cells.ts';
export {
  type DatabaseInspection,
  type InspectedColumn,
  type InspectedTable,
  inspectDatabase,
} from './inspect/inspect-database.ts';
export {
  type InspectedRecord,
  type InspectedSource,
  type Inspection,
  inspectLink,
  type LookedUp,
  type ValueCount,
} from './inspect/inspect-link.ts';
export type { Login, Origin } from './inspect/session.ts';
export type {
  ColumnLink,
  DatabaseSettings,
  Dialect,
  FieldLink,
  Link,
  LinkedSource,
  LookupParts,
  RegisteredElection,
  VisibilityRule,
} from './link.ts';
export type { Environment } from './link-file/environment.ts';
export { linkFileJsonSchema } from './link-file/json-schema.ts';
export {
  type FoundElections,
  hasLookups,
  type WantedElections,
  withElections,
} from './link-file/lookups.ts';
export { type ParseOptions, parseLink } from './link-file/parse.ts';
export { LinkFileError, type Problem } from './link-file/problems.ts';
export { readLinkFile } from './link-file/read.ts';
export { isConstantLookup, type NamedPart, partNames, partsOf } from './lookup-parts.ts';
export { type OpenLink, openLink } from './open-link.ts';
export { keptWhenWithdrawn } from './row-reader.ts';
export type { ServedOptions } from './served-sources.ts';
export {
  type Snapshot,
  SnapshotError,
  type SnapshotOptions,
  writeSnapshot,
} from './snapshot/write-snapshot.ts';
export { slowSourceRemedy, sourceFailure } from './source-failure.ts';
