import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import type { Step } from '../../src/core/procedure/step';
import type { ToolWorld } from '../support/toolWorld';
import { commandFaults } from './commandFaults';
import { fill } from './fillDisk';
import { lookFaults } from './lookFaults';
import { isAnsible, type StepFault } from './stepFault';

const lockOfAnother = JSON.stringify({
  ...{ version: 1, run: 'another', title: 'Restart dm_worker2' },
  ...{ user: 'somebody', computer: 'elsewhere', since: 0 },
});
const lockStolen: StepFault = {
  name: 'the lock is stolen',
  round: 'undone',
  fits: () => true,
  before: ({ deployment }) => {
    writeFileSync(`${deployment}/.dm-cluster/lock`, lockOfAnother);
  },
  outcome: 'failed',
  sentence: () => /The lock of this deployment was taken away from this run/,
  mend: ({ deployment }) => {
    rmSync(`${deployment}/.dm-cluster/lock`);
  },
};

const isRun = ({ kind }: Step): boolean => kind === 'playbook' || kind === 'dmctl';
const isToolRun = (step: Step, isLeftOut: boolean): boolean =>
  !isLeftOut && (isRun(step) || isAnsible(step));

const diskFull = {
  round: 'disk',
  outcome: undefined,
  mend: ({ deployment }) => {
    rmSync(`${deployment}/.dm-cluster/filler`);
  },
} satisfies Partial<StepFault>;

const diskFaults: readonly StepFault[] = [
  {
    ...diskFull,
    name: 'the disk is full once it is done',
    fits: isToolRun,
    command: async (call, _step, world) => {
      const answer = await world.perform(call);
      fillDisk(world);
      return answer;
    },
    sentence: () => /There is no space left for .*journal\.jsonl\. Make room there/,
  },
  {
    ...diskFull,
    name: 'the disk is full as it begins',
    fits: (step, isLeftOut) => !isToolRun(step, isLeftOut),
    begun: fillDisk,
    sentence: (step) =>
      step.kind === 'shell'
        ? new RegExp(`There is no space left for .*/${step.id}\\.`)
        : /There is no space left for .*journal/,
  },
];

function fillDisk({ deployment }: ToolWorld): void {
  const place = `${deployment}/.dm-cluster`;
  fill(`${place}/filler`, 'x'.repeat(1024));
  const [run = ''] = readdirSync(`${place}/runs`).sort().slice(-1);
  // What is left of the last block that the journal has.
  fill(`${place}/runs/${run}/journal.jsonl`, '\n');
}

/** All that can go wrong at a step. */
export const stepFaults: readonly StepFault[] = [
  lockStolen,
  ...commandFaults,
  ...lookFaults,
  ...diskFaults,
];
