import assert from 'node:assert/strict';
import { type Execution, judge, type VerdictReason } from '../../../src/core/ansible/verdict';
import { goodPlay, result, resultsOf, started, stats, task } from '../../support/plays';

/** How a run ended, and what the verdict has to be; each case breaks one clause of the trust rule. */
interface Case {
  readonly name: string;
  readonly events: readonly object[];
  readonly exitCode?: number | undefined;
  readonly hosts?: readonly string[];
  readonly isCancelled?: boolean;
  readonly output?: string;
  readonly reason: VerdictReason;
  readonly outcome: 'succeeded' | 'failed' | 'cancelled' | 'unknown';
  /** What the sentence has to say. */
  readonly says: readonly string[];
}

const failure = [started, task('1'), result('failed', 'w1', '1', { msg: 'Timeout\nmore' })];
const lostHost = [
  started,
  task('1'),
  result('unreachable', 'w1', '1', { msg: 'Failed to connect: Connection refused' }),
];

const cases: readonly Case[] = [
  {
    name: 'stats, exit 0, every task with a result, the meant host there',
    events: goodPlay('w1'),
    reason: 'ok',
    outcome: 'succeeded',
    says: ['w1'],
  },
  {
    name: 'two hosts',
    events: goodPlay('w1', 'w2'),
    hosts: ['w1', 'w2'],
    reason: 'ok',
    outcome: 'succeeded',
    says: ['2 hosts'],
  },
  {
    name: 'a wrong tag: silent success of the check play alone',
    events: goodPlay('localhost'),
    reason: 'nothing-selected',
    outcome: 'failed',
    says: ['w1', 'tag', 'limit'],
  },
  {
    name: 'one of the meant hosts left out',
    events: goodPlay('w1'),
    hosts: ['w1', 'w2'],
    reason: 'nothing-selected',
    outcome: 'failed',
    says: ['ran nothing on w2'],
  },
  {
    name: 'no play matched a host',
    events: [started, { ev: 'no_hosts_matched' }, stats({})],
    reason: 'nothing-selected',
    outcome: 'failed',
    says: ['w1'],
  },
  {
    name: 'a failed host',
    events: [...failure, stats({ w1: { failures: 1 } })],
    exitCode: 2,
    reason: 'host-failed',
    outcome: 'failed',
    says: ['task 1', 'w1', 'Timeout'],
  },
  {
    name: 'a failed host that nobody meant',
    events: [started, task('1'), result('failed', 'localhost', '1', { msg: 'root' }), stats({})],
    exitCode: 2,
    reason: 'host-failed',
    outcome: 'failed',
    says: ['localhost', 'root'],
  },
  {
    name: 'a failure without a message',
    events: [started, task('1'), result('failed', 'w1', '1', { no_log: true, msg: 'secret' })],
    exitCode: 2,
    reason: 'host-failed',
    outcome: 'failed',
    says: ['w1', 'gave no message'],
  },
  {
    name: 'an unreachable host',
    events: [...lostHost, stats({ w1: { unreachable: 1 } })],
    exitCode: 4,
    reason: 'host-unreachable',
    outcome: 'failed',
    says: ['w1', 'Connection refused', 'Check the machine'],
  },
  {
    name: 'failed and unreachable hosts: the failure is told',
    events: [...lostHost, result('failed', 'w2', '1', { msg: 'no' }), stats({ w1: {}, w2: {} })],
    exitCode: 4,
    hosts: ['w1', 'w2'],
    reason: 'host-failed',
    outcome: 'failed',
    says: ['w2', 'no'],
  },
  {
    name: 'a usage error before anything',
    events: [],
    exitCode: 2,
    output: 'usage: ansible-playbook\n\nansible-playbook: error: unrecognized arguments: -x\n',
    reason: 'not-started',
    outcome: 'failed',
    says: ['exit 2', 'unrecognized arguments'],
  },
  {
    name: 'a playbook that is not there',
    events: [],
    exitCode: 1,
    output: '\u001b[0;31mERROR! the playbook: x.yml could not be found\u001b[0m\n\n',
    reason: 'not-started',
    outcome: 'failed',
    says: ['exit 1', 'ERROR! the playbook: x.yml could not be found'],
  },
  {
    name: 'an end before the first play that says nothing',
    events: [],
    exitCode: 250,
    reason: 'not-started',
    outcome: 'failed',
    says: ['exit 250', 'it printed nothing'],
  },
  {
    name: 'no exit status',
    events: [started, task('1'), result('ok', 'w1', '1')],
    exitCode: undefined,
    hosts: ['w1', 'w2', 'w3'],
    reason: 'lost',
    outcome: 'unknown',
    says: ['control machine', 'Reached: w1; not reached: 2'],
  },
  {
    name: 'no exit status and no event',
    events: [],
    exitCode: undefined,
    reason: 'lost',
    outcome: 'unknown',
    says: ['No host was reached'],
  },
  {
    name: 'killed in mid-run: the shell says 128 and the signal',
    events: [started, task('1')],
    exitCode: 137,
    reason: 'lost',
    outcome: 'unknown',
    says: ['killed'],
  },
  {
    name: 'a closed pipe: tasks without results, failed=0, exit 120',
    events: [started, task('1'), result('ok', 'w1', '1'), task('2'), stats({ w1: {} })],
    exitCode: 120,
    reason: 'results-lost',
    outcome: 'failed',
    says: ['exit 120', 'did not run to its end', 'Reached: w1.'],
  },
  {
    name: 'tasks without results, though exit 0',
    events: [started, task('1'), result('ok', 'w1', '1'), task('2'), stats({ w1: {} })],
    reason: 'results-lost',
    outcome: 'failed',
    says: ['results of its last tasks are missing'],
  },
  {
    name: 'no stats, though exit 0',
    events: [started, task('1'), result('ok', 'w1', '1')],
    reason: 'results-lost',
    outcome: 'failed',
    says: ['did not run to its end'],
  },
  {
    name: 'a failure in the stats of which no event tells',
    events: [started, task('1'), result('ok', 'w1', '1'), stats({ w1: { failures: 1 } })],
    reason: 'results-lost',
    outcome: 'failed',
    says: ['missing'],
  },
  {
    name: 'another exit status with everything well',
    events: goodPlay('w1'),
    exitCode: 3,
    reason: 'exit-status',
    outcome: 'failed',
    says: ['exit status 3', 'output'],
  },
  {
    name: 'cancelled: exit 99, no stats',
    events: [started, task('1'), result('ok', 'w1', '1')],
    exitCode: 99,
    hosts: ['w1', 'w2'],
    isCancelled: true,
    reason: 'cancelled',
    outcome: 'cancelled',
    says: ['Cancelled', 'Reached: w1; not reached: 1'],
  },
  {
    name: 'cancelled too late: it had ended well',
    events: goodPlay('w1'),
    isCancelled: true,
    reason: 'ok',
    outcome: 'succeeded',
    says: ['succeeded'],
  },
  {
    name: 'interrupted by somebody else',
    events: [started, task('1'), result('ok', 'w1', '1')],
    exitCode: 99,
    reason: 'interrupted',
    outcome: 'failed',
    says: ['interrupted', 'w1'],
  },
];

