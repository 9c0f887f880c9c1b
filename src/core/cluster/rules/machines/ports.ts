import * as l10n from '@vscode/l10n';
import type { Instance } from '../../cluster';
import { componentById } from '../../components';
import { eachSetting, eachWorkerValue, type Verdict } from '../each';
import { others, sourcedSpan } from '../places';
import type { Finding, Rule } from '../rule';
import { type DmContext, isWorker } from '../ruleContext';
import type { SetValue } from '../setting';

/** A7, W16. Ports become text of unit names, addresses and TOML: `08262` is another name. */
export const invalidPort: Rule<DmContext> = {
  code: 'invalid-port',
  severity: 'error',
  check: (context) => {
    const { services } = context;
    const names = new Set(services.map(({ component }) => componentById(component).portVariable));
    return [
      ...eachWorkerValue(context, 'dm_worker_port', judgePort('dm_worker_port')),
      ...eachWorkerValue(context, 'mysql_port', judgePort('mysql_port')),
      ...[...names].flatMap((name) =>
        eachSetting(
          context,
          services.filter(({ component }) => componentById(component).portVariable === name),
          name,
          judgePort(name),
        ),
      ),
    ];
  },
};

const judgePort =
  (name: string) =>
  ({ text }: SetValue): Verdict | undefined =>
    /^[1-9]\d{0,4}$/.test(text) && Number(text) <= 65535
      ? undefined
      : { message: l10n.t('{0} must be a number from 1 to 65535, without leading zeros.', name) };

/** A6. The second service can not listen (codes 38017, 40048). */
export const portCollision: Rule<DmContext> = {
  code: 'port-collision',
  severity: 'error',
  check: (context) =>
    samePort(context).flatMap((group) => {
      if (group.every(isWorker)) return [];
      return group.map((instance): Finding => {
        const other = group.find((one) => one !== instance) ?? instance;
        return {
          span: sourcedSpan(instance.port, instance),
          message: l10n.t(
            '{0} uses port {1} of the same machine too: the second of them can not start.',
            other.alias,
            instance.port.value ?? '',
          ),
          related: others(group, instance, ({ span, alias }) => ({ span, message: alias })),
          data: {
            variable: componentById(instance.component).portVariable,
            host: instance.alias,
          },
        };
      });
    }),
};

/** W6. DM-master keeps its workers by address: two of one address are one (dm/master). */
export const duplicateWorkerAddress: Rule<DmContext> = {
  code: 'duplicate-worker-address',
  severity: 'error',
  check: (context) =>
    samePort(context).flatMap((group) => {
      const workers = group.filter(isWorker);
      if (workers.length < 2) return [];
      return workers.map(
        (worker): Finding => ({
          span: sourcedSpan(worker.port, worker),
          message: l10n.t(
            'Another DM-worker has the address {0} too: give each on one machine its own dm_worker_port.',
            `${worker.host.value}:${worker.port.value ?? ''}`,
          ),
          related: others(workers, worker, ({ span, alias }) => ({ span, message: alias })),
          data: { variable: 'dm_worker_port', host: worker.alias },
        }),
      );
    }),
};

/** Instances of one machine and port, two at least. */
function samePort(context: DmContext): readonly (readonly Instance[])[] {
  return [...context.sharedMachines().values()].flatMap((machine) => {
    const byPort = new Map<number, Instance[]>();
    for (const instance of machine) {
      const port = instance.port.value;
      if (port === undefined) continue;
      const list = byPort.get(port);
      if (list === undefined) byPort.set(port, [instance]);
      else list.push(instance);
    }
    return [...byPort.values()].filter((list) => list.length > 1);
  });
}
