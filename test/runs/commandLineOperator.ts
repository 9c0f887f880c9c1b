import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { ProcedureId } from '../../src/core/procedure/procedure';
import { parseJournal } from '../../src/core/procedure/run/journal';
import { foldJournal, type RunState } from '../../src/core/procedure/run/runState';
import { waitingStep } from '../../src/core/procedure/view/runView';
import { type ProgramEnd, runProgram } from '../support/commandLineProgram';
import { root } from '../support/sourceFiles';
import type { ToolWorld } from '../support/toolWorld';
import type { CrashCase } from './crashes';

/** Where the program is killed: at which event of the journal, and when. */
export interface KillPoint {
  readonly at: number;
  readonly moment: 'before' | 'torn' | 'after';
}

/** Somebody who works with `dm-cluster` in one deployment. */
export function commandLineOperator(
  program: string,
  world: Pick<ToolWorld, 'deployment' | 'environment'>,
) {
  const { deployment } = world;
  const inventory = ['-i', `${deployment}/inventory.ini`];
  const [killer, terminal] = ['killer.cjs', 'terminal.cjs'].map((name) =>
    path.join(root, 'test/support', name),
  ) as [string, string];

  const call = (
    argv: readonly string[],
    { hasTerminal, input }: Pick<CrashCase, 'hasTerminal' | 'input'> = {},
    kill?: KillPoint,
  ): Promise<ProgramEnd> => {
    const preloaded = [
      ...(hasTerminal === undefined ? [] : [terminal]),
      ...(kill === undefined ? [] : [killer]),
    ];
    return runProgram(
      [...preloaded.flatMap((file) => ['--require', file]), program, ...argv, ...inventory],
      {
        ...world.environment(),
        ...(kill === undefined ? {} : { KILL_AT: String(kill.at), KILL_MOMENT: kill.moment }),
      },
      { input },
    );
  };

  const begin = (id: ProcedureId, how: CrashCase, kill?: KillPoint) => {
    const { parameters, override, verifyDeadline } = how;
    return call(
      [
        'run',
        id,
        '--yes',
        ...Object.entries(parameters).flatMap(([name, value]) => ['-p', `${name}=${value}`]),
        ...(override === undefined ? [] : ['--override', override]),
        ...(verifyDeadline === undefined ? [] : ['--verify-deadline', String(verifyDeadline)]),
      ],
      how,
      kill,
    );
  };

  /** Goes on with a run, and says of its manual step that it is done. */
  const goOn = (state: RunState, how: CrashCase, kill?: KillPoint) => {
    const { answers = {} } = how;
    const step = waitingStep(state)?.step;
    const questions = step?.kind === 'manual' ? step.questions : [];
    const given = questions.flatMap(({ id }) => ['--answer', `${id}=${answers[id] ?? ''}`]);
    const confirmation = step === undefined ? [] : ['--confirm', ...given];
    return call(['run', '--resume', state.run, ...confirmation], how, kill);
  };

  return {
    call,
    begin,
    goOn,
    journal: () => readLatest(deployment),
    /** Drives a run on for as long as it only waits for a person. */
    async throughManual(end: ProgramEnd, how: CrashCase, kill?: KillPoint): Promise<ProgramEnd> {
      let last = end;
      while (last.status === 5) {
        const state = readLatest(deployment)?.state;
        if (state === undefined || waitingStep(state) === undefined) return last;
        last = await goOn(state, how, kill);
      }
      return last;
    },
  };
}

/** The latest run's journal, as text and as what it means; undefined where there is none. */
function readLatest(deployment: string) {
  const runs = `${deployment}/.dm-cluster/runs`;
  const names = existsSync(runs) ? readdirSync(runs).sort() : [];
  const name = names.findLast((run) => existsSync(`${runs}/${run}/journal.jsonl`));
  if (name === undefined) return undefined;
  const text = readFileSync(`${runs}/${name}/journal.jsonl`, 'utf8');
  const events = parseJournal(text);
  const state = foldJournal(events);
  return state === undefined ? undefined : { text, events, state, directory: `${runs}/${name}` };
}
