import * as l10n from '@vscode/l10n';
import type { Instance } from '../../cluster';
import { placeOf } from '../places';
import type { Finding, Rule } from '../rule';
import type { DmContext } from '../ruleContext';

/** G4. One machine has one ssh service, and usually one user that its services run as. */
export const differentLogins: Rule<DmContext> = {
  code: 'different-logins',
  severity: 'hint',
  check: (context) =>
    [...context.sharedMachines().values()].flatMap((machine) =>
      ['ansible_user', 'ansible_port', 'deploy_user'].flatMap((name) =>
        compare(context, name, machine),
      ),
    ),
};

function compare(
  context: DmContext,
  name: string,
  machine: readonly Instance[],
): readonly Finding[] {
  const [first, ...rest] = machine;
  if (first === undefined) return [];
  const expected = context.setting(first, name);
  for (const instance of rest) {
    const setting = context.setting(instance, name);
    if (setting === expected || setting?.text === expected?.text) continue;
    // What is set for all is right for all but one: the line is what is looked at.
    const isItsOwn =
      setting?.word !== undefined && (setting.word >= 0 || setting.origin?.kind === 'hostLine');
    return [
      {
        span: isItsOwn ? placeOf(context, setting, instance).span : instance.span,
        message: l10n.t(
          '{0} of {1} differs from that of {2}, though both are on the machine {3}.',
          name,
          instance.alias,
          first.alias,
          instance.host.value,
        ),
        related: [{ span: first.span, message: l10n.t('The other instance') }],
        data: { variable: name, host: instance.alias, address: instance.host.value },
      },
    ];
  }
  return [];
}
