import assert from 'node:assert/strict';
import { cancelled } from '../../../../src/core/errors/cancelled';
import { ExpectedError } from '../../../../src/core/errors/expectedError';
import type { Check } from '../../../../src/core/procedure/check';
import { targetParameters } from '../../../../src/core/procedure/parameters/targetParameters';
import type { Plan } from '../../../../src/core/procedure/plan';
import { checkDeployment, readAnsible } from '../../../../src/core/procedure/planning/preflight';
import { preparePlan } from '../../../../src/core/procedure/planning/preparePlan';
import type { RunStore } from '../../../../src/core/procedure/run/runStore';
import { clusterOf, sample } from '../../../support/clusters';
import { type FakeMachine, type FakeMachineParts, fakeMachine } from '../../../support/fakeMachine';
import { readFixture } from '../../../support/fixtures';
import { allWorkers, planFor, wholeCluster, worker1 } from '../../../support/plansFor';

const { signal } = new AbortController();
const deployment = '/home/tidb/dm-ansible';
const versionCommand = 'ansible-playbook --version';
const bin = { [`${deployment}/resources/bin`]: ['dm-master', 'dm-worker', 'dmctl'] };
const say = (checks: readonly Check[]): readonly string[] =>
  checks.map(({ id, status }) => `${status} ${id}`);

/** The output of a preview in which one play with the tag has these hosts. */
function preview(tag: string, hosts: readonly string[]): string {
  const lines = hosts.map((host) => `      ${host}`);
  return [
    '',
    'playbook: start.yml',
    '',
    `  play #1 (all): services\tTAGS: [${tag}]`,
    "    pattern: ['all']",
    `    hosts (${hosts.length}):`,
    ...lines,
    `      TASK TAGS: [${tag}]`,
    '',
  ].join('\n');
}

describe('readAnsible', () => {
  async function check(
    parts: FakeMachineParts,
    expected: { readonly checks: readonly string[]; readonly says: RegExp },
  ): Promise<void> {
    const { checks, isUsable } = await readAnsible(fakeMachine(parts), deployment, signal);
    assert.deepEqual(say(checks), expected.checks);
    assert.match(checks.map(({ sentence }) => sentence).join('\n'), expected.says);
    assert.equal(isUsable, checks[0]?.status === 'pass');
  }

  for (const version of ['2.6', '2.14']) {
    it(`passes ${version} that uses the deployment’s ansible.cfg`, () =>
      check(
        {
          commands: { [versionCommand]: { stdout: readFixture(`ansible/version-${version}.txt`) } },
        },
        { checks: ['pass ansible', 'pass ansible-config'], says: /installed on the lab/ },
      ));
  }

  it('reads the ansible.cfg in force', async () => {
    const machine = fakeMachine({
      commands: { [versionCommand]: { stdout: readFixture('ansible/version-2.14.txt') } },
      files: { [`${deployment}/ansible.cfg`]: '[defaults]\ninventory = second.ini\n' },
    });
    const { config } = await readAnsible(machine, deployment, signal);
    assert.equal(config.inventory, 'second.ini');
  });

  it('blocks where Ansible is missing, in the machine’s own words', () =>
    check(
      { commands: { [versionCommand]: new ExpectedError('command-not-found', 'Install it.') } },
      { checks: ['block ansible'], says: /^Install it\.$/ },
    ));

  it('lets a bug through, and that it was cancelled', async () => {
    for (const [error, expected] of [
      [new TypeError('a bug'), TypeError],
      [cancelled(), { code: 'cancelled' }],
    ] as const) {
      const machine = fakeMachine({ commands: { [versionCommand]: error } });
      await assert.rejects(readAnsible(machine, deployment, signal), expected);
    }
  });

  it('blocks where the program is not Ansible', () =>
    check(
      { commands: { [versionCommand]: { stdout: 'hello\n' } } },
      { checks: ['block ansible'], says: /fails on the lab: hello/ },
    ));

  it('blocks where Ansible is broken', () =>
    check(
      { commands: { [versionCommand]: { exitCode: 1, stderr: 'ERROR! no module jinja2\nbye\n' } } },
      { checks: ['block ansible'], says: /no module jinja2/ },
    ));

  it('warns of another ansible.cfg', () =>
    check(
      {
        commands: {
          [versionCommand]: {
            stdout: 'ansible-playbook 2.6.20\n  config file = /etc/ansible/ansible.cfg\n',
          },
        },
      },
      { checks: ['pass ansible', 'warn ansible-config'], says: /\/etc\/ansible\/ansible\.cfg/ },
    ));

  it('warns where no ansible.cfg counts', () =>
    check(
      {
        commands: {
          [versionCommand]: { stdout: 'ansible-playbook 2.6.20\n  config file = None\n' },
        },
      },
      { checks: ['pass ansible', 'warn ansible-config'], says: /chmod o-w/ },
    ));
});

