import { type Executor, withinDeadline } from '@observer-graph/executor';

/** A member that answers after so many milliseconds. */
export const delayed =
  (executor: Executor, delay: number): Executor =>
  async (request, asked) => {
    await withinDeadline(asked, 'delayed', () => new Promise((resolve) => setTimeout(resolve, delay)));
    return executor(request, asked);
  };
