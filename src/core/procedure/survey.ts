import type { ControlMachine, PortState } from '../ports/controlMachine';
import type { Endpoint } from './endpoint';
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

/** The instances where the inventory has them now. */
function surveyed(state: RunState): readonly Endpoint[] {
  const { whereabouts, affected, inventory } = state.plan;
  if (whereabouts === undefined) return affected;
  const isEdited = doneEdits(state).some(({ file }) => file === inventory);
  return isEdited ? whereabouts.after : whereabouts.before;
}
