import type { ReadyPlan } from '../../src/core/procedure/plan';
import { planOf } from '../../src/core/procedure/planning/makePlan';
import type { Procedure } from '../../src/core/procedure/procedure';
import { sha256 } from '../../src/core/text/sha256';
import { clusterOf, sample } from './clusters';

/** Address of dm_worker1 in the sample. */
const address1 = '127.0.0.2:8262';
const relay = { stage: 'Paused', relayBinlogGtid: uuidSet('1-7'), relayCatchUpMaster: true };

function uuidSet(interval: string): string {
  return `3ccc475b-2343-11e7-be21-6c0b84d59f30:${interval}`;
}

/** Answers to the questions of `everyKind`. */
export const answers = { gtid_purged: uuidSet('1-3'), gtid_executed: uuidSet('1-9') };

/** What dmctl says to the driver's own questions. */
export const dmctlSays = dmctlSaying(relay);

/** The same where somebody has let the relay log run meanwhile. */
export const dmctlSaysRunning = dmctlSaying({ ...relay, stage: 'Running' });

function dmctlSaying(relayStatus: object): (argv: readonly string[]) => string {
  return ([command]) => {
    if (command === undefined) return 'Release Version: v1.0.7\n';
    return JSON.stringify({
      result: true,
      msg: '',
      workers: [{ result: true, worker: address1, msg: '', relayStatus, subTaskStatus: [] }],
    });
  };
}

const edited = sample.replace('dm_version = v1.0.7', 'dm_version = v1.0.8');

/** A procedure with a step of every kind. */
const everyKind: Procedure = {
  id: 'start',
  manual: 'none',
  parameters: [],
  title: () => 'Everything',
  target: () => ({ kind: 'component', component: 'dm-worker' }),
  wantsName: () => false,
  notes: () => [],
  openItems: () => [{ id: 'fence', sentence: 'Fence the old machine.' }],
  steps: ({ inventory, cluster }) => [
    { kind: 'shell', id: 'backup', title: 'Back up', argv: ['cp', '-r', 'resources', 'old'] },
    {
      kind: 'playbook',
      id: 'create-users',
      title: 'Create the user',
      invocation: { playbook: 'create_users.yml', inventory: 'hosts.ini' },
      hosts: ['127.0.0.2'],
      isInteractive: true,
    },
    {
      kind: 'edit',
      id: 'edit-version',
      title: 'Change the version',
      file: inventory,
      before: cluster.inventory.text,
      after: edited,
    },
    {
      kind: 'edit',
      id: 'edit-hosts',
      title: 'Add a host',
      file: 'hosts.ini',
      before: '',
      after: 'h\n',
    },
    {
      kind: 'playbook',
      id: 'roll',
      title: 'Roll',
      invocation: { playbook: 'rolling_update.yml', tag: 'dm-worker' },
      hosts: ['dm_worker1', 'dm_worker2'],
    },
    {
      kind: 'dmctl',
      id: 'pause',
      title: 'Pause the relay',
      command: { kind: 'pause-relay', workers: [address1] },
    },
    {
      kind: 'manual',
      id: 'switch',
      title: 'Switch the address',
      instructions: ['Point the virtual IP at the new primary.'],
      questions: [
        { id: 'gtid_purged', label: 'gtid_purged', kind: 'gtid', isRequired: false },
        { id: 'gtid_executed', label: 'gtid_executed', kind: 'gtid', isRequired: true },
      ],
    },
    {
      kind: 'check',
      id: 'check-gtid',
      title: 'Compare the GTIDs',
      isEssential: true,
      condition: { kind: 'gtid', worker: address1, flavor: 'mysql', answersOf: 'switch' },
    },
    {
      kind: 'dmctl',
      id: 'resume',
      title: 'Resume the relay',
      command: { kind: 'resume-relay', workers: [address1] },
      skipWhen: {
        condition: { kind: 'relay-stage', stage: 'Running', workers: [address1] },
        reason: 'It runs already.',
      },
    },
    {
      kind: 'wait',
      id: 'wait-relay',
      title: 'Wait for the relay',
      condition: { kind: 'relay-caught-up', workers: [address1] },
    },
    {
      kind: 'verify',
      id: 'verify-up',
      title: 'Check the ports',
      condition: { kind: 'ports', expected: 'open', endpoints: [] },
    },
  ],
};

/** A plan with a step of every kind, for the sample cluster. */
export function planOfEveryKind(): ReadyPlan {
  const plan = planOf(everyKind, {
    cluster: clusterOf(sample),
    parameters: {},
    deployment: '/home/tidb/dm-ansible',
    inventory: 'inventory.ini',
    inventoryArgument: undefined,
  });
  return { ...plan, dmctlVersion: 'v1.0.7', inventoryHash: sha256(sample) };
}

/** Files of the deployment before it. */
export const filesBefore = { 'inventory.ini': sample };
export const filesAfter = { 'inventory.ini': edited, 'hosts.ini': 'h\n' };
