import type { Directory, KnownMember } from './directory.ts';

export interface Readiness {
  readonly ready: boolean;
  /** What keeps it from being ready, and what else its operator should mend. */
  readonly problems: readonly string[];
}

/**
 * Whether this gateway should be sent requests. A federation file that has become unusable is named but does not count:
 * the version before it is in use, and taking every gateway out of service for a typing error would be worse. A member that
 * is down or wrong does not count either: it costs its own rows alone.
 */
export function readiness(
  directory: Directory,
  fileProblems: readonly string[],
  isStopping: boolean,
): Readiness {
  const all = directory.members();
  const registry = all.find(({ isRegistry }) => isRegistry);
  const obstacles = [
    ...(isStopping ? ['The gateway is stopping.'] : []),
    ...(registry?.state === 'UP' ? [] : ['The registry does not answer.']),
  ];
  const members = problemsOf(all.filter(({ isRegistry }) => !isRegistry));
  return { ready: obstacles.length === 0, problems: [...obstacles, ...fileProblems, ...members] };
}

/** Whoever reaches this server reads them, so members that are not listed are counted and not named. */
function problemsOf(members: readonly KnownMember[]): string[] {
  const failing = members.filter(({ problem }) => problem !== null);
  const unlisted = failing.filter(({ listed }) => !listed).length;
  return [
    ...failing.flatMap(({ listed, problem }) => (listed && problem !== null ? [problem] : [])),
    ...(unlisted > 0
      ? [`${unlisted} of the members that are not listed cannot be asked; the log says why.`]
      : []),
  ];
}
