/** Answers up to this length are not counted: of them there is always room for one more. */
export const smallAnswer = 64 * 1024;

/**
 * Bytes of answers that one process holds at most at a time, whoever they are from and whoever asked: those that are being
 * read, and those that are not yet done with. As objects they take several times as much.
 */
export class ByteBudget {
  readonly maxBytes: number;
  #held = 0;

  constructor(maxBytes: number) {
    this.maxBytes = maxBytes;
  }

  /** What one member may hold of it: half, so that none takes all the room. */
  share(): ByteShare {
    return new ByteShare(this);
  }

  /** @returns whether there was room for as many more */
  take(bytes: number): boolean {
    if (this.#held + bytes > this.maxBytes) return false;
    this.#held += bytes;
    return true;
  }

  give(bytes: number): void {
    this.#held -= bytes;
  }
}

export class ByteShare {
  readonly #budget: ByteBudget;
  #held = 0;

  constructor(budget: ByteBudget) {
    this.#budget = budget;
  }

  take(bytes: number): boolean {
    if (this.#held + bytes > this.#budget.maxBytes / 2 || !this.#budget.take(bytes)) return false;
    this.#held += bytes;
    return true;
  }

  give(bytes: number): void {
    this.#held -= bytes;
    this.#budget.give(bytes);
  }
}
