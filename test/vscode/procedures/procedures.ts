import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import type { RunState } from '../../../src/core/procedure/run/runState';
import { runSentence } from '../../../src/core/procedure/view/runSummary';
import { waitingStep } from '../../../src/core/procedure/view/runView';
import type { ExtensionApi } from '../../../src/extension';
import type { ClusterElement } from '../../../src/vscode/clusters/clusterElement';
import type { CommandId } from '../../../src/vscode/ids';
import { type Sandbox, type SandboxOptions, startSandbox } from '../../sandbox/sandbox';
import { activateExtension } from '../support';
import { type Answers, answering } from './answering';
import { typingPassword } from './passwordTyping';

/** The extension as a person at its tree uses it, on a sandbox of the test's own. */
export interface Operator {
  readonly api: ExtensionApi;
  readonly sandbox: Sandbox;
  /**
   * Calls a command on a node of the tree, answers what it and its manual steps ask, types the
   * password of root where one is asked for, and follows the run to its end.
   */
  run(command: CommandId, node: Wanted, answers?: Answers): Promise<RunState>;
  /** Calls a command on the last run of the view "Runs" in the same way; undefined: nothing was run. */
  decide(command: CommandId, answers?: Answers): Promise<RunState | undefined>;
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
  const follow = async (command: CommandId, element: unknown, answers: Answers) => {
    const typing = typingPassword(sandbox.rootPassword);
    try {
      const state = await answering(answers, async () => {
        let last = await vscode.commands.executeCommand<RunState | undefined>(command, element);
        while (last !== undefined && waitingStep(last) !== undefined)
          last = await vscode.commands.executeCommand('dmCluster.run.confirm', await lastRun(api));
        return last;
      });
      if (state !== undefined) console.log(`      ${runSentence(state)}`);
      return state;
    } finally {
      typing.dispose();
    }
  };
  const run: Operator['run'] = async (command, node, answers = {}) => {
    const state = await follow(command, await find(node), answers);
    assert.ok(state !== undefined, `${command} ran something:\n${lastPlan()}`);
    return state;
  };
  return {
    api,
    sandbox,
    find,
    run,
    decide: async (command, answers = {}) => follow(command, await lastRun(api), answers),
    succeed: async (...args) => {
      const state = await run(...args);
      assert.equal(state.end?.outcome, 'succeeded', told(state));
      assert.equal(existsSync(`${sandbox.directory}/.dm-cluster/lock`), false, 'the lock is free');
      return state;
    },
  };
}

async function lastRun(api: ExtensionApi): Promise<unknown> {
  await vscode.commands.executeCommand('dmCluster.runs.refresh');
  const [first] = await api.runs.getChildren();
  assert.equal(first?.kind, 'node');
  return first;
}

/** The plan that was shown last: it tells why nothing was run. */
function lastPlan(): string {
  const plans = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === 'dm-plan');
  return plans.toSorted((a, b) => Number(b.uri.query) - Number(a.uri.query))[0]?.getText() ?? '';
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
