/** Tells whoever sits at a terminal what a long command is doing; nothing if it is done within a second. */
export interface Progress {
  readonly tell: (what: string) => void;
  /** Leaves a clean line. */
  readonly end: () => void;
}

/** Milliseconds between two messages. */
const pauseMs = 100;
/** Milliseconds until the first. */
const patienceMs = 1_000;

export function progressOn(stream: NodeJS.WriteStream): Progress {
  let last = Date.now() + patienceMs - pauseMs;
  let shown = false;
  return {
    tell(what) {
      const now = Date.now();
      if (!stream.isTTY || now - last < pauseMs) return;
      last = now;
      shown = true;
      stream.write(`\r\u001b[K${what} …`);
    },
    end() {
      if (shown) stream.write('\r\u001b[K');
    },
  };
}
