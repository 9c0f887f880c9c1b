import type { Condition } from '../../src/core/procedure/condition';
import type { Step, StepOf, StepOutcome } from '../../src/core/procedure/step';
import { gtidAnswers, newWorkerState, type WorkerState } from '../support/toolAnswers';
import type { ToolWorld } from '../support/toolWorld';
import { garbage, isOfKind, noMaster, type StepFault, says } from './stepFault';

/** How the world is made to be otherwise than a condition wants it, and what is said then. */
type Spoil<K extends Condition['kind']> = readonly [
  (world: ToolWorld, condition: Extract<Condition, { readonly kind: K }>) => Promise<void> | void,
  RegExp,
];

const some = (
  { dm }: ToolWorld,
  addresses: readonly string[],
  change: (worker: WorkerState) => void,
): void => {
  for (const address of addresses) {
    const worker = dm.workers.get(address);
    if (worker !== undefined) change(worker);
  }
};
const spoils: { readonly [K in Condition['kind']]?: Spoil<K> } = {
  ports: [
    async (world, { expected, endpoints: [one] }) => {
      const key = `${one?.host ?? ''}:${one?.port ?? ''}`;
      await (expected === 'open' ? world.closePort(key) : world.openPort(key));
    },
    /Not listening: |Still listening: /,
  ],
  'workers-known': [
    ({ dm }, { isKnown, workers }) => {
      for (const worker of workers) {
        if (isKnown) dm.workers.delete(worker);
        else dm.workers.set(worker, newWorkerState());
      }
    },
    /DM-master (?:does not know|still lists) .*roll DM-master/,
  ],
  'relay-stage': [
    (world, { workers }) => {
      some(world, workers, (worker) => {
        worker.relay = 'Stopped';
      });
    },
    /The relay is not \w+ on .*Stopped/,
  ],
  'relay-caught-up': [
    (world, { workers }) => {
      some(world, workers, (worker) => {
        worker.isBehind = true;
      });
    },
    /The relay has not caught up yet\. /,
  ],
  subtasks: [
    (world, { subtasks }) => {
      for (const { worker, task: name } of subtasks) {
        some(world, [worker], ({ tasks }) => tasks.set(name, 'Stopped'));
      }
    },
    /Not as before: .*Stopped/,
  ],
  'tasks-and-locks': [
    (world) => {
      some(world, [...world.dm.workers.keys()], ({ tasks }) => {
        tasks.clear();
      });
    },
    /DM-master does not list .* any more/,
  ],
  versions: [
    ({ dm }) => {
      dm.version = 'v1.0.1';
    },
    /Not of version .*v1\.0\.1/,
  ],
  'lock-gone': [
    ({ dm }) => {
      dm.hasLock = true;
    },
    /DM-master still lists the DDL lock/,
  ],
};

const isLook = isOfKind('verify', 'wait', 'check');
const conditionOf = (step: Step): Condition | undefined =>
  'condition' in step ? (step as StepOf<'verify' | 'wait' | 'check'>).condition : undefined;
const isWait = ({ kind }: Step): boolean => kind === 'wait';
const spoilOf = (step: Step) => {
  const condition = conditionOf(step);
  // It only has to answer: that is made to fail below.
  if (
    condition?.kind === 'tasks-and-locks' &&
    condition.tasks.length + condition.locks.length === 0
  )
    return undefined;
  // The table has for each kind what takes it.
  return condition === undefined ? undefined : (spoils[condition.kind] as Spoil<never> | undefined);
};
const isAsked = (step: Step, isLeftOut: boolean): boolean =>
  isLook(step, isLeftOut) &&
  !['ports', 'commands', 'versions'].includes(conditionOf(step)?.kind ?? '');

/** A wait has no end of its own: whoever reads why it goes on cancels it. */
const looked = (
  fault: Omit<StepFault, 'round' | 'outcome'>,
  outcome: StepOutcome,
): readonly StepFault[] =>
  [false, true].map((waits) => ({
    ...fault,
    round: 'undone',
    fits: (step, isLeftOut) => isWait(step) === waits && fault.fits(step, isLeftOut),
    outcome: waits ? 'cancelled' : outcome,
  }));

export const lookFaults: readonly StepFault[] = [
  ...looked(
    {
      name: 'it is not as it should be',
      fits: (step, isLeftOut) => isLook(step, isLeftOut) && spoilOf(step) !== undefined,
      begun: (world, step) => spoilOf(step)?.[0](world, conditionOf(step) as never),
      sentence: (step) => spoilOf(step)?.[1] ?? /nothing/,
    },
    'failed',
  ),
  ...looked(
    {
      name: 'dmctl: garbage',
      fits: isAsked,
      look: says(garbage),
      sentence: () => /ends in the middle; nothing of it was used/,
    },
    'unknown',
  ),
  ...looked(
    {
      name: 'DM-master is down',
      fits: isAsked,
      look: says(noMaster, 1),
      sentence: () => /DM-master does not answer\. Look whether it runs/,
    },
    'unknown',
  ),
  ...looked(
    {
      name: 'the machine does not answer',
      fits: (step, isLeftOut) => isLook(step, isLeftOut) && conditionOf(step)?.kind === 'ports',
      isSilent: true,
      sentence: () => /It is not known whether these run: .*no answer within 2 s/,
    },
    'unknown',
  ),
  {
    name: 'what was answered forbids it',
    round: 'undone',
    fits: (step, isLeftOut) => isLook(step, isLeftOut) && conditionOf(step)?.kind === 'gtid',
    answers: { ...gtidAnswers, gtid_executed: gtidAnswers.gtid_purged },
    outcome: 'failed',
    sentence: () => /The relay log has transactions that the new primary never executed/,
  },
];
