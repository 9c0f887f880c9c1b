import * as l10n from '@vscode/l10n';
import { summarize } from '../text/summarize';
import { firstLine, lastMessage } from './lastMessage';
import type { HostStats } from './playEvents';
import type { HostProblem, HostResult, PlayResults } from './playResults';

/** How one execution of ansible-playbook ended, and what is known of each host. */
export interface Verdict {
  readonly outcome: 'succeeded' | 'failed' | 'cancelled' | 'unknown';
  /** Stable name of the reason, for tests, journals and actions. */
  readonly reason: VerdictReason;
  /** One sentence for the operator. */
  readonly sentence: string;
  readonly hosts: readonly HostVerdict[];
}

export type VerdictReason =
  | 'ok'
  | 'cancelled'
  | 'interrupted'
  | 'nothing-selected'
  | 'host-failed'
  | 'host-unreachable'
  | 'not-started'
  | 'lost'
  | 'results-lost'
  | 'exit-status';

export interface HostVerdict {
  readonly host: string;
  /** `skipped`: it was reached, and every task left it out. */
  readonly kind: 'ok' | 'changed' | 'skipped' | 'failed' | 'unreachable' | 'not-reached';
  readonly problem: HostProblem | undefined;
}

export interface Execution {
  /** Exit status of ansible-playbook; undefined when it ended without leaving one. */
  readonly exitCode: number | undefined;
  readonly results: PlayResults;
  /** Aliases that the run was for. */
  readonly meantHosts: readonly string[];
  readonly isCancelled: boolean;
  /** Last lines of the output, for what Ansible says before the first play. */
  readonly outputTail: string;
}

/**
 * The trust rule: a run succeeded when the `stats` event is there, the exit status is 0, nothing
 * failed, every task has a result, and the hosts that were meant are in the stats. The exit status
 * alone is 0 with a mistyped tag, 2 for a failed host and for a usage error, 4 for unreachable and
 * for both, 120 for a closed pipe that dropped tasks silently.
 */
export function judge(execution: Execution): Verdict {
  const hosts = execution.meantHosts.map((host) => hostVerdict(host, execution.results));
  const reason = reasonOf(execution, hosts);
  return {
    outcome: outcomeOf(reason),
    reason,
    sentence: sentenceOf(reason, execution, hosts),
    hosts,
  };
}

/** What is known of one host, also while the play still runs. */
export function hostVerdict(host: string, results: PlayResults): HostVerdict {
  const result: HostResult | undefined = results.hosts.get(host);
  if (result === undefined) return { host, kind: 'not-reached', problem: undefined };
  if (result.problem !== undefined) {
    return { host, kind: result.problem.kind, problem: result.problem };
  }
  if (result.changed > 0) return { host, kind: 'changed', problem: undefined };
  const isSkipped = result.ok === 0 && result.skipped > 0;
  return { host, kind: isSkipped ? 'skipped' : 'ok', problem: undefined };
}

function reasonOf(execution: Execution, hosts: readonly HostVerdict[]): VerdictReason {
  const { exitCode, results } = execution;
  if (execution.isCancelled && results.stats === undefined) return 'cancelled';
  const problems = [...results.hosts.values()].map((host) => host.problem);
  if (problems.some((problem) => problem?.kind === 'failed')) return 'host-failed';
  if (problems.some((problem) => problem?.kind === 'unreachable')) return 'host-unreachable';
  if (exitCode === undefined || (isSignal(exitCode) && results.stats === undefined)) return 'lost';
  if (exitCode === 99) return 'interrupted';
  if (!results.isStarted || (results.stats === undefined && results.hosts.size === 0)) {
    return exitCode === 0 ? 'nothing-selected' : 'not-started';
  }
  if (results.stats === undefined || results.openTasks.size > 0) return 'results-lost';
  if (exitCode !== 0) return 'exit-status';
  // The recap counts a failure of which no event tells.
  if ([...results.stats.values()].some(hasFailed)) return 'results-lost';
  const isComplete = hosts.every(({ host }) => results.stats?.has(host) === true);
  return isComplete && hosts.length > 0 ? 'ok' : 'nothing-selected';
}