describe('checkDeployment', () => {
  /** `expected` are the checks of the plan, and what their sentences say. */
  async function check(
    plan: Plan,
    parts: FakeMachineParts,
    expected: { readonly checks: readonly string[]; readonly says: RegExp },
  ): Promise<FakeMachine> {
    const machine = fakeMachine(parts);
    const checks = await checkDeployment(plan, machine, signal);
    assert.deepEqual(say(checks), expected.checks);
    assert.match(checks.map(({ sentence }) => sentence).join('\n'), expected.says);
    return machine;
  }
  const start = planFor('start', allWorkers);
  const startPreview = 'ansible-playbook start.yml --tags=dm-worker --list-hosts --list-tags';
  const selecting = (...hosts: readonly string[]): FakeMachineParts => ({
    commands: { [startPreview]: { stdout: preview('dm-worker', hosts) } },
  });

  it('passes what Ansible itself confirms', () =>
    check(start, selecting('dm_worker2', 'dm_worker1'), {
      checks: ['pass preview-start'],
      says: /selects: dm_worker1, dm_worker2/,
    }));

  it('blocks a tag that matches nothing', () =>
    check(
      start,
      { commands: { [startPreview]: { stdout: preview('other', ['dm_worker1', 'dm_worker2']) } } },
      { checks: ['block preview-start'], says: /run nothing on dm_worker1, dm_worker2/ },
    ));

  it('blocks when one host is left out', () =>
    check(start, selecting('dm_worker1'), {
      checks: ['block preview-start'],
      says: /run nothing on dm_worker2/,
    }));

  it('blocks when a host more would be run on', () =>
    check(start, selecting('dm_worker1', 'dm_worker2', 'dm_worker3'), {
      checks: ['block preview-start'],
      says: /also run on dm_worker3/,
    }));

  it('blocks a limit that matches nothing, in Ansible’s words', () =>
    check(
      planFor('start', worker1),
      {
        commands: {
          'ansible-playbook start.yml --tags=dm-worker -l dm_worker1 --list-hosts --list-tags': {
            exitCode: 1,
            stderr:
              '[WARNING]: x\nERROR! Specified hosts and/or --limit does not match any hosts\n',
          },
        },
      },
      { checks: ['block preview-start'], says: /--limit does not match any hosts/ },
    ));

  it('allows a whole cluster to have hosts of other groups', () => {
    const plan = planFor('start', wholeCluster);
    const hosts = plan.affected.map(({ alias }) => alias);
    const command = 'ansible-playbook start.yml --list-hosts --list-tags';
    return check(
      plan,
      { commands: { [command]: { stdout: preview('dm-worker', [...hosts, 'localhost']) } } },
      { checks: ['pass preview-start'], says: /./ },
    );
  });

  const rolling = planFor('rolling-update', worker1);
  const rollingPreview =
    'ansible-playbook rolling_update.yml --tags=dm-worker -l dm_worker1 --list-hosts --list-tags';
  const rollingCommands = { [rollingPreview]: { stdout: preview('dm-worker', ['dm_worker1']) } };

  it('passes a rolling update whose binaries are there', () =>
    check(
      rolling,
      { commands: rollingCommands, directories: bin },
      { checks: ['pass binaries', 'pass preview-rolling-update'], says: /will be copied/ },
    ));

  it('blocks a rolling update whose binary is missing: the worker would stay down', () =>
    check(
      rolling,
      {
        commands: rollingCommands,
        directories: { [`${deployment}/resources/bin`]: ['dm-master'] },
      },
      {
        checks: ['block binaries', 'pass preview-rolling-update'],
        says: /has no dm-worker.*local_prepare\.yml/,
      },
    ));

  it('previews each playbook and runs nothing else', async () => {
    const machine = await check(
      planFor('restart-worker', allWorkers, { method: 'stop-start' }),
      {
        commands: {
          ...selecting('dm_worker1', 'dm_worker2').commands,
          'ansible-playbook stop.yml --tags=dm-worker --list-hosts --list-tags': {
            stdout: preview('dm-worker', ['dm_worker1', 'dm_worker2']),
          },
        },
      },
      { checks: ['pass preview-stop', 'pass preview-start'], says: /./ },
    );
    assert.ok(machine.ran.every((command) => command.endsWith('--list-hosts --list-tags')));
  });
});

