import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { allInstances } from '../../core/cluster/readCluster';
import { answerSentence } from '../../core/dmctl/answerSentence';
import { openDmctl } from '../../core/dmctl/openDmctl';
import { ExpectedError } from '../../core/errors/expectedError';
import { workerName } from '../../core/procedure/parameters/workerParameters';
import { instanceAddress } from '../../core/status/instanceAddress';
import { errorReport } from '../../core/tree/errorReport';
import type { OperationParts } from '../procedures/operations';
import { openDeployment } from '../remote/controlMachines';
import { isLiveElement } from './clusterTree';

/** Milliseconds; DM-master waits half a minute for a worker that hangs. */
const patience = 60_000;

/** The errors of a task, a subtask or a relay log as DM tells them, in a read-only document. */
export async function showErrors(
  [element]: readonly unknown[],
  { deployments, plans }: Pick<OperationParts, 'deployments' | 'plans'>,
): Promise<void> {
  if (!isLiveElement(element, 'task', 'subtask', 'relay')) return;
  const { cluster, directory } = element.model;
  const { subject } = element.node;
  const command = {
    kind: 'query-error' as const,
    ...(subject.kind === 'relay' ? {} : { task: subject.task }),
    ...(subject.kind === 'task' ? {} : { workers: [subject.worker] }),
  };
  const master = allInstances(cluster).find(({ component }) => component === 'dm-master');
  const masterAddress = master && instanceAddress(master);
  if (masterAddress === undefined) {
    throw new ExpectedError(
      'no-master',
      l10n.t('The inventory has no DM-master that dmctl could talk to.'),
    );
  }
  const { machine, path } = openDeployment(directory, deployments);
  const dmctl = openDmctl(machine, { directory: `${path}/dmctl`, masterAddress });
  const answer = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: l10n.t('Asking DM-master') },
    () => dmctl(command, { timeout: patience }),
  );
  const report = [
    ...(answer.kind === 'ok' ? [] : [answerSentence(command, answer)]),
    // A failed answer may tell of no worker: then its sentence is all there is.
    ...(answer.kind === 'ok' || (answer.kind === 'failed' && answer.value.length > 0)
      ? [errorReport(answer.value, (address) => workerName(cluster, address))]
      : []),
  ].join('\n\n');
  const name = subject.kind === 'relay' ? workerName(cluster, subject.worker) : subject.task;
  await plans.showText(l10n.t('Errors of {0}', name), report);
}