describe('judge', () => {
  for (const {
    name,
    events,
    hosts,
    isCancelled,
    output,
    reason,
    outcome,
    says,
    ...rest
  } of cases) {
    it(`${reason}: ${name}`, () => {
      const execution: Execution = {
        exitCode: 'exitCode' in rest ? rest.exitCode : 0,
        results: resultsOf(events),
        meantHosts: hosts ?? ['w1'],
        isCancelled: isCancelled ?? false,
        outputTail: output ?? '',
      };
      const verdict = judge(execution);
      assert.equal(verdict.reason, reason);
      assert.equal(verdict.outcome, outcome);
      for (const words of says) assert.ok(verdict.sentence.includes(words), verdict.sentence);
      assert.ok(!verdict.sentence.includes('secret'));
    });
  }

  it('has a case for each reason', () => {
    const reasons: Readonly<Record<VerdictReason, true>> = {
      ok: true,
      cancelled: true,
      interrupted: true,
      'nothing-selected': true,
      'host-failed': true,
      'host-unreachable': true,
      'not-started': true,
      lost: true,
      'results-lost': true,
      'exit-status': true,
    };
    assert.deepEqual(
      [...new Set(cases.map(({ reason }) => reason))].sort(),
      Object.keys(reasons).sort(),
    );
  });

  it('says how each meant host fared', () => {
    const { hosts } = judge({
      exitCode: 4,
      results: resultsOf([
        ...lostHost,
        result('ok', 'w2', '1', { changed: true }),
        result('ok', 'w3', '1'),
        result('failed', 'w4', '1', { msg: 'no' }),
        result('skipped', 'w5', '1'),
      ]),
      meantHosts: ['w1', 'w2', 'w3', 'w4', 'w5', 'w6'],
      isCancelled: false,
      outputTail: '',
    });
    assert.deepEqual(
      hosts.map(({ host, kind }) => `${host} ${kind}`),
      ['w1 unreachable', 'w2 changed', 'w3 ok', 'w4 failed', 'w5 skipped', 'w6 not-reached'],
    );
    assert.equal(hosts[3]?.problem?.message, 'no');
  });

  it('cuts a long message, and a long list of hosts', () => {
    const long = judge({
      exitCode: 2,
      results: resultsOf([started, result('failed', 'w1', '1', { msg: 'x'.repeat(5000) })]),
      meantHosts: ['w1'],
      isCancelled: false,
      outputTail: '',
    });
    assert.ok(long.sentence.length < 400);
    const many = judge({
      exitCode: 0,
      results: resultsOf(goodPlay('localhost')),
      meantHosts: Array.from({ length: 1000 }, (_, index) => `w${index}`),
      isCancelled: false,
      outputTail: '',
    });
    assert.ok(many.sentence.includes('w4 and 995 more'), many.sentence);
  });
});
