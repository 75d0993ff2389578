/** What members' long answers hold, until the operation is done with them. */
export class Held {
  private releases: (() => void)[] | null = [];

  hold(release: () => void): void {
    // What comes too late is of no use.
    if (this.releases) this.releases.push(release);
    else release();
  }

  release(): void {
    for (const release of this.releases ?? []) release();
    this.releases = null;
  }
}
