import * as l10n from '@vscode/l10n';
import { lastMessage } from '../../ansible/lastMessage';
import type { PlayResults } from '../../ansible/playResults';
import { type HostVerdict, judge } from '../../ansible/verdict';
import type { UnreadableReason } from '../../dmctl/answer';
import { answerSentence } from '../../dmctl/answerSentence';
import { parseAnswer } from '../../dmctl/parseAnswer';
import type { WorkerResult } from '../../dmctl/results';
import type { StepOf, StepOutcome } from '../step';
import type { StepEnd } from './runDirectory';
import type { StepResult } from './stepResult';

/** How a command ended and what it told on the way. */
export interface CommandEnd extends StepEnd {
  /** All that it printed, of dmctl. */
  readonly output: string;
  readonly results: PlayResults;
  readonly isCancelled: boolean;
}

/** A playbook is judged by its events, dmctl by its answer, any other command by its exit status. */
export function judgeCommand(
  step: StepOf<'playbook' | 'dmctl' | 'shell'>,
  limit: readonly string[] | undefined,
  end: CommandEnd,
): StepResult {
  if (end.exitCode === notFound && !end.results.isStarted) return notInstalled(step);
  switch (step.kind) {
    case 'playbook': {
      const { outcome, sentence, hosts } = judge({ ...end, meantHosts: limit ?? step.hosts });
      return { outcome, sentence, hosts };
    }
    case 'dmctl':
      return judgeDmctl(step, end);
    case 'shell':
      return judgeShell(end);
  }
}

/** What a shell says when there is no such program. */
const notFound = 127;

/** It was there when the plan was made. */
function notInstalled(step: StepOf<'playbook' | 'dmctl' | 'shell'>): StepResult {
  const program =
    step.kind === 'shell'
      ? (step.argv[0] ?? '')
      : step.kind === 'dmctl'
        ? 'dmctl'
        : 'ansible-playbook';
  const sentence = l10n.t(
    '{0} is not there any more, or not in PATH. Nothing was run. Install it, then try again.',
    program,
  );
  return { outcome: 'failed', sentence, hosts: [] };
}

function judgeDmctl(step: StepOf<'dmctl'>, end: CommandEnd): StepResult {
  const answer = parseAnswer(step.command.kind, { stdout: end.output, stderr: '' });
  switch (answer.kind) {
    case 'ok':
      return {
        outcome: 'succeeded',
        sentence: answer.message || l10n.t('dmctl: done.'),
        hosts: [],
      };
    case 'failed':
      return {
        outcome: 'failed',
        sentence: answerSentence(step.command, answer),
        hosts: answer.workers.map(workerVerdict),
      };
    case 'unreadable':
      return {
        outcome: unreadableOutcome(answer.reason, end),
        sentence: answerSentence(step.command, answer),
        hosts: [],
      };
  }
}

/** Where dmctl never got through, nothing was done; what it broke off in the middle of may be. */
function unreadableOutcome(reason: UnreadableReason, { isCancelled }: CommandEnd): StepOutcome {
  if (isCancelled) return 'cancelled';
  return ['no-master', 'usage', 'no-file'].includes(reason) ? 'failed' : 'unknown';
}

const workerVerdict = ({ worker, isOk, message }: WorkerResult): HostVerdict => ({
  host: worker,
  kind: isOk ? 'changed' : 'failed',
  problem: isOk ? undefined : { kind: 'failed', task: 'dmctl', message },
});

function judgeShell({ exitCode, isCancelled, outputTail }: CommandEnd): StepResult {
  if (exitCode === 0) return { outcome: 'succeeded', sentence: l10n.t('Done.'), hosts: [] };
  if (isCancelled) return { outcome: 'cancelled', sentence: l10n.t('Cancelled.'), hosts: [] };
  if (exitCode === undefined) {
    const sentence = l10n.t(
      'The command was killed, or the control machine restarted, before it had finished.',
    );
    return { outcome: 'unknown', sentence, hosts: [] };
  }
  const sentence = l10n.t(
    'The command ended with exit status {0}: {1}',
    exitCode,
    lastMessage(outputTail),
  );
  return { outcome: 'failed', sentence, hosts: [] };
}
