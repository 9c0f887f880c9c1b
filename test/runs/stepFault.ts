import type { Step, StepOutcome } from '../../src/core/procedure/step';
import type { ToolAnswer, ToolCall, ToolWorld } from '../support/toolWorld';

/** What goes wrong at one step of a plan, wherever it fits, and what the operator reads then. */
export interface StepFault {
  readonly name: string;
  /**
   * `undone`: the step has done nothing, so that all of them happen one after the other in one run.
   * `done`: it has, at least in part, and nobody was told. `disk`: `.dm-cluster` is full.
   */
  readonly round: 'undone' | 'done' | 'disk';
  /** `isLeftOut`: it is not needed in this world, so that its command is never run. */
  readonly fits: (step: Step, isLeftOut: boolean) => boolean;
  /** As the step's turn comes, before the lock is looked at. */
  readonly before?: (world: ToolWorld, step: Step) => void;
  /** When it is written down that it begins. */
  readonly begun?: (world: ToolWorld, step: Step) => Promise<void> | void;
  /** Instead of its command. */
  readonly command?: (call: ToolCall, step: Step, world: ToolWorld) => Promise<ToolAnswer>;
  /** What dmctl says to whoever only looks. */
  readonly look?: ToolAnswer;
  /** Machines do not answer to probes. */
  readonly isSilent?: true;
  readonly hasNoTerminal?: true;
  /** What is answered to the manual step that a check goes by. */
  readonly answers?: Readonly<Record<string, string>>;
  /** undefined: the run can't even write down how it ended, and says so. */
  readonly outcome: StepOutcome | undefined;
  readonly sentence: (step: Step) => RegExp;
  readonly mend?: (world: ToolWorld, step: Step) => Promise<void> | void;
}

export const says = (stdout: string, exitCode = 0): ToolAnswer => ({ exitCode, stdout });
export const saying =
  (stdout: string, exitCode = 0) =>
  () =>
    Promise.resolve(says(stdout, exitCode));
export const garbage = '{"resu';
export const noMaster = 'rpc error: code = Unavailable desc = connection refused\n';

export const isOfKind =
  (...kinds: readonly Step['kind'][]) =>
  ({ kind }: Step, isLeftOut: boolean): boolean =>
    !isLeftOut && kinds.includes(kind);
export const isAnsible = (step: Step): boolean =>
  step.kind === 'playbook' || (step.kind === 'shell' && step.argv[0] === 'ansible');