/** A shell says 128 and the signal's number; 250 is Ansible's own ("unexpected exception"). */
const isSignal = (exitCode: number): boolean => exitCode > 128 && exitCode <= 192;

const hasFailed = ({ failures, unreachable }: HostStats): boolean => failures + unreachable > 0;

function outcomeOf(reason: VerdictReason): Verdict['outcome'] {
  switch (reason) {
    case 'ok':
      return 'succeeded';
    case 'cancelled':
      return 'cancelled';
    case 'lost':
      return 'unknown';
    default:
      return 'failed';
  }
}

function sentenceOf(
  reason: VerdictReason,
  execution: Execution,
  hosts: readonly HostVerdict[],
): string {
  const [name, problem] = firstProblem(execution.results, reason);
  switch (reason) {
    case 'ok':
      return hosts.length === 1
        ? l10n.t('Every task on {0} succeeded.', hosts[0]?.host ?? '')
        : l10n.t('Every task on {0} hosts succeeded.', hosts.length);
    case 'cancelled':
      return l10n.t('Cancelled. {0}', reachedSentence(hosts));
    case 'interrupted':
      return l10n.t('ansible-playbook was interrupted (exit 99). {0}', reachedSentence(hosts));
    case 'host-failed':
      return l10n.t('Task "{0}" failed on {1}: {2}', problem.task, name, detail(problem));
    case 'host-unreachable':
      return l10n.t(
        '{0} could not be reached over ssh: {1} Check the machine and its ssh login, then run again.',
        name,
        detail(problem),
      );
    case 'not-started':
      return l10n.t(
        'ansible-playbook ended before the first play (exit {0}): {1}',
        String(execution.exitCode),
        lastMessage(execution.outputTail),
      );
    case 'nothing-selected':
      return l10n.t(
        'Ansible ended without an error but ran nothing on {0}: the tag or the limit matches nothing.',
        missing(execution, hosts),
      );
    case 'lost':
      return l10n.t(
        'ansible-playbook was killed, or the control machine restarted, before it had finished. {0}',
        reachedSentence(hosts),
      );
    case 'results-lost':
      return l10n.t(
        'ansible-playbook ended (exit {0}) but the results of its last tasks are missing: it did not run to its end. {1}',
        String(execution.exitCode),
        reachedSentence(hosts),
      );
    case 'exit-status':
      return l10n.t(
        'No task failed, but ansible-playbook ended with exit status {0}. Read the end of its output.',
        String(execution.exitCode),
      );
  }
}

/** The problem that the reason is about: some hosts may have failed and others be unreachable. */
function firstProblem(
  { hosts }: PlayResults,
  reason: VerdictReason,
): readonly [string, HostProblem] {
  const kind = reason === 'host-unreachable' ? 'unreachable' : 'failed';
  for (const [host, { problem }] of hosts) if (problem?.kind === kind) return [host, problem];
  return ['', { kind, task: '', message: undefined }];
}

export function reachedSentence(hosts: readonly HostVerdict[]): string {
  const reached = hosts.filter((host) => host.kind !== 'not-reached').map(({ host }) => host);
  if (reached.length === 0) return l10n.t('No host was reached.');
  const rest = hosts.length - reached.length;
  return rest === 0
    ? l10n.t('Reached: {0}.', summarize(reached))
    : l10n.t('Reached: {0}; not reached: {1}.', summarize(reached), rest);
}

const missing = (execution: Execution, hosts: readonly HostVerdict[]): string =>
  summarize(
    hosts.map(({ host }) => host).filter((host) => execution.results.stats?.has(host) !== true),
  );

const detail = ({ message }: HostProblem): string =>
  message === undefined ? l10n.t('Ansible gave no message.') : firstLine(message);