describe('preparePlan', () => {
  const refuse = (): never => assert.fail('a plan changes nothing');
  const store: RunStore = {
    callbackDirectory: '/c',
    begin: refuse,
    lockHolder: refuse,
    open: refuse,
    isGoingOn: refuse,
    breakLock: refuse,
    resume: refuse,
    removeBefore: refuse,
    list: () => Promise.resolve([]),
  };
  async function prepare(onDisk: string, config: string, parts: FakeMachineParts): Promise<Plan> {
    const machine = fakeMachine({
      ...parts,
      files: {
        [`${deployment}/inventory.ini`]: onDisk,
        [`${deployment}/ansible.cfg`]: config,
      },
      commands: {
        [versionCommand]: { stdout: readFixture('ansible/version-2.14.txt') },
        './dmctl -V': { stdout: 'Release Version: v1.0.7\n' },
        ...parts.commands,
      },
      directories: { [`${deployment}/dmctl`]: ['dmctl'] },
    });
    return preparePlan(
      {
        cluster: clusterOf(sample),
        procedure: 'start',
        parameters: targetParameters(worker1),
        deployment,
        inventory: 'inventory.ini',
      },
      { text: sample, problems: [], isUnsaved: false },
      { machine, store, environment: { ANSIBLE_SSH_ARGS: '-v' } },
      signal,
    );
  }
  const limited = 'start.yml --tags=dm-worker -l dm_worker1 --list-hosts --list-tags';
  const stdout = preview('dm-worker', ['dm_worker1']);

  it('makes all checks and the environment', async () => {
    const plan = await prepare(sample, '[defaults]\ninventory = inventory.ini\n', {
      commands: { [`ansible-playbook ${limited}`]: { stdout } },
    });
    assert.deepEqual(say(plan.checks), [
      'pass inventory',
      'pass ansible',
      'pass ansible-config',
      'pass dmctl',
      'pass preview-start',
    ]);
    assert.match(plan.environment['ANSIBLE_CALLBACK_PLUGINS'] ?? '', /^\/c:/);
    assert.match(plan.environment['ANSIBLE_SSH_ARGS'] ?? '', /^-v -o ServerAlive/);
  });

  it('names the inventory where ansible.cfg has another', async () => {
    const plan = await prepare(sample, '[defaults]\ninventory = other.ini\n', {
      commands: { [`ansible-playbook -i inventory.ini ${limited}`]: { stdout } },
    });
    assert.ok(plan.checks.every(({ status }) => status === 'pass'));
  });

  it('asks Ansible nothing about an inventory that is blocked', async () => {
    const plan = await prepare('other\n', '', {});
    assert.deepEqual(say(plan.checks), [
      'block inventory-changed',
      'pass ansible',
      'pass ansible-config',
      'pass dmctl',
    ]);
  });
});
