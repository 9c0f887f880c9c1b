import assert from 'node:assert/strict';
import { runTree } from '../../../../src/core/procedure/view/runTree';
import { decide, drive, stateOf } from '../../../support/driving';
import { answers, dmctlSays, filesBefore, planOfEveryKind } from '../../../support/everyKind';
import { type FakeRun, fakeRun, type StepScript } from '../../../support/fakeRun';
import { allWorkers, planFor } from '../../../support/plansFor';
import { result, resultsOf, started, stats, task } from '../../../support/plays';
import { drawRun, plainTime, viewOf } from '../../../support/runViews';

const restart = planFor('restart-worker', allWorkers, { method: 'stop-start' });
const halfway: StepScript = {
  exitCode: 4,
  events: [
    started,
    task('1'),
    result('ok', 'dm_worker1', '1', { changed: true }),
    result('unreachable', 'dm_worker2', '1', { msg: 'no route to host\nsecond line' }),
    stats({ dm_worker1: {}, dm_worker2: { unreachable: 1 } }),
  ],
};
const everyKind = (scripts: Readonly<Record<string, StepScript>> = {}): FakeRun =>
  fakeRun(planOfEveryKind(), scripts, {
    files: filesBefore,
    dmctl: dmctlSays,
    hasTerminal: true,
  });

describe('the tree of a run', () => {
  it('shows what is to come of a run that has just begun', () => {
    assert.deepEqual(
      drawRun(viewOf(fakeRun(restart), { driver: 'here' })).slice(0, 3),
      [
        'running: Restart dm-worker · running: Stop the services · T+0 · tidb [show cancel]',
        'pending: 1. Stop the services · to come [command]',
        'pending: 2. Check that nothing listens any more · to come',
      ].map((line, index) => (index === 0 ? line : `  ${line}`)),
    );
  });

  it('shows each host of a step that failed, trouble first, with what Ansible says', async () => {
    const run = fakeRun(restart, { start: halfway });
    await drive(run);
    const lines = drawRun(viewOf(run));
    const at = lines.findIndex((line) => line.includes('3. Start the services'));
    assert.match(
      lines[0] ?? '',
      /^failed: .* · failed at: Start the services · .*\[retry skip close\]$/,
    );
    assert.match(
      lines[at] ?? '',
      /^ {2}failed: 3\. .*could not be reached.*\[retry skip command log\]$/,
    );
    assert.deepEqual(lines.slice(at + 1, at + 3), [
      '    host-unreachable: dm_worker2 · unreachable · no route to host.',
      '    host-changed: dm_worker1 · changed',
    ]);
    const node = runTree(viewOf(run), plainTime).children[2]?.children[0];
    assert.deepEqual(node?.verbatim, ['no route to host\nsecond line']);
  });

  it('shows the hosts of a play that goes on as its events come', async () => {
    const run = fakeRun(restart);
    await run.ports.directory.append({ type: 'step-started', at: 5, step: 'stop' });
    assert.deepEqual(drawRun(viewOf(run, { driver: 'here' })).slice(2, 4), [
      '    pending: dm_worker1 · to come',
      '    pending: dm_worker2 · to come',
    ]);
    const results = resultsOf([started, task('1'), result('ok', 'dm_worker2', '1')]);
    const lines = drawRun(viewOf(run, { driver: 'here', results }));
    assert.match(lines[1] ?? '', /^ {2}running: 1\. Stop the services · running · since T\+5 · /);
    assert.deepEqual(lines.slice(2, 4), [
      '    pending: dm_worker1 · to come',
      '    host-ok: dm_worker2 · ok',
    ]);
  });

  it('tells a run that was interrupted from one that goes on elsewhere', async () => {
    const run = fakeRun(restart);
    await run.ports.directory.append({ type: 'step-started', at: 5, step: 'stop' });
    assert.match(drawRun(viewOf(run))[0] ?? '', /^running: .*\[show cancel\]$/);
    const interrupted = drawRun(viewOf(run, { driver: 'nobody' }));
    assert.match(interrupted[0] ?? '', /^interrupted: .*interrupted at: Stop.*\[resume cancel\]$/);
    assert.match(interrupted[1] ?? '', /^ {2}interrupted: 1\./);
  });

  it('says what a person has to do, and what is left to do', async () => {
    const run = everyKind();
    await drive(run);
    const lines = drawRun(viewOf(run, { driver: 'here' }));
    assert.match(
      lines[0] ?? '',
      /^waiting: .*waits for you: Switch the address.*\[confirm cancel settle-item\]$/,
    );
    const at = lines.findIndex((line) => line.includes('7. Switch the address'));
    assert.match(lines[at] ?? '', /^ {2}waiting: 7\. .*waits for you · since T.*\[confirm\]$/);
    assert.equal(lines[at + 1], '    instruction: Point the virtual IP at the new primary.');
    assert.equal(lines.at(-1), '  item-open: Fence the old machine. · left to you [settle-item]');
  });

  it('says what was skipped and why, what was answered, and what is settled', async () => {
    const run = everyKind();
    await drive(run);
    await decide(run, 'confirm switch', { answers });
    await drive(run);
    await decide(run, 'settle-item');
    const view = viewOf(run);
    assert.equal(view.state.end?.outcome, 'succeeded');
    assert.equal(drawRun(view).at(-1), '  item-settled: Fence the old machine. · settled');
    const node = runTree(view, plainTime).children[6];
    assert.match(node?.tooltip ?? '', new RegExp(`gtid_executed: ${answers.gtid_executed}`));
    assert.equal(node?.isOpen, false);
  });

  it('keeps the hosts of an earlier attempt beside those that are tried again', async () => {
    const run = fakeRun(restart, { start: halfway });
    await drive(run);
    await decide(run, 'retry start dm_worker2');
    const again = viewOf(run).state.steps[2];
    assert.equal(again?.attempt, 2);
    const lines = drawRun(viewOf(run));
    assert.match(
      lines.find((line) => line.includes('3. ')) ?? '',
      /to be tried again \[command log\]/,
    );
    const command = runTree(viewOf(run), plainTime).children[2]?.verbatim[0];
    assert.match(command ?? '', /-l dm_worker2$/);
  });

  it('has ids of its own for every node', async () => {
    const run = everyKind();
    await drive(run);
    const ids: string[] = [];
    const collect = (node: ReturnType<typeof runTree>): void => {
      ids.push(node.id);
      node.children.forEach(collect);
    };
    collect(runTree(viewOf(run), plainTime));
    assert.equal(new Set(ids).size, ids.length);
    assert.ok(ids.length > stateOf(run).steps.length);
  });
});
