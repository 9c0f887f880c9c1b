import assert from 'node:assert/strict';
import type { RunState } from '../../src/core/procedure/run/runState';
import { operatorEvent } from '../../src/core/procedure/view/operatorEvent';
import { availableActions, type RunAction } from '../../src/core/procedure/view/runActions';
import { runSentence } from '../../src/core/procedure/view/runSummary';
import { type Sandbox, startSandbox } from '../sandbox/sandbox';
import { operatorOf, workers } from './operator';

// A run that stopped goes on from where it stands, with real ansible-playbook over real ssh.
describe('a run that is taken up again', () => {
  let sandbox: Sandbox;
  let operator: ReturnType<typeof operatorOf>;

  before(async () => {
    sandbox = await startSandbox({ name: 'taken-up', workers: 3, started: true });
    operator = operatorOf(sandbox);
  });
  after(() => sandbox.dispose());

  /** Does what is allowed, as the extension and the command line do it. */
  async function act(
    state: RunState,
    isWanted: (action: RunAction) => boolean,
    reason?: string,
  ): Promise<RunState> {
    const action = availableActions(state).find(isWanted);
    assert.ok(
      action,
      availableActions(state)
        .map(({ kind }) => kind)
        .join(),
    );
    const details = { at: Date.now(), user: 'tidb', ...(reason === undefined ? {} : { reason }) };
    const event = operatorEvent(action, state, details);
    assert.ok(event);
    return operator.drive(await operator.store.resume(state.run, [event]));
  }

  it('tries again only the hosts that were not reached', async () => {
    await sandbox.powerOff('dm_worker2');
    const failed = await operator.run({ procedure: 'start', target: workers });
    console.log(`      ${runSentence(failed)}`);
    assert.equal(failed.end?.outcome, 'failed');
    assert.equal(await operator.store.lockHolder(), undefined);
    await sandbox.powerOn('dm_worker2');
    const state = await act(
      failed,
      (action) => action.kind === 'retry' && action.hosts?.join() === 'dm_worker2',
    );
    assert.equal(state.end?.outcome, 'succeeded', runSentence(state));
    assert.deepEqual(state.steps[0]?.limit, ['dm_worker2']);
    assert.deepEqual(
      state.steps[0].hosts.map(({ host }) => host),
      ['dm_worker1', 'dm_worker2', 'dm_worker3'],
    );
    assert.ok(await sandbox.isListening('dm_worker2'));
    assert.equal(await operator.store.lockHolder(), undefined);
  });

  it('goes on behind a step that was left out', async () => {
    await sandbox.powerOff('dm_worker3');
    const failed = await operator.run({ procedure: 'stop', target: workers });
    assert.equal(failed.end?.outcome, 'failed');
    const state = await act(failed, ({ kind }) => kind === 'skip', 'The machine is off.');
    console.log(`      ${runSentence(state)}`);
    assert.equal(state.steps[0]?.outcome, 'skipped');
    assert.equal(state.steps[0].sentence, 'The machine is off.');
    assert.notEqual(state.steps[1]?.outcome, undefined);
    await sandbox.powerOn('dm_worker3');
    const start = await operator.run({ procedure: 'start', target: workers });
    assert.equal(start.end?.outcome, 'succeeded', runSentence(start));
  });

  it('refuses to run on an inventory that changed meanwhile, and takes it when tried again', async () => {
    const plan = await operator.plan({ procedure: 'start', target: workers });
    const open = await operator.store.begin(plan);
    await operator.machine.appendText(sandbox.inventory, '# looked at\n');
    const failed = await operator.drive(open);
    console.log(`      ${runSentence(failed)}`);
    assert.match(runSentence(failed), /inventory\.ini has been changed by somebody else meanwhile/);
    const state = await act(failed, ({ kind }) => kind === 'retry');
    assert.equal(state.end?.outcome, 'succeeded', runSentence(state));
  });
});
