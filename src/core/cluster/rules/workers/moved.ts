import * as l10n from '@vscode/l10n';
import { createVariableLookup } from '../../../inventory/effectiveVariables';
import { renderValue } from '../../../inventory/renderValue';
import { noVariableFiles } from '../../../inventory/variableFiles';
import type { Instance } from '../../cluster';
import { sourcedSpan } from '../places';
import type { Finding, Rule } from '../rule';
import { type DmContext, isWorker } from '../ruleContext';

/**
 * W24. The old unit and data stay behind on the old machine or directory, and DM-master and
 * Prometheus must be rolled to know the new place (manual, cluster operations).
 */
export const movedWorker: Rule<DmContext> = {
  code: 'moved-worker',
  severity: 'warning',
  check: (context) => {
    const { deployed } = context;
    if (deployed === undefined) return [];
    const before = new Map(
      deployed.components
        .flatMap(({ instances }) => instances)
        .filter(isWorker)
        .map((worker) => [worker.alias, worker]),
    );
    const lookup = createVariableLookup(deployed.inventory, noVariableFiles);
    return context.workers.flatMap((worker, index): readonly Finding[] => {
      const old = before.get(worker.alias);
      if (old === undefined) return [];
      const oldSource = lookup.find(old.alias, 'source_id');
      const source = context.column('source_id').valueOf(index);
      const isRenamed = oldSource !== undefined && renderValue(oldSource.value) !== source?.text;
      return [
        ...changes(old, worker).map(({ variable, span, was }) =>
          finding(worker, variable, span, was),
        ),
        ...(isRenamed
          ? [finding(worker, 'source_id', worker.span, renderValue(oldSource.value))]
          : []),
      ];
    });
  },
};

function changes(old: Instance, now: Instance) {
  return [
    {
      variable: 'ansible_host',
      was: old.host.value,
      is: now.host.value,
      span: sourcedSpan(now.host, now),
    },
    {
      variable: 'dm_worker_port',
      was: old.port.value,
      is: now.port.value,
      span: sourcedSpan(now.port, now),
    },
    {
      variable: 'deploy_dir',
      was: old.deployDir?.value,
      is: now.deployDir?.value,
      span: now.deployDir === undefined ? now.span : sourcedSpan(now.deployDir, now),
    },
  ].filter(({ was, is }) => was !== is);
}

function finding(
  worker: Instance,
  variable: string,
  span: Finding['span'],
  was: string | number | undefined,
): Finding {
  return {
    span,
    message: l10n.t(
      '{0} is deployed with {1} = {2}. With another one, its old service and data stay behind, and DM-master and Prometheus have to be rolled.',
      worker.alias,
      variable,
      was ?? '',
    ),
    data: {
      variable,
      host: worker.alias,
      ...(was === undefined ? {} : { suggestion: String(was) }),
    },
  };
}
