import type { Failure } from './errors.ts';

/** Stands in a member's answer where it reported an error instead of a value. */
export class Fault {
  readonly failure: Failure;

  constructor(failure: Failure) {
    this.failure = failure;
  }
}
