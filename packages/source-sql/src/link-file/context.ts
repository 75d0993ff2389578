import type { RecordField } from '@observer-graph/contract';
import type { Dialect } from '../link.ts';

/** A source as others may refer to it. */
export interface NamedSource {
  readonly name: string;
  /** How many columns its key has. */
  readonly keyColumns: number;
}

/** What the meaning of a field depends on outside of the field. */
export interface Context {
  readonly member: string;
  /** Null if the file does not say, which is a mistake of its own. */
  readonly dialect: Dialect | null;
  /** The zone of local times where nothing else is said. */
  readonly zone: string;
  /** The file's sources by the names of their record types. */
  readonly sources: ReadonlyMap<string, readonly NamedSource[]>;
  /** The fields that stand beside the one in question. */
  readonly fields: ReadonlyMap<string, RecordField>;
}
