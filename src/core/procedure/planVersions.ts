import type { Condition } from './condition';
import { targetParameters } from './parameters/targetParameters';
import type { Plan } from './plan';
import type { RestartMethod } from './procedure';
import type { Step, StepOf } from './step';

/** What earlier plans did not have. */
const absent = {
  parameters: {},
  corrections: [],
  openItems: [],
  masterAddress: undefined,
  dmctlVersion: undefined,
  inventoryHash: undefined,
  baseline: undefined,
  earlier: [],
} as const satisfies Partial<Plan>;

/** What a plan of version 1 had instead of what version 2 has; all else is alike. */
interface PlanOfVersion1 extends Omit<Plan, 'version' | 'steps' | keyof typeof absent> {
  readonly version: 1;
  readonly method?: RestartMethod;
  readonly steps: readonly (StepOf<'playbook'> | VerifyOfVersion1)[];
}

type Ports = Extract<Condition, { readonly kind: 'ports' }>;
type VerifyOfVersion1 = Omit<StepOf<'verify'>, 'condition'> & Omit<Ports, 'kind'>;

/** A plan as any version wrote it, so that older runs can still be read, followed and resumed. */
export function readPlan(written: Plan | PlanOfVersion1): Plan {
  if (written.version === 2) return { ...absent, ...written };
  const { method, ...plan } = written;
  return {
    ...absent,
    ...plan,
    version: 2,
    steps: plan.steps.map(readStep),
    parameters: { ...targetParameters(plan.target), ...(method === undefined ? {} : { method }) },
  };
}

function readStep(step: StepOf<'playbook'> | VerifyOfVersion1): Step {
  if (step.kind === 'playbook') return step;
  const { expected, endpoints, ...frame } = step;
  return { ...frame, condition: { kind: 'ports', expected, endpoints } };
}
