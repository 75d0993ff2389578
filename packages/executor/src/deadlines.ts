import { longestTimer } from './longest-timer.ts';

/** What is to be told when its time has come. */
export interface Due {
  /** Milliseconds since 1970. */
  readonly deadline: number;
  /** Where it stands among those that are open; for {@link Deadlines} alone. */
  place: number;
  expire(): void;
}

/**
 * Tells those that are still open when their deadlines have come: with one timer, where each would have had its own.
 *
 * A list, and no set: V8 makes a new table for a set each time that some were added and deleted. The table of before refers to
 * the new one and to all that was in it, and once it is among what is long-lived, so are they, with the answers they were
 * given.
 */
export class Deadlines {
  readonly #open: Due[] = [];
  #timer: NodeJS.Timeout | undefined;
  #firesAt = Number.POSITIVE_INFINITY;

  add(due: Due): void {
    due.place = this.#open.length;
    this.#open.push(due);
    if (due.deadline < this.#firesAt) this.#arm(due.deadline);
  }

  /** Does nothing for one that is not open. */
  delete(due: Due): void {
    if (this.#open[due.place] !== due) return;
    const last = this.#open.pop() as Due;
    if (last === due) return;
    this.#open[due.place] = last;
    last.place = due.place;
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
    for (const due of [...this.#open]) {
      if (due.deadline > now) {
        next = Math.min(next, due.deadline);
        continue;
      }
      this.delete(due);
      due.expire();
    }
    if (next < this.#firesAt) this.#arm(next);
  }
}
