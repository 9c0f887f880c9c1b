import * as l10n from '@vscode/l10n';
import type { ExpectedError } from '../../core/errors/expectedError';

/**
 * The operator or the machine refused the connection: asking again by itself would put the same
 * question before the operator again and again.
 */
const refusals: ReadonlySet<string> = new Set([
  'cancelled',
  'login-refused',
  'host-key-changed',
  'host-key-revoked',
]);

/** Why nothing is known until the operator says "Refresh"; undefined for any other error. */
export function connectionRefusal({ code, message }: ExpectedError): string | undefined {
  if (!refusals.has(code)) return undefined;
  return code === 'cancelled'
    ? l10n.t('Not connected. Choose Refresh to connect again.')
    : l10n.t('{0} Choose Refresh to try again.', message);
}
