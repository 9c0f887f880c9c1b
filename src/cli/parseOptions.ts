import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './command';

/** `util.parseArgs` with positionals, its complaints as UsageError. */
export function parseOptions<T extends NonNullable<ParseArgsConfig['options']>>(
  argv: readonly string[],
  options: T,
) {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true });
  } catch (error) {
    const isItsOwn = error instanceof TypeError && 'code' in error;
    if (isItsOwn && String(error.code).startsWith('ERR_PARSE_ARGS'))
      throw new UsageError(error.message, { cause: error });
    throw error;
  }
}
