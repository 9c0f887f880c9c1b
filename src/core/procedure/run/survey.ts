import type { ControlMachine, PortState } from '../../ports/controlMachine';
import type { Endpoint } from '../endpoint';
import { createdBy } from '../whereabouts';
import type { Survey } from './journal';
import { doneEdits } from './nextAction';
import { probeAll } from './probe';
import type { RunState } from './runState';

/** After anything but a success the operator has to know what runs and what does not. */
export async function survey(state: RunState, machine: ControlMachine): Promise<Survey> {
  const results = await probeAll(surveyed(state), machine);
  const found = (kind: PortState['kind']): readonly string[] =>
    results.filter((result) => result.state.kind === kind).map(({ endpoint }) => endpoint.alias);
  return { up: found('open'), down: found('closed'), unknown: found('unknown') };
}

/** The instances where the inventory has them now; a new one once the run has begun to start it. */
function surveyed(state: RunState): readonly Endpoint[] {
  const { whereabouts, affected, inventory } = state.plan;
  if (whereabouts === undefined) return affected;
  const isEdited = doneEdits(state).some(({ file }) => file === inventory);
  if (!isEdited) return whereabouts.before;
  const started = createdBy(state.plan).filter(({ alias }) => isStartBegun(state, alias));
  return [...started, ...whereabouts.after];
}

const isStartBegun = ({ steps }: RunState, alias: string): boolean =>
  steps.some(
    ({ step, status }) =>
      status !== 'pending' &&
      step.kind === 'playbook' &&
      step.invocation.playbook === 'start.yml' &&
      step.hosts.includes(alias),
  );
