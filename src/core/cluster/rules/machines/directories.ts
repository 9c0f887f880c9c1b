import * as l10n from '@vscode/l10n';
import type { Instance } from '../../cluster';
import { others, sourcedSpan } from '../places';
import type { Finding, Rule } from '../rule';
import type { DmContext } from '../ruleContext';
import { isWorker } from '../ruleContext';
import { directoryOf } from './deployDir';

const directorySpan = (instance: Instance) =>
  instance.deployDir === undefined ? instance.span : sourcedSpan(instance.deployDir, instance);

/** A4. They would share scripts, configuration, relay log and the record of subtasks. */
export const sharedDeployDir: Rule<DmContext> = {
  code: 'shared-deploy-dir',
  severity: 'error',
  check: (context) =>
    eachDirectory(context, (instances, directory) => {
      const workers = instances.filter(isWorker);
      if (workers.length < 2) return [];
      return workers.map((worker) => ({
        // What is set for all of them is right for all but one: the line is what has to change.
        span: worker.deployDir?.source.kind === 'hostLine' ? directorySpan(worker) : worker.span,
        message: l10n.t(
          'Another DM-worker on {0} has the deploy_dir {1} too: they would overwrite each other. Give each its own.',
          worker.host.value,
          directory,
        ),
        related: others(workers, worker, ({ span, alias }) => ({ span, message: alias })),
        data: { variable: 'deploy_dir', host: worker.alias },
      }));
    }),
};

/** A5. The manual's sample does it; unsafe_cleanup.yml -l HOST deletes all of them. */
export const commonDeployDir: Rule<DmContext> = {
  code: 'common-deploy-dir',
  severity: 'hint',
  check: (context) =>
    eachDirectory(context, (instances, directory) => {
      const [first] = instances;
      if (first === undefined || instances.every(({ component }) => component === first.component))
        return [];
      return [
        {
          span: first.span,
          message: l10n.t(
            'Several services on {0} have the deploy_dir {1}. That works, but cleaning up one of them deletes all.',
            first.host.value,
            directory,
          ),
          related: others(instances, first, ({ span, alias }) => ({ span, message: alias })),
        },
      ];
    }),
};

/** A5. The outer one's clean-up deletes the inner one. */
export const nestedDeployDir: Rule<DmContext> = {
  code: 'nested-deploy-dir',
  severity: 'warning',
  check: (context) =>
    [...context.sharedMachines().values()].flatMap((machine) => {
      const directories = byDirectory(machine);
      return [...directories].flatMap(([inner, instances]): readonly Finding[] => {
        const outer = [...directories.keys()].find((other) => inner.startsWith(`${other}/`));
        const [instance] = instances;
        const [around] = (outer === undefined ? undefined : directories.get(outer)) ?? [];
        if (outer === undefined || instance === undefined || around === undefined) return [];
        return [
          {
            span: directorySpan(instance),
            message: l10n.t(
              'This directory is inside that of {0} ({1}) on the same machine: cleaning that up deletes this too.',
              around.alias,
              outer,
            ),
            related: [{ span: directorySpan(around), message: around.alias }],
            data: { variable: 'deploy_dir', host: instance.alias },
          },
        ];
      });
    }),
};

function eachDirectory(
  context: DmContext,
  judge: (instances: readonly Instance[], directory: string) => readonly Finding[],
): readonly Finding[] {
  return [...context.sharedMachines().values()].flatMap((machine) =>
    [...byDirectory(machine)].flatMap(([directory, instances]) =>
      instances.length < 2 ? [] : judge(instances, directory),
    ),
  );
}

function byDirectory(machine: readonly Instance[]): ReadonlyMap<string, readonly Instance[]> {
  const directories = new Map<string, Instance[]>();
  for (const instance of machine) {
    const directory = directoryOf(instance);
    if (directory === undefined) continue;
    const list = directories.get(directory);
    if (list === undefined) directories.set(directory, [instance]);
    else list.push(instance);
  }
  return directories;
}
