import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { RunState } from '../../../src/core/procedure/runState';
import { runSentence } from '../../../src/core/procedure/runSummary';
import type { ExtensionApi } from '../../../src/extension';
import type { ClusterElement } from '../../../src/vscode/clusterTree';
import type { CommandId } from '../../../src/vscode/ids';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/sandbox';
import { activateExtension } from '../support';
import { type Answers, answering } from './answering';

/** The extension as a person at its tree uses it, on a sandbox of the test's own. */
export interface Operator {
  readonly api: ExtensionApi;
  readonly sandbox: Sandbox;
  /** Calls a command on a node of the tree, answers what it asks, and follows the run to its end. */
  run(command: CommandId, node: Wanted, answers?: Answers): Promise<RunState>;
  /** The same, and it has to succeed. */
  succeed(command: CommandId, node: Wanted, answers?: Answers): Promise<RunState>;
  /** Looks at the cluster until the tree has the node. */
  find(node: Wanted): Promise<ClusterElement>;
}

/** A node's label, or what it is. */
export type Wanted = string | ((element: ClusterElement) => boolean);

/** Replaces the deployment of the workspace by a new one. */
export async function operatorOf(options: SandboxOptions): Promise<Operator> {
  const name = process.env['DM_SANDBOX_NAME'];
  assert.ok(name !== undefined, 'DM_SANDBOX_NAME is set by runTests');
  const sandbox = await startSandbox({ ...options, name });
  const api = await activateExtension();
  await vscode.commands.executeCommand('dmCluster.clusters.focus');
  await vscode.commands.executeCommand('dmCluster.clusters.refresh');
  const find = (wanted: Wanted) => findInTree(api, wanted);
  const run: Operator['run'] = async (command, node, answers = {}) => {
    const element = await find(node);
    const state = await answering(answers, () =>
      vscode.commands.executeCommand<RunState | undefined>(command, element),
    );
    assert.ok(state !== undefined, `${command} ran something`);
    console.log(`      ${runSentence(state)}`);
    return state;
  };
  return {
    api,
    sandbox,
    find,
    run,
    succeed: async (...args) => {
      const state = await run(...args);
      assert.equal(state.end?.outcome, 'succeeded', told(state));
      return state;
    },
  };
}

/** What every step came to, for a run that did not end as it should. */
function told(state: RunState): string {
  const steps = state.steps.map(
    ({ step, outcome, sentence, hosts }) =>
      `${step.id}: ${outcome ?? 'not reached'}: ${sentence ?? ''} ${hosts
        .flatMap(({ host, problem }) =>
          problem === undefined ? [] : `${host}: ${problem.message}`,
        )
        .join('; ')}`,
  );
  return [runSentence(state), ...steps].join('\n');
}

async function findInTree(api: ExtensionApi, wanted: Wanted): Promise<ClusterElement> {
  const isWanted = typeof wanted === 'string' ? labelled(wanted) : wanted;
  const search = async (element?: ClusterElement): Promise<ClusterElement | undefined> => {
    for (const child of await api.tree.getChildren(element)) {
      const found = isWanted(child) ? child : await search(child);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  const found = await search();
  if (found !== undefined) return found;
  // What only runs is seen at a look at the cluster.
  return new Promise((resolve, reject) => {
    const end = (done: () => void): void => {
      clearTimeout(timer);
      listener.dispose();
      done();
    };
    const timer = setTimeout(() => {
      end(() => {
        reject(new Error(`never in the tree: ${String(wanted)}`));
      });
    }, 30_000);
    const listener = api.statuses.onDidChange(() => {
      search().then((element) => {
        if (element === undefined)
          void vscode.commands.executeCommand('dmCluster.clusters.refresh');
        else
          end(() => {
            resolve(element);
          });
      }, reject);
    });
    void vscode.commands.executeCommand('dmCluster.clusters.refresh');
  });
}

const labelled =
  (label: string) =>
  ({ node }: ClusterElement): boolean =>
    node.label === label;
