import { type BreakerOptions, breaker } from './breaker.ts';
import { type BulkheadOptions, bulkhead } from './bulkhead.ts';
import type { Guard } from './guard.ts';

/**
 * What stands before all executors of one member: a circuit breaker, and behind it a bulkhead. One for each member, for as
 * long as its endpoint stays the same, so that a failure in one domain is known in all.
 */
export function memberGuard(options: BreakerOptions & BulkheadOptions): Guard {
  const breaking = breaker(options);
  const limiting = bulkhead(options);
  return (executor) => breaking(limiting(executor));
}
