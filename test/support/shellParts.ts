import type * as vscode from 'vscode';
import { Inventories } from '../../src/vscode/inventories/inventories';
import { Forwardings } from '../../src/vscode/opening/forwardings';
import type { OperationParts } from '../../src/vscode/procedures/operations';
import { PlanDocuments } from '../../src/vscode/procedures/plans';
import { RunBadges } from '../../src/vscode/runs/runBadges';
import { Runs } from '../../src/vscode/runs/runs';
import { fakeClock } from './fakeClock';
import type { FakeDeployment } from './fakeDeployment';
import { silentLogger } from './silentLogger';
import { statusOf } from './statuses';

export interface ShellParts extends OperationParts {
  readonly badges: RunBadges;
  /** What was reported as gone wrong after a command was over. */
  readonly reported: readonly unknown[];
  readonly dispose: () => void;
}

/** The parts that the composition root makes, around one deployment. */
export function shellParts(deployment: FakeDeployment): ShellParts {
  const badges = new RunBadges();
  const forwardings = new Forwardings();
  const inventories = new Inventories(silentLogger);
  const clock = fakeClock();
  const runs = new Runs(badges, clock, silentLogger);
  const remembered = new Map<string, unknown>();
  const reported: unknown[] = [];
  const memory: Pick<vscode.Memento, 'get' | 'update'> = {
    get: (key: string, fallback?: unknown) => remembered.get(key) ?? fallback,
    update: (key, value) => {
      remembered.set(key, value);
      return Promise.resolve();
    },
  };
  return {
    inventories,
    badges,
    runs,
    clock,
    plans: new PlanDocuments(),
    forwardings,
    readStatus: (cluster) => Promise.resolve(statusOf(cluster)),
    deployments: { local: () => deployment, remote: () => deployment },
    memory: memory as vscode.Memento,
    reported,
    reportError: (error) => {
      reported.push(error);
      return Promise.resolve();
    },
    dispose: () => {
      inventories.dispose();
      forwardings.dispose();
      runs.dispose();
      badges.dispose();
    },
  };
}
