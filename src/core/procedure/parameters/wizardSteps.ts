import type { Parameter, ParameterInput } from '../parameter';
import { parameterProblem } from './readParameters';

export type Answers = Readonly<Record<string, string>>;

/** A parameter that is asked for, and where it stands among those that are. */
export interface WizardStep {
  readonly parameter: Parameter;
  readonly input: ParameterInput;
  /** From 1. */
  readonly step: number;
  /** Of how many, as far as the answers until now tell: a later one may be asked for or not. */
  readonly of: number;
  /** Whether this and all that follow may be left to their defaults. */
  readonly canAcceptRest: boolean;
}

/**
 * The first parameter that has no answer and wants one, asked with the defaults of those before it;
 * undefined when all is answered. `given` are not counted as steps: nobody asked for them. Pure.
 */
export function nextStep(
  parameters: readonly Parameter[],
  given: Answers,
  answers: Answers,
  known: Omit<ParameterInput, 'parameters'>,
): WizardStep | undefined {
  const asked: (readonly [Parameter, ParameterInput])[] = [];
  const values: Record<string, string> = {};
  for (const parameter of parameters) {
    const input = { ...known, parameters: { ...values } };
    const answer = answers[parameter.id];
    if (answer === undefined && parameter.isAsked?.(input) !== false) {
      asked.push([parameter, input]);
    }
    const value = answer ?? parameter.default?.(input) ?? '';
    if (value !== '') values[parameter.id] = value;
  }
  const [first] = asked;
  if (first === undefined) return undefined;
  const [parameter, input] = first;
  const before = Object.keys(answers).filter((id) => given[id] === undefined).length;
  return {
    parameter,
    input,
    step: before + 1,
    of: before + asked.length,
    canAcceptRest: asked.every(([one, its]) => hasUsableDefault(one, its)),
  };
}

/** With these, only secrets are asked for: all else is known, or was left to its default. */
export const secretsAlone = (parameters: readonly Parameter[]): readonly Parameter[] =>
  parameters.map((parameter) =>
    parameter.kind === 'secret' ? parameter : { ...parameter, isAsked: () => false },
  );

const hasUsableDefault = (parameter: Parameter, input: ParameterInput): boolean =>
  parameterProblem(parameter, parameter.default?.(input) ?? '', input) === undefined;
