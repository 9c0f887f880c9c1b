import * as l10n from '@vscode/l10n';
import type { Instance } from '../../cluster';
import { isLoopback } from '../addresses';
import { eachWorkerSetting, eachWorkerWithout } from '../each';
import { others } from '../places';
import type { Rule } from '../rule';
import type { DmContext } from '../ruleContext';
import { repeated } from './duplicates';

/** The upstream of a worker, by its number; undefined where it is not known. */
export function upstreamKey(context: DmContext, index: number): string | undefined {
  const host = context.column('mysql_host').valueOf(index);
  const port = context.column('mysql_port').valueOf(index);
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
    eachWorkerWithout(context, 'mysql_host', 'text', ({ alias, span }) => ({
      span,
      message: l10n.t(
        '{0} has no mysql_host: the address of its upstream, without which it can not be deployed.',
        alias,
      ),
      data: { variable: 'mysql_host', host: alias },
    })),
};

/** W17. */
export const localMysqlHost: Rule<DmContext> = {
  code: 'local-mysql-host',
  severity: 'warning',
  check: (context) => {
    // Where machines are loopback addresses themselves, so may be the upstream.
    const isRemote = (worker: Instance): boolean => !isLoopback(worker.host.value);
    return eachWorkerSetting(context, 'mysql_host', isLoopback, (_value, worker) =>
      isRemote(worker)
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
    const groups = new Map<string, Instance[]>();
    // Workers of one upstream have one host: the few that have are looked at.
    const hosts = repeated(context.column('mysql_host'));
    for (const index of [...hosts.values()].flat().sort((a, b) => a - b)) {
      const key = upstreamKey(context, index);
      const worker = context.workers[index];
      if (key === undefined || worker === undefined) continue;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [worker]);
      else group.push(worker);
    }
    return [...groups].flatMap(([upstream, workers]) =>
      (workers.length < 2 ? [] : workers).map((worker) => ({
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
