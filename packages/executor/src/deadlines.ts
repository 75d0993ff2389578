import { longestTimer } from './longest-timer.ts';

/** What is to be told when its time has come. */
export interface Due {
  /** Milliseconds since 1970. */
  readonly deadline: number;
  expire(): void;
}

/** Tells those that are still open when their deadlines have come: with one timer, where each would have had its own. */
export class Deadlines {
  readonly #open = new Set<Due>();
  #timer: NodeJS.Timeout | undefined;
  #firesAt = Number.POSITIVE_INFINITY;

  add(due: Due): void {
    this.#open.add(due);
    if (due.deadline < this.#firesAt) this.#arm(due.deadline);
  }

  delete(due: Due): void {
    this.#open.delete(due);
  }

  #arm(deadline: number): void {
    clearTimeout(this.#timer);
    this.#firesAt = deadline;
    const wait = Math.min(Math.max(deadline - Date.now(), 0), longestTimer);
    // Whoever is waited for keeps the process alive, if anybody does.
    this.#timer = setTimeout(() => this.#fire(), wait).unref();
  }

  #fire(): void {
    this.#firesAt = Number.POSITIVE_INFINITY;
    const now = Date.now();
    let next = Number.POSITIVE_INFINITY;
    for (const due of this.#open) {
      if (due.deadline > now) {
        next = Math.min(next, due.deadline);
        continue;
      }
      this.#open.delete(due);
      due.expire();
    }
    if (next < this.#firesAt) this.#arm(next);
  }
}
