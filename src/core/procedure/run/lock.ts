import * as l10n from '@vscode/l10n';

/** Who runs something on a deployment; written into its lock file. */
export interface LockHolder {
  readonly version: 1;
  readonly run: string;
  readonly title: string;
  readonly user: string;
  /** The computer that the run was started from. */
  readonly computer: string;
  /** Milliseconds since 1970. */
  readonly since: number;
}

export function parseLock(text: string): LockHolder | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isHolder(value) ? value : undefined;
  } catch {
    return undefined; // not a lock of ours: the caller says that it can't be read
  }
}

/** The sentence that names the holder of a lock. */
export function lockedSentence({ title, user, computer, since }: LockHolder): string {
  return l10n.t(
    'Another run holds the lock of this deployment: "{0}", started by {1} on {2} at {3}.',
    title,
    user,
    computer,
    new Date(since).toLocaleString(),
  );
}

function isHolder(value: unknown): value is LockHolder {
  return (
    typeof value === 'object' &&
    value !== null &&
    'run' in value &&
    typeof value.run === 'string' &&
    'title' in value &&
    'user' in value &&
    'since' in value &&
    typeof value.since === 'number'
  );
}
