import * as l10n from '@vscode/l10n';
import { parsePlayEvent } from '../core/ansible/playEvents';
import { ExpectedError } from '../core/errors/expectedError';
import type { ControlMachine } from '../core/ports/controlMachine';
import { parseJournal } from '../core/procedure/run/journal';
import type {
  EditOutcome,
  FileEdit,
  LaunchedCommand,
  RunDirectory,
  StepEnd,
  StepListener,
  StopSignal,
} from '../core/procedure/run/runDirectory';
import { createLineSplitter } from '../core/text/lineSplitter';
import { noSpaceLeft } from './noSpaceLeft';

/** Exit status of the launcher when the step's directory exists: it was started before. */
const startedBefore = 73;
/** And when a file is neither as before nor as after its edit. */
const changedSince = 3;
const tailLength = 4096;
const signalNames: Readonly<Record<StopSignal, string>> = {
  interrupt: 'INT',
  terminate: 'TERM',
  kill: 'KILL',
};

export interface RunPlace {
  readonly run: string;
  /** Absolute directory of this run. */
  readonly path: string;
  /** Working directory of its commands. */
  readonly deployment: string;
  readonly launcher: string;
  readonly holdsLock: () => Promise<boolean>;
  readonly releaseLock: () => Promise<void>;
}

/** A run's journal and steps, on whichever control machine. */
export function createRunDirectory(machine: ControlMachine, place: RunPlace): RunDirectory {
  const journal = `${place.path}/journal.jsonl`;
  const sign = `${place.path}/sign-of-life`;
  const stepPath = (step: string): string => `${place.path}/${step}`;
  const launcher = (operation: string, ...rest: readonly string[]) =>
    machine.run(['sh', place.launcher, operation, ...rest], { cwd: place.deployment });

  let isWhole = false;
  const edit = async (
    operation: 'edit' | 'undo',
    step: string,
    { file, before, after }: FileEdit,
  ): Promise<EditOutcome> => {
    const path = `${place.deployment}/${file}`;
    const { exitCode, stderr } = await launcher(operation, stepPath(step), path, before, after);
    if (exitCode === 0) return { kind: 'done' };
    return exitCode === changedSince
      ? { kind: 'changed' }
      : { kind: 'failed', reason: stderr.trim() };
  };

  return {
    run: place.run,
    append: async (event) => {
      // Whoever wrote before may have died, or found the disk full, in the middle of a line.
      const text = `${isWhole ? '' : '\n'}${JSON.stringify(event)}\n`;
      isWhole = false;
      await machine.appendText(journal, text);
      isWhole = true;
    },
    giveSign: (at) => machine.writeText(sign, String(at)),
    lastSign: async () => Number(await machine.readText(sign)) || 0,
    readJournal: async () => parseJournal((await machine.readText(journal)) ?? ''),
    holdsLock: place.holdsLock,
    releaseLock: place.releaseLock,
    edit: (step, change) => edit('edit', step, change),
    undoEdit: (step, change) => edit('undo', step, change),

    async removeTexts() {
      const names = await machine.list(place.path);
      const texts = names.filter((name) => /\.(?:after|before)(?:\.new)?$/.test(name));
      for (const name of texts) await machine.remove(`${place.path}/${name}`);
    },

    terminalArgv: (step, command) => [
      'sh',
      place.launcher,
      'attach',
      ...launchArguments(stepPath(step), place.deployment, command),
    ],

    async launch(step, command) {
      const path = stepPath(step);
      if (command.input !== undefined) await machine.writeText(`${path}.input`, command.input);
      const result = await launcher('start', ...launchArguments(path, place.deployment, command));
      if (result.exitCode === 0 || result.exitCode === startedBefore) return;
      if (/No space left on device|Disk quota exceeded/.test(result.stderr)) {
        throw noSpaceLeft(path, result.stderr);
      }
      throw new ExpectedError(
        'launch-failed',
        l10n.t(
          'The command could not be started on {0} (launcher exit {1}). {2}',
          machine.name,
          String(result.exitCode),
          result.stderr.trim(),
        ),
      );
    },

    async follow(step, listener, signal) {
      const path = stepPath(step);
      const writer = parseState((await launcher('state', path)).stdout);
      const whileAlive = writer.kind === 'running' ? writer.pid : undefined;
      const tail = createTail();
      await Promise.all([
        machine.follow(
          `${path}/output.log`,
          { from: 0, whileAlive, signal },
          outputTo(listener, tail),
        ),
        machine.follow(`${path}/events.jsonl`, { from: 0, whileAlive, signal }, eventsTo(listener)),
      ]);
      const end = parseState((await launcher('state', path)).stdout);
      return { exitCode: end.kind === 'done' ? end.status : undefined, outputTail: tail.text() };
    },

    readOutput: async (step) => (await machine.readText(`${stepPath(step)}/output.log`)) ?? '',

    isLaunched: async (step) =>
      parseState((await launcher('state', stepPath(step))).stdout).kind !== 'absent',

    isRunning: async (step) =>
      parseState((await launcher('state', stepPath(step))).stdout).kind === 'running',

    async stop(step, signal) {
      const result = await launcher('stop', stepPath(step), signalNames[signal]);
      return result.exitCode === 0;
    },
  };
}

type StepProcess =
  | { readonly kind: 'running'; readonly pid: number }
  | { readonly kind: 'done'; readonly status: number }
  | { readonly kind: 'lost' | 'absent' };

function parseState(stdout: string): StepProcess {
  const [kind, number] = stdout.trim().split(' ');
  if (kind === 'running') return { kind, pid: Number(number) };
  if (kind === 'done') return { kind, status: Number(number) };
  return { kind: kind === 'absent' ? 'absent' : 'lost' };
}

/** `STEP CWD COMMAND...` of the launcher. */
function launchArguments(
  path: string,
  deployment: string,
  { argv, directory, environment }: LaunchedCommand,
): readonly string[] {
  const settings = { ...environment, DM_CLUSTER_EVENTS: `${path}/events.jsonl` };
  const assignments = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  const cwd = directory === '' ? deployment : `${deployment}/${directory}`;
  return [path, cwd, 'env', ...assignments, ...argv];
}

function outputTo(listener: StepListener, tail: Tail): (chunk: Uint8Array) => void {
  const decoder = new TextDecoder();
  return (chunk) => {
    const text = decoder.decode(chunk, { stream: true });
    tail.add(text);
    listener.onOutput(text);
  };
}

function eventsTo(listener: StepListener): (chunk: Uint8Array) => void {
  return createLineSplitter((line) => {
    const event = parsePlayEvent(line);
    if (event !== undefined) listener.onEvent(event);
  });
}

interface Tail {
  readonly add: (text: string) => void;
  readonly text: () => StepEnd['outputTail'];
}

/** Keeps the end of the output, for what Ansible says before its first play. */
function createTail(): Tail {
  let kept = '';
  return {
    add: (text) => {
      kept = (kept + text).slice(-tailLength);
    },
    text: () => kept,
  };
}
