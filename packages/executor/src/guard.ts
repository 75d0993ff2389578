import type { Executor } from './executor.ts';

/** Stands before executors and lets requests through, or not. All executors that it stands before share its state. */
export type Guard = (executor: Executor) => Executor;
