import assert from 'node:assert/strict';
import { ExpectedError } from '../../../../src/core/errors/expectedError';
import type { ControlMachine } from '../../../../src/core/ports/controlMachine';
import type { Condition, Finding } from '../../../../src/core/procedure/condition';
import { lookAt } from '../../../../src/core/procedure/conditions/lookAt';
import { foldJournal } from '../../../../src/core/procedure/run/runState';
import { answers, planOfEveryKind } from '../../../support/everyKind';
import { fakeMachine } from '../../../support/fakeMachine';

const worker = '127.0.0.2:8262';
const other = '127.0.0.3:8263';
const plan = planOfEveryKind();
const begun =
  foldJournal([
    { type: 'planned', version: 2, at: 0, run: 'r', user: 'tidb', plan },
    { type: 'step-started', at: 1, step: 'switch' },
    { type: 'confirmed', at: 2, user: 'tidb', step: 'switch', answers },
  ]) ?? assert.fail();

/** What dmctl prints: JSON of an object, or a text as it is; or what it says to these arguments. */
type Printed = object | string | ((args: readonly string[]) => object | string);

async function look(condition: Condition, printed: Printed, version = 'v1.0.7'): Promise<Finding> {
  const sayTo = (args: readonly string[]): string => {
    const said: unknown = typeof printed === 'function' ? printed(args) : printed;
    return typeof said === 'string' ? said : JSON.stringify(said);
  };
  const machine = fakeMachine({
    answer: ([program, ...args]) =>
      program === './dmctl'
        ? { stdout: args[0] === '-V' ? `Release Version: ${version}\n` : sayTo(args) }
        : undefined,
  });
  return lookOn(condition, machine);
}

function lookOn(condition: Condition, machine: ControlMachine): Promise<Finding> {
  return lookAt(condition, begun, machine)?.() ?? assert.fail(condition.kind);
}

async function check(
  condition: Condition,
  printed: Printed,
  kind: Finding['kind'],
  says: RegExp,
): Promise<void> {
  const finding = await look(condition, printed);
  assert.equal(finding.kind, kind, finding.sentence);
  assert.match(finding.sentence, says);
}

const status = (more: object = {}, address = worker): object => ({
  result: true,
  worker: address,
  msg: '',
  subTaskStatus: [],
  relayStatus: null,
  ...more,
});
const workers = (...list: readonly object[]): object => ({ result: true, msg: '', workers: list });
const refused = (msg: string) => ({ result: false, msg, workers: [] });
const notKnown = refused(`${worker} relevant worker-client not found`);
/** DM-master knows `worker` alone, and tells of it when it is asked for nothing else. */
const onlyFirst =
  (first: object = status()) =>
  (args: readonly string[]): object => {
    const strangers = args.filter((word) => word.startsWith('127.') && word.endsWith(':8263'));
    return strangers.length === 0
      ? workers(first)
      : refused(`${strangers.join(', ')} relevant worker-client not found`);
  };
const garbage = '{"resul';

