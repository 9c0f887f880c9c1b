import * as l10n from '@vscode/l10n';
import { blocking } from '../core/procedure/check';
import type { Plan } from '../core/procedure/plan';
import { planDocument } from '../core/procedure/planning/planDocument';
import { planJson } from '../core/procedure/planning/planJson';
import { readClusterFile } from './clusterFile';
import type { Command, CommandContext } from './command';
import { exitStatus } from './exitStatus';
import { parseOptions } from './parseOptions';
import {
  deadlineGiven,
  formatNamed,
  parseAssignments,
  planOptions,
  planOptionsHelp,
  procedureNamed,
  proceduresHelp,
} from './planOptions';
import { offlinePlan, preparedPlan } from './preparedPlan';
import { readSecrets } from './readSecrets';

/** What the extension shows before a run; changes nothing. */
export const planCommand: Command = {
  summary: () => l10n.t('show what a procedure of the operations manual would do'),
  help: () =>
    [
      'dm-cluster plan ID [-i INVENTORY] [-p NAME=VALUE]... [--format markdown|json] [--offline]',
      '',
      l10n.t(
        'Prints the steps with their exact commands and edits, and the checks. Changes nothing.',
      ),
      proceduresHelp(),
      '',
      ...planOptionsHelp(),
      l10n.t('  --offline                  ask neither the cluster nor Ansible'),
      '',
      l10n.t('Exit status: 0 nothing blocks it, 1 a check blocks it.'),
    ].join('\n'),
  run: plan,
};

const reports = {
  markdown: planDocument,
  json: (made: Plan): string => `${JSON.stringify(planJson(made), undefined, 2)}\n`,
} as const;

async function plan(argv: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = parseOptions(argv, planOptions);
  const procedure = procedureNamed(positionals);
  const report = reports[formatNamed(values.format)];
  const verifyDeadline = deadlineGiven(values['verify-deadline']);
  const given = parseAssignments('-p', values.parameter);
  const file = await readClusterFile(values.inventory, context);
  if (file === undefined) return exitStatus.noInput;
  const parameters = await readSecrets(procedure, given, context, false);
  const wish = { procedure, parameters, isOffline: values.offline, verifyDeadline };
  const made = values.offline
    ? await offlinePlan(wish, file, context)
    : await preparedPlan(wish, file, context.openRuns(file.deployment), context);
  context.write(report(made));
  const blocks = blocking(made.checks);
  for (const { sentence } of blocks) context.complain(`dm-cluster: ${sentence}\n`);
  return blocks.length > 0 ? exitStatus.errors : exitStatus.ok;
}
