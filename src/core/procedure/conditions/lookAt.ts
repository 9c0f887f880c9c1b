import * as l10n from '@vscode/l10n';
import { openDmctl, type RunDmctl } from '../../dmctl/openDmctl';
import type { ControlMachine } from '../../ports/controlMachine';
import type { Condition, Look } from '../condition';
import type { RunState } from '../runState';
import { lookAtCommands } from './commands';
import { lookAtGtid } from './gtid';
import { lookAtPorts } from './ports';
import { lookAtRelayCaughtUp, lookAtRelayStage } from './relays';
import { lookAtSubtasks } from './subtasks';
import { lookAtTasksAndLocks } from './tasksAndLocks';
import { lookAtVersions } from './versions';
import { lookAtKnownWorkers } from './workersKnown';

/** How a condition is looked at in this run. */
export function lookAt(condition: Condition, state: RunState, machine: ControlMachine): Look {
  const dmctl = (): RunDmctl => dmctlOf(state, machine);
  switch (condition.kind) {
    case 'ports':
      return lookAtPorts(condition.expected, condition.endpoints, machine);
    case 'commands':
      return lookAtCommands(condition.commands, state.plan, machine);
    case 'workers-known':
      return lookAtKnownWorkers(condition, dmctl());
    case 'relay-stage':
      return lookAtRelayStage(condition, dmctl());
    case 'relay-caught-up':
      return lookAtRelayCaughtUp(condition, dmctl());
    case 'subtasks':
      return lookAtSubtasks(condition.subtasks, dmctl());
    case 'tasks-and-locks':
      return lookAtTasksAndLocks(condition, dmctl());
    case 'versions':
      return lookAtVersions(condition, state.plan, machine);
    case 'gtid':
      return lookAtGtid(condition, state, dmctl());
    case 'step-not-succeeded':
      return lookAtStep(condition.step, state);
  }
}

function dmctlOf({ plan }: RunState, machine: ControlMachine): RunDmctl {
  return openDmctl(machine, {
    directory: `${plan.deployment}/dmctl`,
    // Without an address the plan was blocked.
    masterAddress: plan.masterAddress ?? '?',
  });
}

function lookAtStep(id: string, { steps }: RunState): Look {
  const found = steps.find(({ step }) => step.id === id);
  const sentence = l10n.t('"{0}" was not done in this run.', found?.step.title ?? id);
  const kind = found?.outcome === 'succeeded' ? 'differs' : 'holds';
  return () => Promise.resolve({ kind, sentence, isFinal: true });
}
