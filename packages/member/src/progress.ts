/** Tells on the error output what a long command is doing; nothing if it is done within a second. */
export interface Progress {
  readonly tell: (what: string) => void;
  /** Leaves a clean line. */
  readonly end: () => void;
}

export function progressOn(stream: NodeJS.WriteStream, quiet = false): Progress {
  const started = Date.now();
  const pause = stream.isTTY ? 100 : 5_000;
  let last = started + (stream.isTTY ? 1_000 : 3_000) - pause;
  let shown = false;
  return {
    tell(what) {
      const now = Date.now();
      if (quiet || now - last < pause) return;
      last = now;
      shown = true;
      stream.write(stream.isTTY ? `\r\u001b[K${what} …` : `${what} …\n`);
    },
    end() {
      if (shown && stream.isTTY) stream.write('\r\u001b[K');
    },
  };
}
