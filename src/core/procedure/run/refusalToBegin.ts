import * as l10n from '@vscode/l10n';
import { foldJournal } from './runState';
import type { StepContext } from './stepContext';
import type { StepResult } from './stepResult';

/**
 * Why a command that has not begun must not begin any more; undefined when it may. Since the journal
 * said that its step begins, a look may have taken long, or the driver died and somebody else has
 * taken the run up, perhaps only to cancel it.
 */
export async function refusalToBegin({
  ports: { directory },
  signals,
}: StepContext): Promise<StepResult | undefined> {
  const latest = foldJournal(await directory.readJournal());
  if (signals.cancel.aborted || latest?.isCancelRequested === true) {
    return { outcome: 'cancelled', sentence: l10n.t('Cancelled before it began.'), hosts: [] };
  }
  return (await directory.holdsLock())
    ? undefined
    : { outcome: 'failed', sentence: lockLost(), hosts: [] };
}

export const lockLost = (): string =>
  l10n.t(
    'The lock of this deployment was taken away from this run, so nothing more was started. Look who took it before you resume.',
  );
