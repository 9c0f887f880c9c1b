import * as l10n from '@vscode/l10n';
import { parseGtidSet } from '../../status/gtidSet';
import { summarize } from '../../text/summarize';
import type { Parameter, ParameterInput, ParameterKind } from '../parameter';

export interface ParameterProblem {
  readonly id: string;
  readonly sentence: string;
}

export interface ReadParameters {
  /** By id; what is neither given nor has a default is not there. */
  readonly values: Readonly<Record<string, string>>;
  readonly problems: readonly ParameterProblem[];
}

/** Fills in defaults and validates, in the order of the parameters; total. */
export function readParameters(
  parameters: readonly Parameter[],
  given: Readonly<Record<string, string>>,
  known: Omit<ParameterInput, 'parameters'>,
): ReadParameters {
  const values: Record<string, string> = {};
  const problems: ParameterProblem[] = [];
  for (const parameter of parameters) {
    const input = { ...known, parameters: { ...values } };
    const value = given[parameter.id] ?? parameter.default?.(input) ?? '';
    const sentence = parameterProblem(parameter, value, input);
    if (sentence !== undefined) problems.push({ id: parameter.id, sentence });
    if (value !== '') values[parameter.id] = value;
  }
  const ids = new Set(parameters.map(({ id }) => id));
  for (const id of Object.keys(given).filter((name) => !ids.has(name))) {
    problems.push({ id, sentence: unknownParameter(id, [...ids]) });
  }
  return { values, problems };
}

/** Why a value can't be taken, one sentence; for the wizard while it is typed. */
export function parameterProblem(
  parameter: Parameter,
  value: string,
  input: ParameterInput,
): string | undefined {
  if (value === '') {
    return parameter.isRequired
      ? l10n.t('{0} is needed: {1}', parameter.label(), parameter.help())
      : undefined;
  }
  return kindProblem(parameter, value, input) ?? parameter.validate?.(value, input);
}

function kindProblem(
  parameter: Parameter,
  value: string,
  input: ParameterInput,
): string | undefined {
  switch (parameter.kind) {
    case 'choice':
      return choiceProblem(parameter, [value], input);
    case 'choices':
      return choiceProblem(parameter, listOf(value), input);
    default:
      return valueProblem(parameter.kind, value);
  }
}

/** Why a value is none of its kind, one sentence. */
export function valueProblem(
  kind: Exclude<ParameterKind, 'choice' | 'choices'>,
  value: string,
): string | undefined {
  switch (kind) {
    case 'host':
      return /^[^\s,;#'"=]+$/.test(value)
        ? undefined
        : l10n.t('"{0}" is no address or host name.', value);
    case 'port':
      return isPort(value) ? undefined : l10n.t('"{0}" is no port: 1 to 65535.', value);
    case 'boolean':
      return ['true', 'false'].includes(value)
        ? undefined
        : l10n.t('"{0}" is neither true nor false.', value);
    case 'gtid':
      return parseGtidSet(value, 'mysql') !== undefined ||
        parseGtidSet(value, 'mariadb') !== undefined
        ? undefined
        : l10n.t('"{0}" is no GTID set: UUID:1-100, or 0-1-100 for MariaDB.', value);
    case 'text':
    case 'secret':
    case 'file':
      return undefined;
  }
}

/** The parts of a comma list. */
export function listOf(value: string | undefined): readonly string[] {
  return (value ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function choiceProblem(
  { label, choices }: Parameter,
  values: readonly string[],
  input: ParameterInput,
): string | undefined {
  const known = (choices?.(input) ?? []).map(({ value }) => value);
  const wrong = values.find((value) => !known.includes(value));
  return wrong === undefined
    ? undefined
    : l10n.t('{0}: "{1}" is not there. There is: {2}.', label(), wrong, summarize(known));
}

const isPort = (value: string): boolean => /^[1-9]\d{0,4}$/.test(value) && Number(value) <= 65_535;

const unknownParameter = (id: string, ids: readonly string[]): string =>
  ids.length === 0
    ? l10n.t('There is no parameter {0}: this procedure has none.', id)
    : l10n.t('There is no parameter {0}. There is: {1}.', id, ids.join(', '));
