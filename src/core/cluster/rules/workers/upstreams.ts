import * as l10n from '@vscode/l10n';
import type { Instance } from '../../cluster';
import { isLoopback } from '../addresses';
import { eachWorkerSetting, eachWorkerWhere } from '../each';
import { others } from '../places';
import type { Rule } from '../rule';
import type { DmContext } from '../ruleContext';

/** The upstream of a worker, by its number; undefined where it is not known. */
export function upstreamKey(context: DmContext, index: number): string | undefined {
  const host = context.column('mysql_host').values[index];
  const port = context.column('mysql_port').values[index];
  if (host === undefined || host.isTemplate || host.text === '') return undefined;
  // Its own machine is another one for each worker.
  const machine = isLoopback(host.text) ? `${context.workers[index]?.host.value ?? ''} ` : '';
  return `${machine}${host.text}:${port?.text ?? '3306'}`;
}

export function upstreams(context: DmContext): (worker: Instance) => string | undefined {
  const byWorker = new Map(
    context.workers.map((worker, index) => [worker, upstreamKey(context, index)]),
  );
  return (worker) => byWorker.get(worker);
}

/** W16. The template fails without it; an empty one is found out by DM-worker only. */
export const missingMysqlHost: Rule<DmContext> = {
  code: 'missing-mysql-host',
  severity: 'error',
  check: (context) =>
    eachWorkerWhere(
      context,
      'mysql_host',
      (setting) => setting === undefined || setting.text === '',
      ({ alias, span }) => ({
        span,
        message: l10n.t(
          '{0} has no mysql_host: the address of its upstream, without which it can not be deployed.',
          alias,
        ),
        data: { variable: 'mysql_host', host: alias },
      }),
    ),
};

/** W17. */
export const localMysqlHost: Rule<DmContext> = {
  code: 'local-mysql-host',
  severity: 'warning',
  check: (context) => {
    // Where machines are loopback addresses themselves, so may be the upstream.
    const isRemote = (worker: Instance): boolean => !isLoopback(worker.host.value);
    return eachWorkerSetting(context, 'mysql_host', ({ text }, worker) =>
      isLoopback(text) && isRemote(worker)
        ? {
            message: l10n.t(
              'This is the machine of the DM-worker ({0}), not the one that you are on. Is the upstream there?',
              worker.host.value,
            ),
          }
        : undefined,
    );
  },
};

/** W18. One source for each worker: two of one upstream are for tests only. */
export const sharedUpstream: Rule<DmContext> = {
  code: 'shared-upstream',
  severity: 'warning',
  check: (context) => {
    const first = new Map<string, number>();
    const groups = new Map<string, Instance[]>();
    for (const [index, worker] of context.workers.entries()) {
      const key = upstreamKey(context, index);
      if (key === undefined) continue;
      const one = first.get(key);
      if (one === undefined) {
        first.set(key, index);
        continue;
      }
      const earlier = context.workers[one];
      const group = groups.get(key) ?? (earlier === undefined ? [] : [earlier]);
      group.push(worker);
      groups.set(key, group);
    }
    return [...groups].flatMap(([upstream, workers]) =>
      workers.map((worker) => ({
        span: worker.span,
        message: l10n.t(
          'Another DM-worker reads the upstream {0} too: every change would arrive twice.',
          upstream,
        ),
        related: others(workers, worker, ({ span, alias }) => ({ span, message: alias })),
        data: { variable: 'mysql_host', host: worker.alias },
      })),
    );
  },
};
