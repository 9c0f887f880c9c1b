import type * as vscode from 'vscode';
import type { OpenRun } from '../../core/procedure/run/runStore';
import type { Deployment } from '../remote/controlMachines';

/** A run of a deployment, or something in it. */
export interface RunRef {
  /** Of the deployment. */
  readonly directory: vscode.Uri;
  readonly run: string;
  readonly step?: string | undefined;
  readonly item?: string | undefined;
}

export const runRefOf = (
  { directory: { run } }: OpenRun,
  { directory }: Pick<Deployment, 'directory'>,
): RunRef => ({ directory, run });

/** What tells runs apart: a deployment that was copied has runs of the same ids. */
export const runKey = ({ directory, run }: RunRef): string => `${directory.toString()}#${run}`;
