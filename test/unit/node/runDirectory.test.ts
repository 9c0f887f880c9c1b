import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { PlayEvent } from '../../../src/core/ansible/playEvents';
import type { RunDirectory } from '../../../src/core/procedure/run/runDirectory';
import { createLocalMachine } from '../../../src/node/localMachine';
import { createRunDirectory } from '../../../src/node/runDirectory';
import { root } from '../../support/sourceFiles';
import { temporaryDirectory } from '../../support/temporaryDirectory';

describe('runDirectory', () => {
  const at = temporaryDirectory();
  const directory = (): RunDirectory =>
    createRunDirectory(createLocalMachine(), {
      run: 'r1',
      path: at('r1'),
      deployment: at(),
      launcher: path.join(root, 'src/node/controlMachineFiles/launcher.sh'),
      holdsLock: () => Promise.resolve(true),
      releaseLock: () => Promise.resolve(),
    });

  interface Followed {
    readonly output: string;
    readonly events: readonly PlayEvent[];
    readonly exitCode: number | undefined;
    readonly outputTail: string;
  }

  async function follow(step: string, onOutput?: (text: string) => void): Promise<Followed> {
    let output = '';
    const events: PlayEvent[] = [];
    const end = await directory().follow(
      step,
      {
        onOutput: (text) => {
          output += text;
          onOutput?.(output);
        },
        onEvent: (event) => events.push(event),
      },
      new AbortController().signal,
    );
    return { output, events, ...end };
  }

  it('runs a step and passes on its output, its events and its status', async () => {
    const script =
      'printf 中控机; echo; echo \'{"ev":"exit"}\' >>"$DM_CLUSTER_EVENTS"; pwd; exit 4';
    await directory().launch('one', { argv: ['sh', '-c', script], directory: '', environment: {} });
    const { output, events, exitCode, outputTail } = await follow('one');
    assert.equal(output, `中控机\n${at()}\n`);
    assert.equal(outputTail, output);
    assert.deepEqual(events, [{ ev: 'exit' }]);
    assert.equal(exitCode, 4);
  });

  it('gives the step its environment', async () => {
    await directory().launch('one', {
      argv: ['sh', '-c', 'echo "$A"'],
      directory: '',
      environment: { A: 'b = c\'d"' },
    });
    assert.equal((await follow('one')).output, 'b = c\'d"\n');
  });

  it('starts a step no second time, and follows it from its beginning', async () => {
    await directory().launch('one', { argv: ['echo', 'first'], directory: '', environment: {} });
    await follow('one');
    await directory().launch('one', { argv: ['echo', 'second'], directory: '', environment: {} });
    assert.equal((await follow('one')).output, 'first\n');
  });

  it('does not know how a killed step ended', async () => {
    const script = "console.log('ready');setInterval(()=>0,1e6)";
    await directory().launch('one', {
      argv: [process.execPath, '-e', script],
      directory: '',
      environment: {},
    });
    assert.equal(await directory().isRunning('one'), true);
    const { exitCode } = await follow('one', (output) => {
      if (output === 'ready\n') void directory().stop('one', 'kill');
    });
    assert.equal(exitCode, undefined);
    assert.equal(await directory().isRunning('one'), false);
    assert.equal(await directory().stop('one', 'interrupt'), false);
  });

  it('keeps the end of long output', async () => {
    const argv = ['sh', '-c', 'head -c 100000 /dev/zero | tr "\\0" x; echo end'];
    await directory().launch('one', { argv, directory: '', environment: {} });
    const { output, outputTail } = await follow('one');
    assert.equal(output.length, 100_004);
    assert.equal(outputTail.length, 4096);
    assert.ok(outputTail.endsWith('xend\n'));
  });

  it('runs a command below the deployment, and gives it what it reads', async () => {
    mkdirSync(at('dmctl'));
    const argv = ['sh', '-c', 'basename "$PWD"; cat'];
    await directory().launch('one', { argv, directory: 'dmctl', input: 'a b\n', environment: {} });
    assert.equal((await follow('one')).output, 'dmctl\na b\n');
  });

  it('says that it could not start a step', async () => {
    const nowhere = createRunDirectory(createLocalMachine(), {
      run: 'r1',
      path: '/proc/r1',
      deployment: at(),
      launcher: path.join(root, 'src/node/controlMachineFiles/launcher.sh'),
      holdsLock: () => Promise.resolve(true),
      releaseLock: () => Promise.resolve(),
    });
    await assert.rejects(
      nowhere.launch('one', { argv: ['true'], directory: '', environment: {} }),
      /could not be started.*exit 74/,
    );
  });

  it('writes its journal line by line, and begins a new one behind a torn one', async () => {
    const cancelled = { type: 'cancel-requested', at: 1 } as const;
    await directory().append(cancelled);
    await directory().append({ ...cancelled, at: 2 });
    appendFileSync(at('r1', 'journal.jsonl'), '{"type":"canc');
    await directory().append({ ...cancelled, at: 3 });
    const times = (await directory().readJournal()).map((event) => event.at);
    assert.deepEqual(times, [1, 2, 3]);
  });
});
