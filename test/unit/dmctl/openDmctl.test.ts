import assert from 'node:assert/strict';
import { answerSentence } from '../../../src/core/dmctl/answerSentence';
import type { DmctlCommand } from '../../../src/core/dmctl/command';
import { openDmctl } from '../../../src/core/dmctl/openDmctl';
import { parseAnswer } from '../../../src/core/dmctl/parseAnswer';
import { ExpectedError } from '../../../src/core/errors/expectedError';
import { printedBy } from '../../support/dmctlFixtures';
import { type FakeMachineParts, fakeMachine } from '../../support/fakeMachine';

const place = { directory: '/home/tidb/dm-ansible/dmctl', masterAddress: '10.0.1.4:8261' };
const call = './dmctl -master-addr 10.0.1.4:8261 -rpc-timeout 4s';
const limits = { timeout: 5000 };
const versionOf = (version: string) => ({ stdout: `Release Version: ${version}\n` });
const locks = printedBy('show-ddl-locks').ok;

function open(commands: FakeMachineParts['commands'] = {}) {
  const machine = fakeMachine({ commands });
  return { machine, dmctl: openDmctl(machine, place) };
}

describe('openDmctl', () => {
  it('runs commands, and asks for the version once', async () => {
    const { machine, dmctl } = open({
      './dmctl -V': versionOf('v1.0.7'),
      [`${call} show-ddl-locks`]: { stdout: locks },
      [`${call} query-status`]: { stdout: printedBy('query-tasks').ok },
    });
    const answer = await dmctl({ kind: 'show-ddl-locks' }, limits);
    assert.ok(answer.kind === 'ok');
    assert.equal(answer.value[0]?.owner, '10.0.1.11:8262');
    const tasks = await dmctl({ kind: 'query-tasks' }, limits);
    assert.ok(tasks.kind === 'ok');
    assert.equal(tasks.value[1]?.name, 'users');
    assert.deepEqual(machine.ran, ['./dmctl -V', `${call} show-ddl-locks`, `${call} query-status`]);
    assert.deepEqual(machine.inputs, ['', '', '']);
  });

  it('types into the shell of an old dmctl', async () => {
    const { machine, dmctl } = open({
      './dmctl -V': versionOf('v1.0.2'),
      [call]: { stdout: `Welcome to dmctl\n\n${locks}dmctl exit\n` },
    });
    const answer = await dmctl({ kind: 'show-ddl-locks', task: 'orders' }, limits);
    assert.equal(answer.kind, 'ok');
    assert.deepEqual(machine.inputs, ['', 'show-ddl-locks orders\n']);
  });

  it('does not type what the shell would take for two words', async () => {
    const { machine, dmctl } = open({ './dmctl -V': versionOf('v1.0.2') });
    const answer = await dmctl({ kind: 'stop-task', task: 'a b' }, limits);
    assert.deepEqual(answer, { kind: 'unreadable', reason: 'usage', text: 'a b' });
    assert.equal(machine.ran.length, 1);
  });

  it('tells of a command that was ended for taking too long, but believes what it had said', async () => {
    const killed = { exitCode: undefined, signal: 'SIGTERM' };
    for (const [stdout, kind] of [
      ['', 'unreadable'],
      ['{\n    "result": true,', 'unreadable'],
      [locks, 'ok'],
    ] as const) {
      const { dmctl } = open({
        './dmctl -V': versionOf('v1.0.7'),
        [`${call} show-ddl-locks`]: { ...killed, stdout },
      });
      const answer = await dmctl({ kind: 'show-ddl-locks' }, limits);
      assert.equal(answer.kind, kind);
      if (answer.kind === 'unreadable') assert.equal(answer.reason, 'timed-out');
    }
  });

  for (const code of ['command-not-found', 'deployment-missing']) {
    it(`says how to get a dmctl that is not there: ${code}`, async () => {
      const { machine, dmctl } = open({ './dmctl -V': new ExpectedError(code, 'no') });
      const run = () => dmctl({ kind: 'query-tasks' }, limits);
      for (const times of [1, 2]) {
        await assert.rejects(run, (error) => {
          assert.ok(error instanceof ExpectedError);
          assert.equal(error.code, 'dmctl-missing');
          assert.match(error.message, /\/home\/tidb\/dm-ansible\/dmctl.*--tags=dmctl/);
          return true;
        });
        assert.equal(machine.ran.length, times);
      }
    });
  }

  it('passes on what else the control machine says', async () => {
    const { dmctl } = open({ './dmctl -V': new ExpectedError('connection-lost', 'gone') });
    await assert.rejects(dmctl({ kind: 'query-tasks' }, limits), { code: 'connection-lost' });
  });
});

describe('answerSentence', () => {
  const stop: DmctlCommand = { kind: 'stop-task', task: 'orders' };
  const failed = { kind: 'failed' as const, value: [], workers: [] };
  const check = (answer: Parameters<typeof answerSentence>[1], expected: RegExp): void => {
    assert.match(answerSentence(stop, answer), expected);
  };

  it('names the workers that failed, and what to do', () => {
    const workers = ['a:1', 'b:1'].map((worker) => ({ worker, isOk: false, message: 'no' }));
    check(
      { ...failed, workers, message: 'a:1 relevant worker-client not found' },
      /^dmctl stop-task failed on a:1, b:1: a:1 relevant .* found\n.*Roll DM-master\.$/,
    );
    check(
      { ...failed, message: 'task orders has no workers or not exist, can try' },
      /^dmctl stop-task failed: task orders .*\n.*refresh the tasks/,
    );
    check({ ...failed, message: 'rpc error: code = Unavailable' }, /Look whether it runs/);
    check({ ...failed, message: 'lock x is resolving' }, /in a minute/);
    check({ ...failed, message: 'so it is' }, /^dmctl stop-task failed: so it is$/);
  });

  it('says of a connection that was refused no more than whose, and why', () => {
    const refused = (kind: 'pause-relay' | 'query-tasks', text: string): void => {
      const answer = parseAnswer(kind, { stdout: text, stderr: '' });
      assert.ok(answer.kind !== 'ok');
      assert.match(answerSentence(stop, answer), /10\.0\.1\.\d+:\d+: connection refused$/m);
      assert.doesNotMatch(answerSentence(stop, answer), /SubConns|desc =/);
    };
    refused('pause-relay', printedBy('pause-relay').failedWorker);
    refused('query-tasks', printedBy('query-tasks').rpcError);
  });

  it('shows a failed check by its lines', () => {
    const message =
      'x\n detail: {"results": [{"name": "version", "state": "fail", "errorMsg": "old"}]}';
    check({ ...failed, message }, /^dmctl stop-task failed: fail: version: old$/);
  });

  it('has a sentence for each answer that can not be read, before what was printed', () => {
    const reasons = [
      ...(['no-master', 'rpc-error', 'usage', 'no-file', 'timed-out'] as const),
      ...(['truncated', 'other-json', 'empty', 'text'] as const),
    ];
    const sentences = reasons.map((reason) =>
      answerSentence(stop, { kind: 'unreadable', reason, text: 'printed' }),
    );
    assert.equal(new Set(sentences).size, reasons.length);
    assert.ok(sentences.every((sentence) => sentence.endsWith('\nprinted')));
  });
});