describe('conditions that DM-master tells', () => {
  const conditions: readonly Condition[] = [
    { kind: 'workers-known', isKnown: true, workers: [worker] },
    { kind: 'relay-stage', stage: 'Running', workers: [worker] },
    { kind: 'relay-caught-up', workers: [worker] },
    { kind: 'relay-switched', worker, directory: 'a.000001' },
    { kind: 'subtask-stage', task: 't', workers: [worker], stages: ['Paused'] },
    { kind: 'task-stage', task: 't', stage: 'Paused' },
    { kind: 'lock-gone', lock: 'l', workers: [worker], silent: [] },
    { kind: 'subtasks', subtasks: [{ worker, task: 't', stage: 'Running' }] },
    { kind: 'tasks-and-locks', tasks: ['t'], locks: [] },
    { kind: 'gtid', worker, flavor: 'mysql', answersOf: 'switch' },
  ];
  for (const condition of conditions) {
    it(`are not known when it does not say: ${condition.kind}`, () =>
      check(condition, garbage, 'unknown', /\S/));
  }

  it('workers-known', async () => {
    const known: Condition = { kind: 'workers-known', isKnown: true, workers: [worker] };
    await check(known, workers(status()), 'holds', /knows 127/);
    await check(known, notKnown, 'differs', /does not know 127.*roll DM-master/);
    const both: Condition = { ...known, workers: [worker, other] };
    await check(both, workers(status(), status({}, other)), 'holds', /knows 127.*127/);
    // It names those that it does not know, and is asked again for the others.
    await check(both, onlyFirst(), 'differs', /does not know 127\.0\.0\.3:8263\. /);
    await check(
      { ...both, isKnown: false },
      onlyFirst(),
      'differs',
      /still lists 127\.0\.0\.2:8262\. /,
    );
    // What it does not say of one is neither: not known, for its reason.
    for (const condition of [both, { ...both, isKnown: false }]) {
      await check(condition, refused('no leader'), 'unknown', /failed: no leader/);
    }
    await check(both, workers(status()), 'unknown', /127\.0\.0\.3:8263 did not tell/);
    const gone: Condition = { ...known, isKnown: false };
    await check(gone, notKnown, 'holds', /not list 127.*any more/);
    await check(gone, workers(status()), 'differs', /still lists/);
    // It knows one that it can't reach.
    const down = { result: false, worker, msg: 'rpc error: code = Unavailable' };
    await check(known, { result: true, msg: '', workers: [down] }, 'holds', /knows/);
  });

  it('relay-stage', async () => {
    const running: Condition = { kind: 'relay-stage', stage: 'Running', workers: [worker] };
    const relay = (stage: string) => workers(status({ relayStatus: { stage } }));
    await check(running, relay('Running'), 'holds', /is Running/);
    await check(running, relay('Paused'), 'differs', /not Running on 127.*Paused/);
    const down = { result: false, worker, msg: 'rpc error: code = Unavailable' };
    await check(running, workers(down), 'unknown', /did not tell.*Unavailable/);
  });

  it('relay-caught-up tells how far it is', async () => {
    const condition: Condition = { kind: 'relay-caught-up', workers: [worker] };
    const relay = (relayCatchUpMaster: boolean) =>
      workers(
        status({
          relayStatus: {
            relayCatchUpMaster,
            masterBinlog: '(mysql-bin.000002, 900)',
            relayBinlog: '(mysql-bin.000001, 4)',
          },
        }),
      );
    await check(condition, relay(true), 'holds', /caught up/);
    await check(condition, relay(false), 'differs', /000001:4.*000002:900/);
  });

  it('subtasks', async () => {
    const expected = [{ worker, task: 't', stage: 'Running' }];
    const condition: Condition = { kind: 'subtasks', subtasks: expected };
    const task = (stage: string, more: object = {}) =>
      workers(status({ subTaskStatus: [{ name: 't', stage, unit: 'Sync', ...more }] }));
    await check(condition, task('Running'), 'holds', /The subtask is in the stage/);
    await check(condition, task('Finished'), 'holds', /The subtask is in/);
    await check(condition, task('Paused'), 'differs', /t \(127.*Paused/);
    const waits = { unresolvedDDLLockID: 'lock-1' };
    await check(
      condition,
      task('Running', waits),
      'holds',
      /waited for: lock-1 \(127.*handle-ddl-lock/,
    );
    await check(condition, task('Paused', waits), 'differs', /waits for the DDL lock lock-1/);
    for (const stage of ['Running', 'Paused']) {
      const { followUps } = await look(condition, task(stage, waits));
      const parameters = { lock: 'lock-1' };
      assert.deepEqual(followUps, [{ procedure: 'handle-ddl-lock', parameters }], stage);
    }
    await check(condition, workers(status()), 'differs', /not there/);
    const both: Condition = {
      kind: 'subtasks',
      subtasks: [...expected, { worker: other, task: 't', stage: 'Running' }],
    };
    const runs = status({ subTaskStatus: [{ name: 't', stage: 'Running', unit: 'Sync' }] });
    const said = /Not as before: t \(127\.0\.0\.3:8263\): DM-master does not know it/;
    await check(both, onlyFirst(runs), 'differs', said);
    await check(both, refused('no leader'), 'unknown', /no leader/);
    await check({ kind: 'subtasks', subtasks: [] }, garbage, 'holds', /no subtask/);
    const paused: Condition = {
      kind: 'subtasks',
      subtasks: [{ worker, task: 't', stage: 'Paused' }],
    };
    await check(paused, task('Running'), 'differs', /Running/);
  });

  it('relay-switched', async () => {
    const condition: Condition = { kind: 'relay-switched', worker, directory: 'a.000001' };
    const relay = (relaySubDir: string) => workers(status({ relayStatus: { relaySubDir } }));
    await check(condition, relay('b.000002'), 'holds', /another primary/);
    await check(condition, relay('a.000001'), 'differs', /the primary that it had/);
    await check(condition, workers(status()), 'unknown', /did not tell where its relay log is/);
    await check(condition, relay(''), 'unknown', /did not tell where its relay log is/);
  });

  it('subtask-stage', async () => {
    const condition: Condition = {
      kind: 'subtask-stage',
      task: 't',
      workers: [worker],
      stages: ['Paused', 'absent'],
    };
    const task = (stage: string, name = 't') =>
      workers(status({ subTaskStatus: [{ name, stage, unit: 'Sync' }] }));
    await check(condition, task('Paused'), 'holds', /t: 127.*Paused/);
    await check(condition, task('Running', 'u'), 'holds', /absent/);
    await check(condition, task('Running'), 'differs', /Running/);
    // Of one that does not answer nobody knows that the subtask is absent.
    await check(condition, notKnown, 'unknown', /did not tell.*does not know it/);
    await check(condition, refused('no leader'), 'unknown', /no leader/);
  });

  it('task-stage', async () => {
    const paused: Condition = { kind: 'task-stage', task: 't', stage: 'Paused' };
    const absent: Condition = { ...paused, stage: 'absent' };
    const on = (address: string, stage: string, name = 't') =>
      status({ subTaskStatus: [{ name, stage, unit: 'Sync' }] }, address);
    const first = on(worker, 'Paused');
    await check(paused, workers(first, on(other, 'Paused')), 'holds', /t: 127.*Paused.*Paused/);
    await check(paused, workers(first, on(other, 'Running')), 'differs', /Paused.*0\.3.*Running/);
    await check(paused, workers(first, on(other, 'Running', 'u')), 'holds', /t: 127[^,]*\.$/);
    // That no worker has it does not mean that it is paused.
    await check(paused, workers(status(), status({}, other)), 'differs', /absent/);
    await check(absent, workers(status(), status({}, other)), 'holds', /absent/);
    await check(absent, workers(status(), on(other, 'Running')), 'differs', /0\.3.*Running/);
    const down = { result: false, worker: other, msg: 'rpc error: code = Unavailable' };
    await check(paused, workers(first, down), 'unknown', /127\.0\.0\.3.*Unavailable/);
    await check(absent, workers(status(), down), 'unknown', /127\.0\.0\.3.*Unavailable/);
  });

  it('task-stage, where dmctl can not tell more', async () => {
    const paused: Condition = { kind: 'task-stage', task: 't', stage: 'Paused' };
    const asked = (args: readonly string[]): string | object =>
      args.includes('--more')
        ? 'Error: unknown flag: --more\nUsage:\n'
        : args.includes('query-error')
          ? workers({
              result: true,
              worker,
              msg: '',
              subTaskError: [{ name: 't', stage: 'Paused' }],
            })
          : garbage;
    const { kind, sentence } = await look(paused, asked, 'v1.0.5');
    assert.equal(kind, 'holds', sentence);
  });

  it('lock-gone', async () => {
    const condition: Condition = { kind: 'lock-gone', lock: 'l', workers: [worker], silent: [] };
    const says = (locks: readonly object[], waits = '', name = 't') => ({
      ...workers(
        status({ subTaskStatus: [{ name, stage: 'Running', unresolvedDDLLockID: waits }] }),
      ),
      locks,
    });
    await check(condition, says([]), 'holds', /gone, and no subtask waits for it\.$/);
    await check(condition, says([{ ID: 'l' }]), 'differs', /still lists the DDL lock l/);
    await check(condition, says([{ ID: 'm' }], 'm'), 'holds', /gone/);
    await check(condition, says([], 'l'), 'differs', /still wait.*127.*\(l\)/);
    const byTask: Condition = { kind: 'lock-gone', task: 't', workers: [worker], silent: [] };
    await check(byTask, says([{ ID: 'l' }], 'l'), 'differs', /still wait/);
    await check(byTask, says([], 'm', 'u'), 'holds', /gone/);
    const blocked = (name: string) => ({
      ...workers(
        status({ subTaskStatus: [{ name, stage: 'Running', sync: { blockingDDLs: ['DROP x'] } }] }),
      ),
      locks: [],
    });
    await check(byTask, blocked('t'), 'differs', /still wait.*127.*\(DROP x\)/);
    await check(byTask, blocked('u'), 'holds', /gone/);
    await check(condition, blocked('t'), 'holds', /gone/);
    // What one that does not answer waits for is not known, unless it is gone for good.
    await check(condition, { ...workers(), locks: [] }, 'unknown', /did not tell/);
    const without: Condition = { ...condition, workers: [], silent: [other] };
    await check(without, says([]), 'holds', /Not asked, for they are gone: 127\.0\.0\.3/);
  });

  it('tasks-and-locks', async () => {
    const printed = { result: true, msg: '', tasks: [{ taskName: 't' }], locks: [{ ID: 'l' }] };
    const condition: Condition = { kind: 'tasks-and-locks', tasks: ['t'], locks: ['l'] };
    await check(condition, printed, 'holds', /as? it listed before|listed before/);
    await check({ ...condition, tasks: ['t', 'u'] }, printed, 'differs', /does not list u any/);
    await check({ ...condition, locks: ['m'] }, printed, 'differs', /does not list m any/);
    const { followUps } = await look({ ...condition, locks: ['m'] }, printed);
    assert.deepEqual(followUps, [{ procedure: 'refresh-worker-tasks', parameters: {} }]);
    const answers: Condition = { kind: 'tasks-and-locks', tasks: [], locks: [] };
    await check(answers, printed, 'holds', /answers: it lists 1 tasks and 1 DDL locks/);
    await check(answers, { result: false, msg: 'no leader' }, 'unknown', /no leader/);
  });

  it('gtid', async () => {
    const condition: Condition = { kind: 'gtid', worker, flavor: 'mysql', answersOf: 'switch' };
    const relay = (interval: string) =>
      workers(
        status({
          relayStatus: { relayBinlogGtid: `3ccc475b-2343-11e7-be21-6c0b84d59f30:${interval}` },
        }),
      );
    await check(condition, relay('1-7'), 'holds', /can go on/);
    await check(condition, relay('1-2'), 'differs', /purged transactions/);
    await check(condition, relay('1-12'), 'differs', /never executed/);
    await check(condition, workers(status()), 'unknown', /does not tell the GTIDs/);
    await check({ ...condition, answersOf: 'other' }, relay('1-7'), 'differs', /gtid_executed/);
    await check({ ...condition, worker: other }, relay('1-7'), 'unknown', /127\.0\.0\.3/);
  });
});

describe('conditions without a dmctl', () => {
  it('are given up at once: none will come while the run looks', async () => {
    const missing = new ExpectedError('command-not-found', 'no such program');
    const machine = fakeMachine({ commands: { './dmctl -V': missing } });
    for (const kind of ['tasks-and-locks', 'workers-known'] as const) {
      const condition: Condition =
        kind === 'tasks-and-locks'
          ? { kind, tasks: [], locks: [] }
          : { kind, isKnown: true, workers: [worker] };
      const finding = await lookOn(condition, machine);
      assert.deepEqual([finding.kind, finding.isFinal], ['unknown', true]);
      assert.match(finding.sentence, /There is no dmctl/);
    }
  });
});

describe('conditions that the control machine tells', () => {
  it('commands', async () => {
    const condition: Condition = { kind: 'commands', commands: [['a', 'b'], ['c']] };
    const run = async (exits: Readonly<Record<string, number>>): Promise<Finding> => {
      const commands = Object.fromEntries(
        Object.entries(exits).map(([line, exitCode]) => [line, { exitCode, stderr: 'no\n' }]),
      );
      return lookOn(condition, fakeMachine({ commands }));
    };
    assert.equal((await run({ 'a b': 0, c: 0 })).kind, 'holds');
    assert.deepEqual(await run({ 'a b': 0, c: 4 }), {
      kind: 'differs',
      sentence: '"c" fails: no.',
    });
    assert.equal((await run({ 'a b': 1 })).kind, 'differs');
  });

  it('versions', async () => {
    const endpoints = [
      { alias: 'w1', component: 'dm-worker', host: '127.0.0.2', port: 8262 },
      { alias: 'g', component: 'grafana', host: '127.0.0.1', port: 3000 },
    ] as const;
    const find = async (version: string, dmctl: string, told: string): Promise<Finding> => {
      const machine = {
        ...fakeMachine({ commands: { './dmctl -V': { stdout: dmctl } } }),
        httpGet: () =>
          Promise.resolve({ kind: 'answer', status: 200, body: told, isWhole: true } as const),
      };
      return lookOn({ kind: 'versions', version, endpoints }, machine);
    };
    const [seven, eight] = ['Release Version: v1.0.7\n', 'Release Version: v1.0.8\n'];
    assert.equal((await find('v1.0.7', seven, seven)).kind, 'holds');
    assert.match(
      (await find('v1.0.8', eight, seven)).sentence,
      /Not of version v1\.0\.8: w1 \(v1\.0\.7\)/,
    );
    assert.equal((await find('v1.0.7', seven, '')).kind, 'unknown');
    assert.equal((await find('latest', seven, eight)).kind, 'holds');
  });
});
