import type * as vscode from 'vscode';

/** A run of a deployment, or something in it. */
export interface RunRef {
  /** Of the deployment. */
  readonly directory: vscode.Uri;
  readonly run: string;
  readonly step?: string | undefined;
  readonly item?: string | undefined;
}

/** What tells runs apart: a deployment that was copied has runs of the same ids. */
export const runKey = ({ directory, run }: RunRef): string => `${directory.toString()}#${run}`;
