import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { ExpectedError } from '../../core/errors/expectedError';
import type { ControlMachine } from '../../core/ports/controlMachine';
import type { RunStore } from '../../core/procedure/run/runStore';
import { remoteScheme } from '../ids';

/** A deployment as the URI of its directory tells: on which machine, at which path. */
export interface Deployment extends ReachedDeployment {
  readonly directory: vscode.Uri;
}

interface ReachedDeployment {
  readonly machine: ControlMachine;
  readonly store: RunStore;
  /** Absolute directory on the control machine. */
  readonly path: string;
  /** The operator's environment there, as far as it changes what Ansible does. */
  readonly environment: Readonly<Record<string, string>>;
}

/** What the composition root gives: the adapters of `node/`, which this folder does not construct. */
export interface DeploymentFactory {
  readonly local: (path: string) => ReachedDeployment;
  /** `authority` as in `dm-control://tidb@10.0.1.4:22/`. */
  readonly remote: (authority: string, path: string) => ReachedDeployment;
}

/** Whether the files of a URI lie on a control machine that can be reached. */
export function isOnControlMachine({ scheme }: vscode.Uri): boolean {
  return scheme === 'file' || scheme === remoteScheme;
}

/** The control machine of a deployment: `file:` is this computer, `dm-control:` one over ssh. */
export function openDeployment(directory: vscode.Uri, factory: DeploymentFactory): Deployment {
  if (directory.scheme === 'file') return { ...factory.local(directory.fsPath), directory };
  if (directory.scheme === remoteScheme) {
    return { ...factory.remote(directory.authority, directory.path), directory };
  }
  throw new ExpectedError(
    'no-control-machine',
    l10n.t(
      'Playbooks run on the control machine, and this workspace ({0}) is not on one. Open the deployment there, with Remote-SSH or "Open a Deployment over SSH".',
      directory.scheme,
    ),
  );
}
