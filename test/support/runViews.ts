import type { JournalEvent } from '../../src/core/procedure/run/journal';
import { foldJournal } from '../../src/core/procedure/run/runState';
import type { RunNode } from '../../src/core/procedure/view/runNode';
import { runTree } from '../../src/core/procedure/view/runTree';
import type { RunView } from '../../src/core/procedure/view/runView';
import { stateOf } from './driving';
import { planOfEveryKind } from './everyKind';
import type { FakeRun } from './fakeRun';

/** Times of fake clocks, in milliseconds since their start. */
export const plainTime = (at: number): string => `T+${at}`;

export function viewOf(run: FakeRun, more: Partial<RunView> = {}): RunView {
  return { state: stateOf(run), driver: 'elsewhere', ...more };
}

/** A run as the view draws it: indented, `look: label · description [what can be done]`. */
export function drawRun(view: RunView): readonly string[] {
  return draw(runTree(view, plainTime), '');
}

function draw(node: RunNode, indent: string): readonly string[] {
  const words = node.words.length === 0 ? '' : ` [${node.words.join(' ')}]`;
  const description = node.description === '' ? '' : ` · ${node.description}`;
  return [
    `${indent}${node.look}: ${node.label}${description}${words}`,
    ...node.children.flatMap((child) => draw(child, `${indent}  `)),
  ];
}

/** A run of every kind of step in each state that a menu may meet, from its journal alone. */
export function runStates(): readonly RunView[] {
  const plan = planOfEveryKind();
  const planned: JournalEvent = {
    ...{ type: 'planned', version: 2, at: 0, run: 'r1', user: 'tidb', plan },
  };
  const passed = (step: string): readonly JournalEvent[] => [
    { type: 'step-started', at: 1, step },
    { type: 'step-ended', at: 2, step, outcome: 'succeeded', sentence: '', hosts: [] },
  ];
  const edited = ['backup', 'create-users', 'edit-version', 'edit-hosts'].flatMap(passed);
  const ended = { type: 'ended', at: 9, outcome: 'failed', survey: undefined } as const;
  const failed: readonly JournalEvent[] = [
    ...edited,
    { type: 'step-started', at: 3, step: 'roll' },
    {
      ...{ type: 'step-ended', at: 4, step: 'roll', outcome: 'failed', sentence: 'No.', hosts: [] },
      followUps: [{ procedure: 'refresh-worker-tasks', parameters: {} }],
    },
    ended,
  ];
  const waiting = [
    ...[...edited, ...['roll', 'pause'].flatMap(passed)],
    { type: 'step-started', at: 3, step: 'switch' } as const,
  ];
  return [[], failed, waiting, [...edited, ended]].flatMap((events) => {
    const state = foldJournal([planned, ...events]);
    if (state === undefined) throw new Error('no plan');
    return [
      { state, driver: 'nobody' },
      { state, driver: 'here' },
    ];
  });
}
