import * as l10n from '@vscode/l10n';
import { firstLine } from '../../ansible/lastMessage';
import { noResults } from '../../ansible/playResults';
import { type HostVerdict, hostVerdict } from '../../ansible/verdict';
import { durationText } from '../../text/durationText';
import { stepCommandLine } from '../run/stepCommand';
import type { StepState } from '../run/stepState';
import { availableActions } from './runActions';
import type { HostLook, RunNode, TimeWriter } from './runNode';
import { type RunLook, type RunView, verbOf, waitingStep } from './runView';
import { hostWord, stepWord } from './runWords';

/** A step of a run, with what is known of its hosts, or what a person has to do. */
export function runStepNode(
  stepState: StepState,
  index: number,
  view: RunView,
  time: TimeWriter,
): RunNode {
  const { step, attempt, limit } = stepState;
  const { run, plan } = view.state;
  const look = stepLook(stepState, view);
  const command = stepCommandLine(step, plan, limit);
  // Another one when it begins and when it ends: the view opens and closes only what is new to it.
  const id = `${run}/${step.id}/${attempt}-${stepState.status}`;
  return {
    id,
    kind: 'step',
    label: `${index + 1}. ${step.title}`,
    description: description(stepState, look, view, time),
    look,
    words: stepWords(stepState, view, command !== undefined),
    tooltip: [
      step.title,
      ...(attempt > 1 ? [l10n.t('Attempt {0}.', attempt)] : []),
      ...(stepState.startedAt === undefined
        ? []
        : [l10n.t('Started at {0}.', time(stepState.startedAt))]),
      ...(stepState.sentence === undefined ? [] : [stepState.sentence]),
      ...Object.entries(stepState.answers ?? {}).map(([name, value]) => `${name}: ${value}`),
    ].join('\n'),
    verbatim: [
      ...(command === undefined ? [] : [command]),
      ...(step.kind === 'edit' ? [step.diff] : []),
    ],
    run,
    step: step.id,
    isOpen: ['running', 'waiting'].includes(look) || (hasTrouble(look) && isShort(stepState)),
    children: [
      ...instructionNodes(stepState, id, run),
      ...verdictsOf(stepState, look, view).map((verdict) =>
        hostNode(verdict, { id, run, step: step.id, isUnderWay: look === 'running' }),
      ),
    ],
  };
}

const hasTrouble = (look: RunLook): boolean => ['failed', 'cancelled', 'unknown'].includes(look);

/** A failed step of a big cluster stays closed: its sentence names the host. */
const isShort = ({ hosts }: StepState): boolean => hosts.length <= 20;

function stepLook(stepState: StepState, view: RunView): RunLook {
  switch (stepState.status) {
    case 'pending':
      return 'pending';
    case 'running':
      if (waitingStep(view.state)?.step.id === stepState.step.id) return 'waiting';
      // An ended run has no step under way: it died before it could say how the step ended.
      return view.driver === 'nobody' || view.state.end !== undefined ? 'interrupted' : 'running';
    case 'ended':
      return stepState.outcome ?? 'unknown';
  }
}

function description(
  stepState: StepState,
  look: RunLook,
  { results, progress }: RunView,
  time: TimeWriter,
): string {
  const { startedAt, endedAt, sentence } = stepState;
  const word = stepWord(stepState, look);
  if (look === 'running' || look === 'waiting') {
    const since = startedAt === undefined ? [] : [l10n.t('since {0}', time(startedAt))];
    const now = look === 'running' ? [progress ?? results?.currentTask ?? ''] : [];
    return [word, ...since, ...now].filter((part) => part !== '').join(' · ');
  }
  if (stepState.status !== 'ended') return word;
  const took =
    startedAt === undefined || endedAt === undefined || look === 'skipped'
      ? []
      : [durationText(endedAt - startedAt)];
  // What went well says so in its hosts and its mark; what did not has to be read.
  const why = look === 'succeeded' || sentence === undefined ? [] : [sentence];
  return [word, ...took, ...why].join(' · ');
}

/** What can be done at this very step, and with its command. */
function stepWords(
  { step, startedAt }: StepState,
  { state, driver }: RunView,
  hasCommand: boolean,
): readonly string[] {
  const verbs = availableActions(state).flatMap((action) =>
    'step' in action && action.step.step.id === step.id ? [verbOf(action, driver)] : [],
  );
  return [
    ...new Set(verbs),
    ...(hasCommand ? ['command'] : []),
    ...(hasCommand && startedAt !== undefined ? ['log'] : []),
  ];
}

function instructionNodes({ step }: StepState, id: string, run: string): readonly RunNode[] {
  if (step.kind !== 'manual') return [];
  return step.instructions.map((instruction, index) => ({
    id: `${id}/instruction/${index}`,
    kind: 'instruction',
    label: instruction,
    description: '',
    look: 'instruction',
    words: [],
    tooltip: instruction,
    verbatim: [],
    run,
    step: step.id,
    isOpen: false,
    children: [],
  }));
}

/** What trouble is comes first, for a cluster may have 200 workers. */
const ranks: Readonly<Record<HostVerdict['kind'], number>> = {
  failed: 0,
  unreachable: 1,
  'not-reached': 2,
  changed: 3,
  ok: 4,
  skipped: 5,
};

function verdictsOf(
  { step, hosts, limit }: StepState,
  look: RunLook,
  { results, driver }: RunView,
): readonly HostVerdict[] {
  // From its first moment: the view opens what has something below it when it is new.
  const isLive = look === 'running' && step.kind === 'playbook' && driver === 'here';
  if (!isLive) return hosts.toSorted((a, b) => ranks[a.kind] - ranks[b.kind]);
  const live = (limit ?? step.hosts).map((host) => hostVerdict(host, results ?? noResults));
  const named = new Set(live.map(({ host }) => host));
  // Of an earlier attempt, which is not repeated for them.
  return [...live, ...hosts.filter(({ host }) => !named.has(host))];
}

function hostNode(
  { host, kind, problem }: HostVerdict,
  at: {
    readonly id: string;
    readonly run: string;
    readonly step: string;
    readonly isUnderWay: boolean;
  },
): RunNode {
  const isToCome = at.isUnderWay && kind === 'not-reached';
  const message = problem?.message;
  const task = problem === undefined ? [] : [l10n.t('Task "{0}"', problem.task)];
  return {
    id: `${at.id}/host/${host}`,
    kind: 'host',
    label: host,
    description: [
      isToCome ? l10n.t('to come') : hostWord(kind),
      ...(message === undefined ? [] : [firstLine(message)]),
    ].join(' · '),
    look: isToCome ? 'pending' : hostLooks[kind],
    words: [],
    tooltip: [`${host}: ${hostWord(kind)}`, ...task].join('\n'),
    verbatim: message === undefined ? [] : [message],
    run: at.run,
    step: at.step,
    isOpen: false,
    children: [],
  };
}

const hostLooks: Readonly<Record<HostVerdict['kind'], HostLook>> = {
  ok: 'host-ok',
  changed: 'host-changed',
  skipped: 'host-skipped',
  failed: 'host-failed',
  unreachable: 'host-unreachable',
  'not-reached': 'host-not-reached',
};
