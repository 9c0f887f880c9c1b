import * as l10n from '@vscode/l10n';
import { parseDmctlVersion } from '../../dmctl/dmctlVersion';
import { dmctlProgram } from '../../dmctl/invocation';
import type { ControlMachine } from '../../ports/controlMachine';
import type { Check } from '../check';
import type { Plan } from '../plan';
import { callOf } from '../run/stepCommand';
import type { Step } from '../step';

/** Milliseconds; `dmctl -V` asks nobody. */
const versionTimeout = 10_000;

export interface DmctlOnMachine {
  /** undefined when it does not tell, or when no step needs it. */
  readonly version: string | undefined;
  readonly checks: readonly Check[];
}

/** Whether the dmctl of the deployment can do what the plan's steps want of it. */
export async function checkDmctl(
  plan: Plan,
  machine: ControlMachine,
  signal: AbortSignal,
): Promise<DmctlOnMachine> {
  const steps = plan.steps.filter((step) => step.kind === 'dmctl');
  if (steps.length === 0 && !plan.steps.some(asksDmctl)) return { version: undefined, checks: [] };
  // A look that can't be made leaves the run in doubt at its end; a step can't be made at all.
  const status = steps.length === 0 ? 'warn' : 'block';
  if (plan.masterAddress === undefined) return unusable(status, noAddress());
  const directory = `${plan.deployment}/dmctl`;
  if (!(await machine.list(directory)).includes('dmctl')) {
    return unusable(status, notThere(directory));
  }
  const { stdout } = await machine.run([dmctlProgram, '-V'], {
    cwd: directory,
    signal,
    timeout: versionTimeout,
  });
  const version = parseDmctlVersion(stdout);
  const told = { ...plan, dmctlVersion: version };
  const refused = steps.find((step) => callOf(step, told).kind === 'unsayable');
  if (refused !== undefined) return unusable('block', notSayable(refused.title));
  const sentence = l10n.t(
    'dmctl {0} is in {1}.',
    version ?? l10n.t('of unknown version'),
    directory,
  );
  return { version, checks: [{ id: 'dmctl', status: 'pass', sentence }] };
}

/** Whether a step looks at something that only DM-master can tell. */
const asksDmctl = (step: Step): boolean =>
  'condition' in step && !['ports', 'commands'].includes(step.condition.kind);

const unusable = (status: Check['status'], sentence: string): DmctlOnMachine => ({
  version: undefined,
  checks: [{ id: 'dmctl', status, sentence }],
});

const noAddress = (): string =>
  l10n.t('The inventory does not tell where DM-master is, so dmctl can not be sent to it.');

const notThere = (directory: string): string =>
  l10n.t(
    'There is no dmctl in {0}. "ansible-playbook rolling_update.yml --tags=dmctl" puts it there.',
    directory,
  );

const notSayable = (title: string): string =>
  l10n.t(
    'This dmctl is too old to be told to do this: {0}. Use a task name without blanks.',
    title,
  );
