import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { plainOutput } from '../../core/ansible/lastMessage';
import type { RunState } from '../../core/procedure/run/runState';
import { stepCommandLine } from '../../core/procedure/run/stepCommand';
import { placeOf, type StepState } from '../../core/procedure/run/stepState';
import { runReport } from '../../core/procedure/view/runReport';
import { maskSecrets } from '../../core/text/maskSecrets';
import type { PlanDocuments } from '../procedures/plans';
import type { DeploymentFactory } from '../remote/controlMachines';
import { findRun, viewOf } from './findRun';
import { timeAndDay } from './runItems';
import type { RunRef } from './runRef';
import type { Runs } from './runs';

interface DocumentParts {
  readonly deployments: DeploymentFactory;
  readonly runs: Runs;
  readonly plans: PlanDocuments;
}

/** What happened in a run, as a document to read. */
export async function openReport(ref: RunRef, parts: DocumentParts): Promise<void> {
  const found = await findRun(ref, parts);
  await parts.plans.showText(found.open.state.plan.title, runReport(viewOf(found), timeAndDay));
}

/** The same as a file, for a change ticket; secrets are masked. */
export async function exportRun(ref: RunRef, parts: DocumentParts): Promise<void> {
  const found = await findRun(ref, parts);
  const file = await vscode.window.showSaveDialog({
    title: l10n.t('Export the Run'),
    defaultUri: vscode.Uri.joinPath(ref.directory, `${ref.run}.md`),
    filters: { Markdown: ['md'] },
  });
  if (file === undefined) return;
  const text = runReport(viewOf(found), timeAndDay);
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(file));
}

/** All that the step, or every step of the run, has printed; colours are left out. */
export async function openLog(ref: RunRef, parts: DocumentParts): Promise<void> {
  const { open } = await findRun(ref, parts);
  const { state, directory } = open;
  const steps = chosenSteps(state, ref).filter(({ startedAt }) => startedAt !== undefined);
  const pieces = await Promise.all(
    steps.map(async (step) => {
      const command = stepCommandLine(step.step, state.plan, step.limit);
      if (command === undefined) return [];
      const output = plainOutput(await directory.readOutput(placeOf(step)));
      return [`# ${step.step.title}`, `$ ${command}`, output];
    }),
  );
  const text = maskSecrets(pieces.flat().join('\n'));
  await parts.plans.showText(
    l10n.t('Log of {0}', state.plan.title),
    text === '' ? l10n.t('Nothing was run yet, so there is no output.') : text,
    { extension: 'log' },
  );
}

/** The command lines of a step, or of all steps, as they were run. */
export async function copyCommands(ref: RunRef, parts: DocumentParts): Promise<void> {
  const { state } = (await findRun(ref, parts)).open;
  const lines = chosenSteps(state, ref).flatMap(
    ({ step, limit }) => stepCommandLine(step, state.plan, limit) ?? [],
  );
  await vscode.env.clipboard.writeText(lines.join('\n'));
}

/** What a run has printed, in its terminal. */
export async function showOutput(ref: RunRef, parts: DocumentParts): Promise<void> {
  const { open, deployment } = await findRun(ref, parts);
  await parts.runs.showOutput(open, deployment);
}

const chosenSteps = ({ steps }: RunState, { step }: RunRef): readonly StepState[] =>
  step === undefined ? steps : steps.filter((state) => state.step.id === step);
