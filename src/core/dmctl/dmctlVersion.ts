import { isBefore } from '../cluster/version';

/**
 * `v1.0.7` from what `dmctl -V` prints, or the interactive shell at its start: a line
 * `Release Version: v1.0.7`. undefined where there is none, as in a build from source (`None`).
 */
export function parseDmctlVersion(stdout: string): string | undefined {
  const version = /^Release Version: *(\S+)/m.exec(stdout)?.[1];
  return version === undefined || version === 'None' ? undefined : version;
}

export type DmctlAbility = keyof typeof since;

/** Can this dmctl do it? One of unknown version can: such a build is newer than any release. */
export function dmctlCan(version: string | undefined, ability: DmctlAbility): boolean {
  return version === undefined || !isBefore(version, since[ability]);
}

/** Source: DM's CHANGELOG.md, and its release notes of 1.0.2, 1.0.3 and 1.0.6. */
const since = {
  /** `query-status` alone lists tasks; before, it tells of every worker. */
  'list-tasks': [1, 0, 2],
  /** `dmctl -master-addr HOST:PORT COMMAND`; before, only the interactive shell. */
  'command-mode': [1, 0, 3],
  /** `query-status --more`. */
  more: [1, 0, 6],
} as const;
