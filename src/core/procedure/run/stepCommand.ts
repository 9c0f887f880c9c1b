import { type PlaybookInvocation, playbookArgv } from '../../ansible/playbook';
import { commandLine } from '../../ansible/shellWords';
import { type DmctlCall, dmctlCall } from '../../dmctl/invocation';
import type { Plan } from '../plan';
import type { Step, StepOf } from '../step';

/** What a step runs on the control machine. */
export interface StepCommand {
  readonly argv: readonly string[];
  /** Working directory below the deployment; `''` is the deployment itself. */
  readonly directory: string;
  /** What it reads; without it its standard input is empty. */
  readonly input?: string;
}

/**
 * The command of a step; undefined for a step that runs none. `limit`: hosts that a playbook is
 * narrowed to when it is tried again.
 */
export function stepCommand(
  step: Step,
  plan: Plan,
  limit?: readonly string[],
): StepCommand | undefined {
  switch (step.kind) {
    case 'playbook':
      return { argv: playbookArgv(limited(step.invocation, limit)), directory: '' };
    case 'shell':
      return { argv: step.argv, directory: '' };
    case 'dmctl':
      return dmctlStepCommand(callOf(step, plan));
    default:
      return undefined;
  }
}

const limited = (
  invocation: PlaybookInvocation,
  limit: readonly string[] | undefined,
): PlaybookInvocation =>
  limit === undefined ? invocation : { ...invocation, limit: limit.join(',') };

/**
 * The line as it is shown and copied, for any shell in the deployment's directory, which it does not
 * leave; undefined for a step that runs no command.
 */
export function stepCommandLine(
  step: Step,
  plan: Plan,
  limit?: readonly string[],
): string | undefined {
  const command = stepCommand(step, plan, limit);
  if (command === undefined) return undefined;
  const { argv, directory, input } = command;
  const line = commandLine(argv);
  const piped =
    input === undefined ? line : `${commandLine(['printf', '%s\\n', input.trim()])} | ${line}`;
  return directory === '' ? piped : `(${commandLine(['cd', directory])} && ${piped})`;
}

/** How dmctl is told the command, or that it can't be. */
export function callOf(step: StepOf<'dmctl'>, plan: Plan): DmctlCall {
  // Without an address the plan is blocked: `?` is only ever shown.
  const connection = { masterAddress: plan.masterAddress ?? '?' };
  return dmctlCall(connection, step.command, plan.dmctlVersion);
}

function dmctlStepCommand(call: DmctlCall): StepCommand | undefined {
  // dmctl writes dmctl.log into its working directory: beside itself, where it lies already.
  const directory = 'dmctl';
  switch (call.kind) {
    case 'arguments':
      return { argv: call.argv, directory };
    case 'input':
      return { argv: call.argv, directory, input: call.input };
    case 'unsayable':
      return undefined;
  }
}

/** Whether a step runs Ansible, which then has to be looked at first. */
export function usesAnsible(step: Step): boolean {
  return step.kind === 'playbook' || (step.kind === 'shell' && /^ansible/.test(step.argv[0] ?? ''));
}
