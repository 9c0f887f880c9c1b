import { openDmctl, type RunDmctl } from '../../dmctl/openDmctl';
import type { ControlMachine } from '../../ports/controlMachine';
import type { Condition, Look } from '../condition';
import type { RunState } from '../run/runState';
import { isNeedless } from '../run/stepState';
import { lookAtCommands } from './commands';
import { lookAtEarlierStep } from './earlierStep';
import { lookAtGtid } from './gtid';
import { lookAtLockGone } from './lockGone';
import { lookAtPorts } from './ports';
import { lookAtRelayCaughtUp, lookAtRelayStage, lookAtRelaySwitched } from './relays';
import { lookAtSubtaskStage } from './subtaskStage';
import { lookAtSubtasks } from './subtasks';
import { lookAtTaskStage } from './taskStage';
import { lookAtTasksAndLocks } from './tasksAndLocks';
import { lookAtVersions } from './versions';
import { lookAtKnownWorkers } from './workersKnown';

/**
 * How a condition is looked at in this run; undefined for a kind that only another version knows,
 * which made the plan.
 */
export function lookAt(
  condition: Condition,
  state: RunState,
  machine: ControlMachine,
): Look | undefined {
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
    case 'relay-switched':
      return lookAtRelaySwitched(condition, dmctl());
    case 'subtask-stage':
      return lookAtSubtaskStage(condition, dmctl());
    case 'task-stage':
      return lookAtTaskStage(condition, dmctl());
    case 'subtasks':
      return lookAtSubtasks(
        condition.subtasks.filter(
          ({ takenBy }) => takenBy === undefined || !isNeedless(state, takenBy),
        ),
        dmctl(),
      );
    case 'tasks-and-locks':
      return lookAtTasksAndLocks(condition, dmctl());
    case 'versions':
      return lookAtVersions(condition, state.plan, machine);
    case 'gtid':
      return lookAtGtid(condition, state, dmctl());
    case 'lock-gone':
      return lookAtLockGone(condition, dmctl());
    case 'step-not-succeeded':
      return lookAtEarlierStep(condition, state);
    default:
      return undefined;
  }
}

function dmctlOf({ plan }: RunState, machine: ControlMachine): RunDmctl {
  return openDmctl(machine, {
    directory: `${plan.deployment}/dmctl`,
    // Without an address the plan was blocked.
    masterAddress: plan.masterAddress ?? '?',
  });
}
