import { playbookArgv } from '../ansible/playbook';
import { addEvent, noResults } from '../ansible/playResults';
import { judge } from '../ansible/verdict';
import { CancelRequest } from './cancelRequest';
import type { JournalEvent } from './journal';
import { verifyPorts } from './probe';
import type { RunObserver, RunPorts, RunSignals } from './runPorts';
import { foldJournal, type RunState } from './runState';
import type { Step } from './step';

/** Milliseconds that a verification waits for the ports. */
const verifyDeadline = 60_000;

type StepResult = Pick<
  JournalEvent & { readonly type: 'step-ended' },
  'outcome' | 'sentence' | 'hosts'
>;

/** Starts a step, or finds out how one that was started goes, and says how it ended. */
export async function performStep(
  step: Step,
  state: RunState,
  ports: RunPorts,
  observer: RunObserver,
  signals: RunSignals,
  record: (event: JournalEvent) => Promise<void>,
): Promise<StepResult> {
  if (step.kind === 'verify') {
    const verification = await verifyPorts(step.expected, step.endpoints, ports, {
      deadline: verifyDeadline,
      signal: AbortSignal.any([signals.cancel, signals.detach]),
    });
    return { outcome: verification.outcome, sentence: verification.sentence, hosts: [] };
  }
  const { directory } = ports;
  const cancel = new CancelRequest(step.id, ports, record);
  let results = noResults;
  await directory.launch(step.id, playbookArgv(step.invocation), state.plan.environment);
  // A run that is taken up again may have been cancelled by whoever drove it before.
  const stopListening = cancel.listen(
    state.isCancelRequested ? AbortSignal.abort() : signals.cancel,
  );
  const end = await directory.follow(
    step.id,
    {
      onOutput: observer.onOutput,
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
  const verdict = judge({
    ...end,
    results,
    meantHosts: step.hosts,
    // Another window may have cancelled it.
    isCancelled: signals.cancel.aborted || latest?.isCancelRequested === true,
  });
  return { outcome: verdict.outcome, sentence: verdict.sentence, hosts: verdict.hosts };
}
