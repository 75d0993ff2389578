import type { Directory } from './directory.ts';

export interface Readiness {
  readonly ready: boolean;
  /** What keeps it from being ready, and what else its operator should mend. */
  readonly problems: readonly string[];
}

/**
 * Whether this gateway should be sent requests. A federation file that has become unusable is named but does not count:
 * the version before it is in use, and taking every gateway out of service for a typing error would be worse.
 */
export function readiness(
  directory: Directory,
  fileProblems: readonly string[],
  isStopping: boolean,
): Readiness {
  const registry = directory.members().find(({ isRegistry }) => isRegistry);
  const obstacles = [
    ...(isStopping ? ['The gateway is stopping.'] : []),
    ...(registry?.state === 'UP' ? [] : ['The registry does not answer.']),
  ];
  return { ready: obstacles.length === 0, problems: [...obstacles, ...fileProblems] };
}
