import * as l10n from '@vscode/l10n';
import { type CommandContext, UsageError } from './command';

type Language = 'en' | 'zh-cn';

/** Takes `--lang` out of the arguments, wherever it stands, and sets the language of messages. */
export function takeLanguage(
  argv: readonly string[],
  { environment, readTranslation }: CommandContext,
): readonly string[] {
  const rest = [...argv];
  const at = rest.findIndex((argument) => /^--lang(?:=|$)/.test(argument));
  let language = environmentLanguage(environment);
  if (at >= 0) {
    const [option = ''] = rest.splice(at, 1);
    const name = option.includes('=') ? option.slice('--lang='.length) : rest.splice(at, 1)[0];
    language = languageNamed(name);
  }
  l10n.config({ contents: language === 'en' ? {} : readTranslation(language) });
  return rest;
}

function languageNamed(name: string | undefined): Language {
  const lower = name?.toLowerCase().replace('_', '-');
  if (lower === 'en' || lower === 'zh-cn') return lower;
  throw new UsageError(l10n.t('--lang wants en or zh-cn'));
}

/** As POSIX has it: the first of these that is not empty. */
function environmentLanguage(environment: CommandContext['environment']): Language {
  const names = [environment['LC_ALL'], environment['LC_MESSAGES'], environment['LANG']];
  const name = names.find((value) => value !== undefined && value !== '') ?? '';
  return /^zh(?:_|\.|$)/i.test(name) ? 'zh-cn' : 'en';
}
