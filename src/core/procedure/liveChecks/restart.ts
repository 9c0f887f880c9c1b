import * as l10n from '@vscode/l10n';
import type { Check } from '../check';
import type { LiveInput } from '../procedure';
import { lockChecks } from './ddlLocks';
import { unitChecks } from './units';
import { liveWorkers } from './workers';

/** What the manual warns of before DM-workers are restarted; nothing for other components. */
export function restartChecks(input: LiveInput): readonly Check[] {
  const workers = liveWorkers(input, input.instances);
  if (workers.length === 0) return [];
  return [
    ...unitChecks(workers),
    ...lockChecks(
      input,
      workers,
      'block',
      l10n.t(
        'A DM-worker that restarts after the owner executed the DDL and before it has skipped it waits for ever. Wait until show-ddl-locks lists nothing, or handle the lock first.',
      ),
    ),
  ];
}
