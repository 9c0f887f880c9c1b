import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { hasPage, hostAndPort, pageUrl } from '../../core/cluster/pages';
import { ExpectedError } from '../../core/errors/expectedError';
import { remoteScheme } from '../ids';
import { type Deployment, openDeployment } from '../remote/controlMachines';
import { instanceOf, type Opening, portUnknown } from './opening';

/** Milliseconds that the page's server has to take a connection. */
const patience = 10_000;

/** Grafana, Prometheus, Alertmanager or DM-portal in the operator's browser. */
export async function openPage(at: Opening): Promise<void> {
  const { alias, component, host, port } = instanceOf(at);
  if (!hasPage(component)) {
    throw new ExpectedError(
      'no-page',
      l10n.t('{0} serves no page for people: it is a {1}.', alias, component),
    );
  }
  if (port.value === undefined) throw portUnknown(alias);
  const deployment = openDeployment(at.model.directory, at.deployments);
  await needAnswer(deployment, alias, host.value, port.value);
  const url = isBehindControlMachine(at)
    ? pageUrl('127.0.0.1', await at.forwardings.portFor(deployment.machine, host.value, port.value))
    : pageUrl(host.value, port.value);
  // In a window on a remote computer, ports of that computer's own 127.0.0.1 are passed on.
  const external = await vscode.env.asExternalUri(vscode.Uri.parse(url, true));
  await vscode.env.openExternal(external);
}

/** A browser would only say that it waited in vain. */
async function needAnswer(
  { machine }: Deployment,
  alias: string,
  host: string,
  port: number,
): Promise<void> {
  const state = await machine.probePort(host, port, patience);
  if (state.kind === 'open') return;
  const address = hostAndPort(host, port);
  throw new ExpectedError(
    'page-down',
    state.kind === 'closed'
      ? l10n.t('Nothing listens on {0}: {1} is down. Start it first.', address, alias)
      : l10n.t(
          '{0} ({1}) is not reached from {2}: {3}.',
          alias,
          address,
          machine.name,
          state.reason,
        ),
  );
}

/** Whether the browser runs elsewhere than the control machine, and may not reach what that reaches. */
function isBehindControlMachine({ model }: Opening): boolean {
  if (model.uri.scheme === remoteScheme) return true;
  return vscode.env.remoteName !== undefined && vscode.env.uiKind === vscode.UIKind.Desktop;
}
