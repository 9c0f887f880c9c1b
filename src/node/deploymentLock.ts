import { randomBytes } from 'node:crypto';
import * as l10n from '@vscode/l10n';
import { ExpectedError } from '../core/errors/expectedError';
import type { ControlMachine } from '../core/ports/controlMachine';
import { type LockHolder, lockedSentence, parseLock } from '../core/procedure/run/lock';

/** The lock of one deployment: a file that is created with its content, or not at all. */
export interface DeploymentLock {
  readonly holder: () => Promise<LockHolder | undefined>;
  /** Rejects with `locked` when another run holds it; a run may take its own again. */
  readonly take: (holder: LockHolder) => Promise<void>;
  /** Gives it back when it is this run's; of an empty name, when nobody can read it. */
  readonly release: (run: string) => Promise<void>;
}

/** `isOver`: whether a run has ended and only died before it could give the lock back. */
export function createDeploymentLock(
  machine: ControlMachine,
  file: string,
  isOver: (run: string) => Promise<boolean>,
): DeploymentLock {
  const holder = async (): Promise<LockHolder | undefined> =>
    holderIn(await machine.readText(file));

  /**
   * Two may give back the same lock, and a third take it in between: so it is moved away first, and
   * what was moved is looked at.
   */
  const release = async (run: string): Promise<void> => {
    if ((await holder())?.run !== run) return;
    const moved = `${file}.${randomBytes(6).toString('hex')}`;
    const { exitCode } = await machine.run(['mv', file, moved], { cwd: '/' });
    if (exitCode !== 0) return; // the other one was faster
    const text = await machine.readText(moved);
    if (text !== undefined && holderIn(text)?.run !== run) {
      await machine.createExclusively(file, text);
    }
    await machine.remove(moved);
  };

  return {
    holder,
    release,
    async take(wanted) {
      const text = JSON.stringify(wanted);
      if (await machine.createExclusively(file, text)) return;
      const found = await holder();
      if (found?.run === wanted.run) return;
      if (found !== undefined && (await isOver(found.run))) {
        await release(found.run);
        if (await machine.createExclusively(file, text)) return;
      }
      throw lockedBy(await holder());
    },
  };
}

function holderIn(text: string | undefined): LockHolder | undefined {
  return text === undefined ? undefined : (parseLock(text) ?? unreadableHolder());
}

/** A lock file that is not ours, or torn: it still keeps others out until it is broken. */
const unreadableHolder = (): LockHolder => ({
  version: 1,
  run: '',
  title: l10n.t('an unknown run'),
  user: l10n.t('an unknown user'),
  computer: l10n.t('an unknown computer'),
  since: 0,
});

function lockedBy(holder: LockHolder | undefined): ExpectedError {
  const sentence =
    holder === undefined
      ? l10n.t('Another run had the lock of this deployment until just now. Try again.')
      : lockedSentence(holder);
  return new ExpectedError('locked', sentence);
}
