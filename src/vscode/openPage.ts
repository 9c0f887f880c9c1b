import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { hasPage, pageUrl } from '../core/cluster/pages';
import { ExpectedError } from '../core/errors/expectedError';
import { instanceOf, type Opening, portUnknown } from './opening';

/** Grafana, Prometheus, Alertmanager or DM-portal in the operator's browser. */
export async function openPage(at: Opening): Promise<void> {
  const instance = instanceOf(at);
  if (!hasPage(instance.component)) {
    throw new ExpectedError(
      'no-page',
      l10n.t('{0} serves no page for people: it is a {1}.', instance.alias, instance.component),
    );
  }
  if (instance.port.value === undefined) throw portUnknown(instance);
  const url = vscode.Uri.parse(pageUrl(instance.host.value, instance.port.value), true);
  // In a window on a remote computer, addresses of that computer itself are forwarded.
  await vscode.env.openExternal(await vscode.env.asExternalUri(url));
}
