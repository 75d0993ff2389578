import { type Breaker, type BreakerOptions, breaker } from './breaker.ts';
import { type BulkheadOptions, bulkhead } from './bulkhead.ts';
import type { Executor } from './executor.ts';

/**
 * What stands before all executors of one member: a circuit breaker, and behind it a bulkhead. One for each member, for as
 * long as its endpoint stays the same, so that a failure in one domain is known in all.
 */
export function memberGuard(options: BreakerOptions & BulkheadOptions): Breaker {
  const breaking = breaker(options);
  const limiting = bulkhead(options);
  const guard = (executor: Executor) => breaking(limiting(executor));
  return Object.assign(guard, { retry: breaking.retry });
}
