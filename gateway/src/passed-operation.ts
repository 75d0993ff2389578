import type { AskedOperation } from '@observer-graph/plan-executor';

/** An operation that was found valid and within all limits, whatever its variables. */
export type PassedOperation = Pick<AskedOperation, 'schema' | 'source' | 'document' | 'operationName'>;
