import * as l10n from '@vscode/l10n';
import { addEvent, noResults } from '../ansible/playResults';
import { CancelRequest } from './cancelRequest';
import type { JournalEvent } from './journal';
import { judgeCommand } from './judgeCommand';
import type { RunObserver, RunPorts, RunSignals } from './runPorts';
import { foldJournal, type RunState } from './runState';
import type { StepOf } from './step';
import { stepCommand } from './stepCommand';
import type { StepResult } from './stepResult';

/** Starts a step's command on the control machine, or takes it up again, and follows it to its end. */
export async function performCommand(
  step: StepOf<'playbook' | 'dmctl' | 'shell'>,
  state: RunState,
  ports: RunPorts,
  observer: RunObserver,
  signals: RunSignals,
  record: (event: JournalEvent) => Promise<void>,
): Promise<StepResult> {
  const { directory } = ports;
  const command = stepCommand(step, state.plan);
  if (command === undefined) return notSayable(step.title);
  const cancel = new CancelRequest(step.id, ports, record);
  let results = noResults;
  let output = '';
  await directory.launch(step.id, { ...command, environment: state.plan.environment });
  // A run that is taken up again may have been cancelled by whoever drove it before.
  const stopListening = cancel.listen(
    state.isCancelRequested ? AbortSignal.abort() : signals.cancel,
  );
  const end = await directory.follow(
    step.id,
    {
      onOutput: (text) => {
        // A playbook's may be long, and its events tell all.
        if (step.kind === 'dmctl') output += text;
        observer.onOutput(text);
      },
      onEvent: (event) => {
        results = addEvent(results, event);
        observer.onResults(step, results);
      },
    },
    signals.detach,
  );
  stopListening();
  await cancel.settled();
  const latest = foldJournal(await directory.readJournal());
  // Another window may have cancelled it.
  const isCancelled = signals.cancel.aborted || latest?.isCancelRequested === true;
  return judgeCommand(step, { ...end, output, results, isCancelled });
}

const notSayable = (title: string): StepResult => ({
  outcome: 'failed',
  sentence: l10n.t('This dmctl can not be told to do this: {0}', title),
  hosts: [],
});
