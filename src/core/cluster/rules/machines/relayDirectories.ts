import * as l10n from '@vscode/l10n';
import type { Instance } from '../../cluster';
import { placeOf } from '../places';
import type { Finding, Rule } from '../rule';
import { type DmContext, isWorker } from '../ruleContext';
import { normalize } from './deployDir';

/** W22. Relay logs of two upstreams would be mixed. */
export const sharedRelayDir: Rule<DmContext> = {
  code: 'shared-relay-dir',
  severity: 'error',
  check: (context) =>
    [...context.sharedMachines().values()].flatMap((machine) => {
      const first = new Map<string, Instance>();
      return machine.filter(isWorker).flatMap((worker): readonly Finding[] => {
        const setting = context.setting(worker, 'dm_worker_relay_dir');
        if (setting === undefined || setting.isTemplate || setting.text === '') return [];
        const path = normalize(setting.text);
        const one = first.get(path);
        if (one === undefined) {
          first.set(path, worker);
          return [];
        }
        const place = setting.word < 0 ? { span: worker.span } : placeOf(context, setting, worker);
        return [
          {
            span: place.span,
            message: l10n.t(
              '{0} on the same machine has the dm_worker_relay_dir {1} too: their relay logs would be mixed.',
              one.alias,
              setting.text,
            ),
            related: [{ span: one.span, message: one.alias }],
            data: { variable: 'dm_worker_relay_dir', host: worker.alias },
          },
        ];
      });
    }),
};
