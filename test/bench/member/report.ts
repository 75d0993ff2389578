import { monitorEventLoopDelay } from 'node:perf_hooks';

/** What a server tells whoever measures it. */
export interface Report {
  /** Microseconds of processor time, user and system, of all its threads. */
  readonly cpu: number;
  /** Milliseconds: the longest that the event loop stood still since the last report. */
  readonly stall: number;
}

/** Tells the parent process where the server is, and what it has used whenever it is asked. */
export function reportTo(url: string): void {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.({ cpu: user + system, stall: delay.max / 1e6 } satisfies Report);
    delay.reset();
  });
  process.on('disconnect', () => process.exit());
  process.send?.({ url });
}
