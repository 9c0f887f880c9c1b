import type { OpenItem } from '../openItem';
import { doneEdits } from '../run/nextAction';
import type { RunState } from '../run/runState';
import { isPassed, type StepState } from '../run/stepState';

/** What an operator may do with a run as it stands; `operatorEvent` writes it down. */
export type RunAction =
  /** Follow it, or drive it on when nobody does. */
  | { readonly kind: 'follow' }
  | { readonly kind: 'cancel' }
  /** A manual step was done. */
  | { readonly kind: 'confirm'; readonly step: StepState }
  /** It ended between two steps: go on with the next. */
  | { readonly kind: 'resume' }
  /** The whole step, or only the hosts that failed, were unreachable or never reached. */
  | {
      readonly kind: 'retry';
      readonly step: StepState;
      readonly hosts: readonly string[] | undefined;
    }
  | { readonly kind: 'skip'; readonly step: StepState }
  | { readonly kind: 'undo-edits'; readonly files: readonly string[] }
  | { readonly kind: 'settle-item'; readonly item: OpenItem }
  | { readonly kind: 'close' };

/** Pure: the same for the tree, the command line and tests. */
export function availableActions(state: RunState): readonly RunAction[] {
  const items: readonly RunAction[] = openItems(state).map((item) => ({
    kind: 'settle-item',
    item,
  }));
  if (state.isClosed) return items;
  if (state.undo?.kind === 'requested') return [{ kind: 'follow' }, ...items];
  if (state.end === undefined) return [...goingOn(state), ...items];
  if (state.end.outcome === 'succeeded') return items;
  const files = [...new Set(doneEdits(state).map(({ file }) => file))];
  return [
    ...(state.undo?.kind === 'succeeded' ? [] : afterEnd(state)),
    ...(files.length === 0 ? [] : [{ kind: 'undo-edits', files } as const]),
    ...items,
    { kind: 'close' },
  ];
}

/** The plan's items that nobody has settled yet. */
export function openItems({ plan, settledItems }: RunState): readonly OpenItem[] {
  return plan.openItems.filter(({ id }) => !settledItems.includes(id));
}

function goingOn(state: RunState): readonly RunAction[] {
  const waiting = state.steps.find(
    ({ step, status }) => step.kind === 'manual' && status === 'running',
  );
  return [
    waiting === undefined ? { kind: 'follow' } : { kind: 'confirm', step: waiting },
    ...(state.isCancelRequested ? [] : [{ kind: 'cancel' } as const]),
  ];
}

function afterEnd(state: RunState): readonly RunAction[] {
  const step = state.steps.find((candidate) => !isPassed(candidate));
  if (step?.status !== 'ended') return [{ kind: 'resume' }];
  const hosts = retryHosts(step);
  return [
    ...(hosts === undefined ? [] : [{ kind: 'retry', step, hosts } as const]),
    { kind: 'retry', step, hosts: undefined },
    ...(step.step.isEssential === true ? [] : [{ kind: 'skip', step } as const]),
  ];
}

/**
 * Hosts that a playbook has still to be run on: failed, unreachable and never reached ones. Ansible's
 * own retry file lacks the last. Only where the play is one component's: without a tag there are
 * plays on localhost, which a limit would leave out.
 */
function retryHosts({ step, hosts }: StepState): readonly string[] | undefined {
  if (step.kind !== 'playbook' || step.invocation.tag === undefined) return undefined;
  const left = step.hosts.filter(
    (host) => !hosts.some((verdict) => verdict.host === host && isDone(verdict.kind)),
  );
  return left.length === 0 || left.length === step.hosts.length ? undefined : left;
}

const isDone = (kind: string): boolean => ['ok', 'changed', 'skipped'].includes(kind);
