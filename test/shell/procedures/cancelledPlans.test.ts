import assert from 'node:assert/strict';
import { cancelled } from '../../../src/core/errors/cancelled';
import { ExpectedError } from '../../../src/core/errors/expectedError';
import { isDmInventory } from '../../../src/vscode/inventories/inventoryReader';
import { type OperationParts, operate, statusFor } from '../../../src/vscode/procedures/operations';
import { sample } from '../../support/clusters';
import { fileUri } from '../../support/editor/asVscode';
import { editor, useEditor } from '../../support/editor/fakeEditor';
import { type FakeDeployment, fakeDeployment } from '../../support/fakeDeployment';
import { worker1 } from '../../support/plansFor';
import { type ShellParts, shellParts } from '../../support/shellParts';
import { statusOf } from '../../support/statuses';

const inventory = fileUri('/ws/dm/inventory.ini');
const pressCancel = (): void => {
  editor.state.events.cancelled.fire();
};

describe('a plan that is cancelled while it is made', () => {
  useEditor();
  let deployment: FakeDeployment;
  let parts: ShellParts;
  /** The command lines that the control machine was given. */
  let ran: string[];
  beforeEach(() => {
    editor.state.files.set('/ws/dm/inventory.ini', sample);
    deployment = fakeDeployment(() => sample);
    parts = shellParts(deployment);
    ran = [];
    const { machine } = deployment;
    Object.assign(deployment, {
      machine: {
        ...machine,
        run: ((argv, options) => {
          ran.push(argv.join(' '));
          return options.signal?.aborted === true
            ? Promise.reject(cancelled())
            : machine.run(argv, options);
        }) satisfies typeof machine.run,
      },
    });
  });
  afterEach(() => {
    parts.dispose();
  });

  /** Nothing is shown, asked or run; whoever called is told no more than that it was cancelled. */
  async function checkStops(more: Partial<OperationParts> = {}): Promise<void> {
    const request = { inventory, procedure: 'restart-worker', target: worker1 } as const;
    await assert.rejects(operate(request, { ...parts, ...more }), { code: 'cancelled' });
    assert.deepEqual([editor.state.shownDocuments, editor.state.questions], [[], []]);
    assert.deepEqual(deployment.runs, []);
  }

  it('stops where the cluster is asked', async () => {
    await checkStops({
      readStatus: (_cluster, _deployment, signal) => {
        pressCancel();
        assert.ok(signal.aborted);
        return Promise.reject(cancelled());
      },
    });
    assert.deepEqual(ran, []);
  });

  it('asks Ansible nothing when the cluster answered all the same, or was not reached', async () => {
    await checkStops({
      readStatus: (cluster) => {
        pressCancel();
        return Promise.resolve(statusOf(cluster));
      },
    });
    await checkStops({
      readStatus: () => {
        pressCancel();
        return Promise.reject(new ExpectedError('unreachable', 'It does not answer.'));
      },
    });
    assert.deepEqual(ran, []);
  });

  it('stops where Ansible is asked', async () => {
    const { machine } = deployment;
    Object.assign(deployment, {
      machine: {
        ...machine,
        readText: ((path) => {
          pressCancel();
          return machine.readText(path);
        }) satisfies typeof machine.readText,
      },
    });
    await checkStops();
    assert.deepEqual(ran, ['ansible-playbook --version']);
  });

  it('stops where nobody took notice before it was made', async () => {
    Object.assign(deployment.store, {
      list: () => {
        pressCancel();
        return Promise.resolve([]);
      },
    });
    const request = { inventory, procedure: 'pause-task', target: worker1 } as const;
    await assert.rejects(operate({ ...request, parameters: {} }, parts), { code: 'cancelled' });
    assert.deepEqual(editor.state.shownDocuments, []);
  });

  it('is not what cancelling the question for choices means: one goes on without', async () => {
    const model = await parts.inventories.get(inventory);
    assert.ok(isDmInventory(model));
    const readStatus: OperationParts['readStatus'] = () => {
      pressCancel();
      return Promise.reject(cancelled());
    };
    assert.deepEqual(await statusFor(model, deployment, { ...parts, readStatus }), {});
    const refused = (): Promise<never> => Promise.reject(new TypeError('a bug'));
    await assert.rejects(
      statusFor(model, deployment, { ...parts, readStatus: refused }),
      TypeError,
    );
  });
});
