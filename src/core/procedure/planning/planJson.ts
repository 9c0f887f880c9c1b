import type { Check } from '../check';
import type { Plan } from '../plan';
import { stepCommandLine } from '../run/stepCommand';
import type { Step } from '../step';

/** A plan for programs: stable names, no secrets. Fields are only ever added. */
export interface PlanJson {
  readonly procedure: string;
  readonly title: string;
  readonly manual: string;
  readonly cluster: string;
  readonly deployment: string;
  readonly inventory: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly steps: readonly StepJson[];
  readonly affected: Plan['affected'];
  readonly checks: readonly Check[];
  readonly notes: readonly string[];
  readonly corrections: readonly string[];
  readonly openItems: Plan['openItems'];
  /** Milliseconds, the latest first. */
  readonly earlier: readonly number[];
}

interface StepJson {
  readonly id: string;
  readonly kind: Step['kind'];
  readonly title: string;
  /** The line as it is shown. */
  readonly command?: string;
  readonly edit?: { readonly file: string; readonly diff: string };
  readonly instructions?: readonly string[];
  /** The sentence that says when it is left out. */
  readonly skippedWhen?: string;
}

export function planJson(plan: Plan): PlanJson {
  return {
    procedure: plan.procedure,
    title: plan.title,
    manual: plan.manual,
    cluster: plan.clusterName,
    deployment: plan.deployment,
    inventory: plan.inventory,
    parameters: plan.parameters,
    steps: plan.steps.map((step) => stepJson(step, plan)),
    affected: plan.affected,
    checks: plan.checks,
    notes: plan.notes,
    corrections: plan.corrections,
    openItems: plan.openItems,
    earlier: plan.earlier,
  };
}

function stepJson(step: Step, plan: Plan): StepJson {
  const command = stepCommandLine(step, plan);
  return {
    id: step.id,
    kind: step.kind,
    title: step.title,
    ...(command === undefined ? {} : { command }),
    ...(step.kind === 'edit' ? { edit: { file: step.file, diff: step.diff } } : {}),
    ...(step.kind === 'manual' ? { instructions: step.instructions } : {}),
    ...(step.skipWhen === undefined ? {} : { skippedWhen: step.skipWhen.reason }),
  };
}
