import * as l10n from '@vscode/l10n';
import { summarize } from '../text/summarize';
import type { DmctlAnswer, UnreadableReason } from './answer';
import { checkLines, checkResults } from './checkResults';
import type { DmctlCommand } from './command';
import { dmctlArguments } from './commandArguments';
import { plainMessage } from './messages';

type NotOk = Exclude<DmctlAnswer, { readonly kind: 'ok' }>;

/** Why a command did not do what it should, and what to do now; lines. */
export function answerSentence(command: DmctlCommand, answer: NotOk): string {
  const [name = ''] = dmctlArguments(command);
  if (answer.kind === 'unreadable') {
    const sentence = sentences[answer.reason](name);
    return answer.text === '' ? sentence : `${sentence}\n${plainMessage(answer.text)}`;
  }
  const checks = checkLines(checkResults(answer.message));
  const reason = checks.length > 0 ? checks.join('\n') : plainMessage(answer.message);
  const [workers, advice] = [answer.workers.map(({ worker }) => worker), adviceFor(answer)];
  const sentence =
    workers.length === 0
      ? l10n.t('dmctl {0} failed: {1}', name, reason)
      : l10n.t('dmctl {0} failed on {1}: {2}', name, summarize(workers), reason);
  return advice === undefined ? sentence : `${sentence}\n${advice}`;
}

const sentences: Readonly<Record<UnreadableReason, (name: string) => string>> = {
  'no-master': () =>
    l10n.t('DM-master does not answer. Look whether it runs, and start it if it does not.'),
  'broken-off': (name) =>
    l10n.t(
      'The connection to DM-master ended before it had answered dmctl {0}: it may have done it all the same. Look whether it runs, and at the status before you try again.',
      name,
    ),
  'rpc-error': (name) =>
    l10n.t('DM-master answered dmctl {0} with an error. Its log says more.', name),
  usage: (name) =>
    l10n.t(
      'dmctl does not take {0} as it was given: it may be older than DM-master. Roll dmctl, or run the command by hand.',
      name,
    ),
  'no-file': (name) =>
    l10n.t('dmctl {0} can not read the file of the task. Check its path, then try again.', name),
  'timed-out': (name) =>
    l10n.t(
      'dmctl {0} was not done in time; DM-master may still be at it. Look at the status before you try again.',
      name,
    ),
  truncated: (name) =>
    l10n.t('The answer to dmctl {0} ends in the middle; nothing of it was used. Try again.', name),
  'other-json': (name) =>
    l10n.t(
      'dmctl {0} answered in a shape that is not known. Its version may differ from that of DM-master: roll dmctl.',
      name,
    ),
  empty: (name) =>
    l10n.t('dmctl {0} printed nothing. Run it by hand and look at dmctl.log beside it.', name),
  text: (name) => l10n.t('dmctl {0} printed no answer:', name),
};

/** Advice for what DM 1.0.7 says in these words. Source: dm/master/server.go. */
function adviceFor(answer: Extract<NotOk, { readonly kind: 'failed' }>): string | undefined {
  const words = [answer.message, ...answer.workers.map(({ message }) => message)].join('\n');
  return advices.find(([sign]) => sign.test(words))?.[1]();
}

const advices: readonly (readonly [RegExp, () => string])[] = [
  [
    /relevant worker-client not found/,
    () =>
      l10n.t(
        'DM-master does not know this worker: its configuration is older than the inventory. Roll DM-master.',
      ),
  ],
  [
    /has no workers or not exist/,
    () =>
      l10n.t(
        'DM-master knows no worker of this task. If the task exists, refresh the tasks of the workers, then try again.',
      ),
  ],
  [
    /code = Unavailable/,
    () => l10n.t('DM-master can not reach the worker. Look whether it runs, and start it.'),
  ],
  [
    /is resolving/,
    () => l10n.t('The lock is being resolved right now. Look at it again in a minute.'),
  ],
];
