import * as l10n from '@vscode/l10n';
import { readClusterFile } from './clusterFile';
import { type Command, type CommandContext, UsageError } from './command';
import { confirmRun } from './confirmRun';
import { driveHere } from './driveHere';
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
import { preparedPlan } from './preparedPlan';
import { readSecrets } from './readSecrets';
import { type ResumeWish, resumeRun } from './resumeRun';

const beginOptions = {
  ...planOptions,
  yes: { type: 'boolean', default: false },
  override: { type: 'string' },
} as const;

const resumeOptions = {
  resume: { type: 'string' },
  'all-hosts': { type: 'boolean', default: false },
  skip: { type: 'string' },
  'undo-edits': { type: 'boolean', default: false },
  cancel: { type: 'boolean', default: false },
  close: { type: 'boolean', default: false },
  confirm: { type: 'boolean', default: false },
  answer: { type: 'string', multiple: true, default: [] as string[] },
  settle: { type: 'string' },
} as const;

type Values = ReturnType<typeof parseRun>['values'];
const parseRun = (argv: readonly string[]) =>
  parseOptions(argv, { ...beginOptions, ...resumeOptions } as const);

/** The same engine, journal and lock as the extension's. */
export const runCommand: Command = {
  summary: () => l10n.t('run a procedure, or go on with a run that stopped'),
  help: () =>
    [
      'dm-cluster run ID [-i INVENTORY] [-p NAME=VALUE]... [--offline] [--yes] [--override REASON]',
      'dm-cluster run --resume RUN [-i INVENTORY] [--all-hosts | --skip REASON | --undo-edits | --cancel',
      '               | --close | --confirm [--answer NAME=VALUE]... | --settle ITEM]',
      '',
      l10n.t('Shows the plan, asks, and runs it. Ctrl-C cancels; a second one leaves it going on.'),
      proceduresHelp(),
      '',
      ...planOptionsHelp(),
      l10n.t(
        '  --offline                  do not ask what runs: tasks and locks are not looked at',
      ),
      l10n.t('  --yes                      do not ask; a check that blocks still blocks'),
      l10n.t('  --override REASON          go on over checks that allow it; the journal tells why'),
      '',
      l10n.t('  --resume RUN               go on with a run: see dm-cluster runs'),
      l10n.t(
        '                             a step that failed is tried again on what is left of it',
      ),
      l10n.t('  --all-hosts                try it again on all its hosts'),
      l10n.t('  --skip REASON              leave the step out'),
      l10n.t('  --undo-edits               put the files back as they were'),
      l10n.t('  --cancel                   end a run that goes on, or waits for somebody'),
      l10n.t('  --close                    nobody will go on with it'),
      l10n.t('  --confirm                  the manual step that it waits at is done'),
      l10n.t('  --answer NAME=VALUE        an answer to a question of that step; may be repeated'),
      l10n.t('  --settle ITEM              what it left to a person is done'),
      '',
      l10n.t(
        'Exit status: 0 done, 1 failed or unknown, 4 nothing was run, 5 not over, 75 locked, 130 cancelled.',
      ),
    ].join('\n'),
  run,
};

async function run(argv: readonly string[], context: CommandContext): Promise<number> {
  const { values, positionals } = parseRun(argv);
  const format = formatNamed(values.format);
  if (values.resume === undefined) return begin(values, positionals, context);
  if (positionals.length > 0)
    throw new UsageError(l10n.t('with --resume a run is named, not a procedure'));
  const file = await readClusterFile(values.inventory, context);
  if (file === undefined) return exitStatus.noInput;
  const wish = { ...resumeWish(values), run: values.resume };
  return resumeRun(wish, context.openRuns(file.deployment), format, context);
}

async function begin(
  values: Values,
  positionals: readonly string[],
  context: CommandContext,
): Promise<number> {
  const procedure = procedureNamed(positionals);
  if (Object.values(resumeWish(values)).some((value) => value !== undefined))
    throw new UsageError(l10n.t('this option goes with --resume RUN only'));
  const format = formatNamed(values.format);
  const verifyDeadline = deadlineGiven(values['verify-deadline']);
  const given = parseAssignments('-p', values.parameter);
  const file = await readClusterFile(values.inventory, context);
  if (file === undefined) return exitStatus.noInput;
  const parameters = await readSecrets(procedure, given, context, !values.yes);
  const store = context.openRuns(file.deployment);
  const wish = { procedure, parameters, isOffline: values.offline, verifyDeadline };
  const plan = await preparedPlan(wish, file, store, context);
  const overrides = await confirmRun(plan, values, format, context);
  if (overrides === undefined) return exitStatus.notBegun;
  return driveHere(await store.begin(plan, overrides), format, context);
}

/** What the operator decided about a run; each undefined when it was not said. */
function resumeWish(values: Values): Omit<ResumeWish, 'run'> {
  const said = (flag: boolean): true | undefined => (flag ? true : undefined);
  const answers = parseAssignments('--answer', values.answer);
  return {
    allHosts: said(values['all-hosts']),
    skip: values.skip,
    undoEdits: said(values['undo-edits']),
    cancel: said(values.cancel),
    close: said(values.close),
    confirm: said(values.confirm),
    answers: values.answer.length === 0 ? undefined : answers,
    settle: values.settle,
  };
}
