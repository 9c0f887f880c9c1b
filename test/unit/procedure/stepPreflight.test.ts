import assert from 'node:assert/strict';
import type { Plan } from '../../../src/core/procedure/plan';
import { checkDmctl } from '../../../src/core/procedure/planning/dmctlPreflight';
import { checkEdits } from '../../../src/core/procedure/planning/editPreflight';
import { checkDeployment } from '../../../src/core/procedure/planning/preflight';
import { filesBefore, planOfEveryKind } from '../../support/everyKind';
import { type FakeMachineParts, fakeMachine } from '../../support/fakeMachine';
import { planFor, worker1 } from '../../support/plansFor';

const plan = planOfEveryKind();
const { signal } = new AbortController();
const inDeployment = (files: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(files).map(([name, text]) => [`${plan.deployment}/${name}`, text]),
  );

describe('checkEdits', () => {
  /** `expected` as `STATUS FILE`; a file that is not there counts as empty. */
  async function check(
    files: Readonly<Record<string, string>>,
    expected: readonly string[],
  ): Promise<void> {
    const checks = await checkEdits(plan, fakeMachine({ files: inDeployment(files) }));
    assert.deepEqual(
      checks.map(({ status, id }) => `${status} ${id}`),
      expected,
    );
  }

  it('passes files that are what the plan was made from', () =>
    check(filesBefore, ['pass edit-inventory.ini', 'pass edit-hosts.ini']));

  it('blocks files that are not', () =>
    check({ 'inventory.ini': 'other', 'hosts.ini': 'h\n' }, [
      'block edit-inventory.ini',
      'block edit-hosts.ini',
    ]));

  it('has nothing to say of a plan without edits', async () => {
    assert.deepEqual(await checkEdits(planFor('start', worker1), fakeMachine({})), []);
  });
});

describe('checkDeployment', () => {
  it('asks Ansible nothing behind an edit of the inventory that a step reads', async () => {
    const preview = 'ansible-playbook -i hosts.ini create_users.yml --list-hosts --list-tags';
    const machine = fakeMachine({
      commands: { [preview]: { stdout: '' } },
      directories: { [`${plan.deployment}/resources/bin`]: ['dm-worker'] },
    });
    await checkDeployment(plan, machine, signal);
    assert.deepEqual(machine.ran, [preview]);
  });
});

describe('checkDmctl', () => {
  const directory = `${plan.deployment}/dmctl`;
  const there: FakeMachineParts = { directories: { [directory]: ['dmctl', 'dmctl.toml'] } };
  const versionOf = (version: string): FakeMachineParts => ({
    ...there,
    commands: { './dmctl -V': { stdout: `Release Version: ${version}\n` } },
  });

  async function check(
    made: Plan,
    parts: FakeMachineParts,
    expected: readonly string[],
    says: RegExp,
  ): Promise<void> {
    const { checks } = await checkDmctl(made, fakeMachine(parts), signal);
    assert.deepEqual(
      checks.map(({ status, id }) => `${status} ${id}`),
      expected,
    );
    assert.match(checks.map(({ sentence }) => sentence).join(), says);
  }
  /** Only looks, and no step that needs it. */
  const looks = { ...plan, steps: plan.steps.filter(({ kind }) => kind === 'wait') };

  it('passes one that is there', () =>
    check(plan, versionOf('v1.0.7'), ['pass dmctl'], /dmctl v1\.0\.7 is in .*\/dmctl/));

  it('blocks what it is needed for when it is not there', () =>
    check(plan, {}, ['block dmctl'], /There is no dmctl in .*--tags=dmctl/));

  it('warns when only looks need it', () => check(looks, {}, ['warn dmctl'], /no dmctl/));

  it('blocks when nobody knows where DM-master is', () =>
    check({ ...plan, masterAddress: undefined }, there, ['block dmctl'], /where DM-master is/));

  it('blocks what an old one can not be told', () => {
    const steps = plan.steps.map((step) =>
      step.kind === 'dmctl'
        ? { ...step, command: { kind: 'pause-task', task: 'two words' } as const }
        : step,
    );
    return check({ ...plan, steps }, versionOf('v1.0.1'), ['block dmctl'], /too old/);
  });

  it('is not asked for by other plans', async () => {
    assert.deepEqual(await checkDmctl(planFor('stop', worker1), fakeMachine({}), signal), {
      version: undefined,
      checks: [],
    });
  });
});
