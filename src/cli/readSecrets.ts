import * as l10n from '@vscode/l10n';
import { encryptPassword } from '../core/cluster/encryptPassword';
import type { Parameter } from '../core/procedure/parameter';
import type { Procedure } from '../core/procedure/procedure';
import { type CommandContext, UsageError } from './command';

/** Given instead of a secret: it is asked for, or read from standard input. */
const elsewhere = '-';

/**
 * Fills in the secrets, encrypted as they will be written. One is never taken from the command line,
 * which every process list and shell history shows.
 */
export async function readSecrets(
  { parameters }: Procedure,
  given: Readonly<Record<string, string>>,
  context: CommandContext,
  mayAsk: boolean,
): Promise<Readonly<Record<string, string>>> {
  const values: Record<string, string> = { ...given };
  let isInputTaken = false;
  for (const parameter of parameters.filter(({ kind }) => kind === 'secret')) {
    const { id } = parameter;
    const value = given[id];
    if (value === '') continue;
    if (value !== undefined && value !== elsewhere) throw notHere(id);
    if (value === undefined && !(mayAsk && context.person !== undefined)) continue;
    if (value === elsewhere && context.person === undefined) {
      if (isInputTaken) throw new UsageError(l10n.t('only one secret can be read from a pipe'));
      isInputTaken = true;
    }
    const secret = await readSecret(parameter, context);
    values[id] = secret === '' ? '' : encryptPassword(secret, context.randomBytes);
  }
  return values;
}

async function readSecret(parameter: Parameter, context: CommandContext): Promise<string> {
  if (context.person === undefined) return (await context.readInput()).replace(/\r?\n$/, '');
  const answer = await context.person.askHidden(`${parameter.label()} (${parameter.help()}): `);
  if (answer === undefined) throw new UsageError(l10n.t('{0} was not given', parameter.id));
  return answer;
}

const notHere = (id: string): UsageError =>
  new UsageError(
    l10n.t(
      '{0} is a secret, and everybody can read a command line: say -p {0}=- and type it, or pipe it in',
      id,
    ),
  );
