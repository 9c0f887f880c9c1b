import assert from 'node:assert/strict';
import { noResults } from '../../../../src/core/ansible/playResults';
import { type CommandEnd, judgeCommand } from '../../../../src/core/procedure/run/judgeCommand';
import type { StepOf, StepOutcome } from '../../../../src/core/procedure/step';
import { resultsOf, started } from '../../../support/plays';

const pause: StepOf<'dmctl'> = {
  kind: 'dmctl',
  id: 'pause',
  title: 'Pause',
  command: { kind: 'pause-relay', workers: ['127.0.0.2:8262'] },
};
const shell: StepOf<'shell'> = { kind: 'shell', id: 's', title: 'S', argv: ['true'] };

const play: StepOf<'playbook'> = {
  kind: 'playbook',
  id: 'p',
  title: 'P',
  invocation: { playbook: 'start.yml' },
  hosts: [],
};

function check(
  step: typeof pause | typeof shell | typeof play,
  end: Partial<CommandEnd>,
  outcome: StepOutcome,
  says: RegExp,
  hosts: readonly string[] = [],
): void {
  const result = judgeCommand(step, undefined, {
    exitCode: 0,
    output: '',
    outputTail: '',
    results: noResults,
    isCancelled: false,
    ...end,
  });
  assert.equal(result.outcome, outcome, result.sentence);
  assert.match(result.sentence, says);
  assert.deepEqual(
    result.hosts.map(({ host, kind }) => `${host} ${kind}`),
    hosts,
  );
}

const answer = (result: boolean, worker: boolean, msg = ''): string =>
  JSON.stringify({ result, msg, workers: [{ result: worker, worker: '127.0.0.2:8262', msg }] });

describe('judgeCommand, dmctl', () => {
  it('believes the answer', () => {
    check(pause, { output: answer(true, true) }, 'succeeded', /done/);
  });
  it('believes the answer though the exit status is 0', () => {
    check(pause, { output: answer(false, false, 'not running') }, 'failed', /not running/, [
      '127.0.0.2:8262 failed',
    ]);
    check(pause, { output: answer(true, false, 'not running') }, 'failed', /not running/, [
      '127.0.0.2:8262 failed',
    ]);
  });
  it('failed where dmctl never got through', () => {
    const output = 'can not pause relay: rpc error: code = Unavailable desc = connection refused\n';
    check(pause, { output }, 'failed', /connection refused/);
  });
  it('does not know what garbage means', () => {
    for (const output of ['', 'hello\n', '{"result": tr', '{"a":1}']) {
      check(pause, { output }, 'unknown', /printed nothing|no answer|not known|ends in the middle/);
    }
  });
  it('does not know what a killed dmctl did', () => {
    check(pause, { exitCode: undefined }, 'unknown', /printed nothing/);
    check(pause, { exitCode: 130, isCancelled: true }, 'cancelled', /printed nothing/);
  });
});

describe('judgeCommand, of a program that is not there', () => {
  const gone = { exitCode: 127, output: "env: './dmctl': No such file or directory\n" };

  it('says that nothing was run, and what to do', () => {
    check(shell, gone, 'failed', /^true is not there any more.*Nothing was run\. Install it/);
    check(pause, gone, 'failed', /^dmctl is not there any more/);
    check(play, gone, 'failed', /^ansible-playbook is not there any more/);
  });
  it('does not say it of one that began', () => {
    check(play, { ...gone, results: resultsOf([started]) }, 'failed', /exit 127/);
  });
});

describe('judgeCommand, shell', () => {
  it('believes the exit status', () => {
    check(shell, {}, 'succeeded', /Done/);
    check(
      shell,
      { exitCode: 2, outputTail: 'a\nERROR! b\nc\n' },
      'failed',
      /exit status 2: ERROR! b/,
    );
  });
  it('knows cancelled and killed apart', () => {
    check(shell, { exitCode: 130, isCancelled: true }, 'cancelled', /Cancelled/);
    check(shell, { exitCode: undefined }, 'unknown', /killed/);
    check(shell, { isCancelled: true }, 'succeeded', /Done/);
  });
});
