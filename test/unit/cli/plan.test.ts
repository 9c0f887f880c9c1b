import assert from 'node:assert/strict';
import path from 'node:path';
import { readClusterFile } from '../../../src/cli/clusterFile';
import { deadlineGiven } from '../../../src/cli/planOptions';
import { offlinePlan } from '../../../src/cli/preparedPlan';
import { readSecrets } from '../../../src/cli/readSecrets';
import { noVariableFiles } from '../../../src/core/inventory/variableFiles';
import { procedureById } from '../../../src/core/procedure/catalog';
import type { PlanJson } from '../../../src/core/procedure/planning/planJson';
import type { Procedure } from '../../../src/core/procedure/procedure';
import { sample } from '../../support/clusters';
import { fakeMachine } from '../../support/fakeMachine';
import { type CommandRun, fakeContext, fakePerson, runCommand } from './commandRun';

const file = path.resolve('inventory.ini');
const onDisk = fakeMachine({ files: { [file]: sample } });

const plan = (...argv: readonly string[]): Promise<CommandRun> =>
  runCommand(['plan', ...argv, '--offline'], { 'inventory.ini': sample }, {}, onDisk);

describe('dm-cluster plan', () => {
  it('prints the plan to read, and that nothing was asked', async () => {
    const { status, stdout, stderr } = await plan('restart-worker', '-p', 'instance=dm_worker1');
    assert.deepEqual([status, stderr], [0, '']);
    assert.match(stdout, /^# Restart dm_worker1\n/);
    assert.match(stdout, /ansible-playbook rolling_update\.yml --tags=dm-worker -l dm_worker1\n/);
    assert.match(stdout, /⚠ The control machine was not asked \(--offline\)/);
  });

  it('prints it for programs', async () => {
    const { status, stdout } = await plan(
      'restart-worker',
      '-p',
      'method=stop-start',
      '--format=json',
    );
    assert.equal(status, 0);
    const { procedure, parameters, steps } = JSON.parse(stdout) as PlanJson;
    assert.equal(procedure, 'restart-worker');
    assert.deepEqual(parameters, { component: 'dm-worker', method: 'stop-start' });
    assert.deepEqual(
      steps.map(({ id, command }) => [id, command]),
      [
        ['stop', 'ansible-playbook stop.yml --tags=dm-worker'],
        ['verify-down', undefined],
        ['start', 'ansible-playbook start.yml --tags=dm-worker'],
        ['verify-up', undefined],
        ['verify-known', undefined],
      ],
    );
  });

  it('gives what comes back the seconds that were said', async () => {
    const source = { text: sample, files: noVariableFiles, hostsText: undefined };
    const { context } = fakeContext({
      machine: onDisk,
      readInventory: () => Promise.resolve(source),
    });
    const found = await readClusterFile('inventory.ini', context);
    assert.ok(found);
    const wish = { procedure: procedureById('start'), parameters: {}, isOffline: true };
    const deadlines = async (seconds: string | undefined) => {
      const verifyDeadline = deadlineGiven(seconds);
      const { steps } = await offlinePlan({ ...wish, verifyDeadline }, found, context);
      return steps.flatMap((step) => (step.kind === 'verify' ? [step.deadline] : []));
    };
    assert.deepEqual([...new Set(await deadlines('20'))], [20_000]);
    assert.deepEqual([...new Set(await deadlines(undefined))], [300_000]);
  });

  it('ends with 1 when a check blocks it, and says which on standard error too', async () => {
    const { status, stdout, stderr } = await plan('start', '-p', 'instance=dm_worker9');
    assert.equal(status, 1);
    assert.match(stdout, /✘ Instance: "dm_worker9" is not there/);
    assert.match(stderr, /^dm-cluster: Instance: "dm_worker9" is not there/);
  });

  const wrong: Readonly<Record<string, readonly [readonly string[], RegExp]>> = {
    'no procedure': [[], /exactly one procedure is wanted\. ID is one of: start, stop, /],
    'two procedures': [['start', 'stop'], /exactly one procedure is wanted/],
    'an unknown procedure': [['begin'], /there is no procedure begin/],
    'an unknown format': [['start', '--format=yaml'], /--format wants markdown or json, not yaml/],
    'no assignment': [['start', '-p', 'dm_worker1'], /-p wants NAME=VALUE/],
    'no seconds': [['start', '--verify-deadline=5m'], /wants seconds, at least 10, not 5m/],
    'too few seconds': [['start', '--verify-deadline', '9'], /at least 10, not 9/],
    'a parameter twice': [['start', '-p', 'a=1', '-p', 'a=2'], /-p a is given twice/],
  };
  for (const [name, [argv, complaint]] of Object.entries(wrong)) {
    it(`refuses ${name}`, async () => {
      const { status, stdout, stderr } = await plan(...argv);
      assert.deepEqual([status, stdout], [64, '']);
      assert.match(stderr, complaint);
    });
  }
});

describe('a secret of a procedure', () => {
  const procedure: Procedure = {
    ...procedureById('start'),
    parameters: [
      {
        id: 'password',
        kind: 'secret',
        label: () => 'Password',
        help: () => 'Of it.',
        isRequired: false,
      },
      {
        id: 'token',
        kind: 'secret',
        label: () => 'Token',
        help: () => 'Of it.',
        isRequired: false,
      },
    ],
  };
  // AES in feedback mode: as many bytes as the password has, behind 16 of the IV and one `@`.
  const isEncrypted = (value: string | undefined, length: number): void => {
    assert.equal(Buffer.from(value ?? '', 'base64').length, 17 + length);
  };

  it('is not taken from the command line, and not repeated', async () => {
    const given = readSecrets(procedure, { password: 'hunter2' }, fakeContext().context, true);
    await assert.rejects(given, (error: Error) => {
      assert.match(error.message, /password is a secret.*-p password=-/);
      return !error.message.includes('hunter2');
    });
  });

  it('is read from a pipe, without its line end, and encrypted', async () => {
    const { context } = fakeContext({ readInput: () => Promise.resolve('hunter2\n') });
    const values = await readSecrets(procedure, { password: '-', other: '-' }, context, false);
    isEncrypted(values['password'], 7);
    assert.equal(values['other'], '-');
  });

  it('is read from a pipe only once', async () => {
    const given = { password: '-', token: '-' };
    await assert.rejects(
      readSecrets(procedure, given, fakeContext().context, false),
      /only one secret/,
    );
  });

  it('is asked for at the terminal; nothing is none', async () => {
    const person = fakePerson('hunter2', '');
    const values = await readSecrets(procedure, {}, fakeContext({ person }).context, true);
    isEncrypted(values['password'], 7);
    assert.equal(values['token'], '');
    assert.deepEqual(person.asked, ['Password (Of it.): ', 'Token (Of it.): ']);
  });

  it('is not asked for where nobody wants to be asked', async () => {
    const person = fakePerson();
    assert.deepEqual(await readSecrets(procedure, {}, fakeContext({ person }).context, false), {});
    assert.deepEqual(person.asked, []);
  });

  it('ends it all when it is not given', async () => {
    const { context } = fakeContext({ person: fakePerson(undefined) });
    await assert.rejects(readSecrets(procedure, {}, context, true), /password was not given/);
  });
});
