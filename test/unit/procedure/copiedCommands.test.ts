import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Plan } from '../../../src/core/procedure/plan';
import { planCommands } from '../../../src/core/procedure/planning/planDocument';
import { createLocalMachine } from '../../../src/node/localMachine';
import { clusterOf, sample } from '../../support/clusters';
import { subtask, working } from '../../support/dmStates';
import { planFor, wholeCluster } from '../../support/plansFor';
import { statusOf } from '../../support/statuses';
import { temporaryDirectory } from '../../support/temporaryDirectory';

const machine = createLocalMachine();
/** Says where it is called, with what, and what it reads. */
const program = `#!/bin/sh
{ printf '%s:' "\${PWD##*/}" "\${0##*/}"; printf ' [%s]' "$@"; } >> "$CALLS"
case $0 in *dmctl) printf '%s' "$(sed 's/^/ < /')" >> "$CALLS" ;; esac
echo >> "$CALLS"
`;

describe('commands that are copied', () => {
  const at = temporaryDirectory();

  /** What really ran, and where, when the copied text is pasted into a shell. */
  async function paste(shell: string, plan: Plan): Promise<readonly string[]> {
    for (const file of ['tools/ansible-playbook', 'dm/dmctl/dmctl']) {
      mkdirSync(at(file, '..'), { recursive: true });
      writeFileSync(at(file), program);
      chmodSync(at(file), 0o755);
    }
    writeFileSync(at('calls'), '');
    const result = await machine.run([shell, '-ec', planCommands(plan).join('\n')], {
      cwd: at('dm'),
      environment: { PATH: `${at('tools')}:${process.env['PATH'] ?? ''}`, CALLS: at('calls') },
    });
    assert.equal(result.exitCode, 0, result.stderr);
    return readFileSync(at('calls'), 'utf8').trimEnd().split('\n');
  }
  const moved = { instance: 'dm_worker1', mysql_host: '127.0.9.9', task_files: 'orders=o.yaml' };
  const status = statusOf(clusterOf(sample), {
    instances: {
      dm_worker1: { worker: working('127.0.0.2:8262', { subtasks: [subtask('orders')] }) },
    },
  });
  const plan = planFor('switch-upstream-address', wholeCluster, { parameters: moved, status });
  const asked = '[-master-addr] [127.0.0.1:8261]';

  for (const shell of ['sh', 'bash']) {
    it(`run one after the other where they should, in ${shell}`, async () => {
      assert.deepEqual(await paste(shell, plan), [
        `dmctl:dmctl: ${asked} [check-task] [../o.yaml]`,
        `dmctl:dmctl: ${asked} [pause-relay] [-w] [127.0.0.2:8262]`,
        `dmctl:dmctl: ${asked} [stop-task] [-w] [127.0.0.2:8262] [orders]`,
        'dm:ansible-playbook: [rolling_update.yml] [--tags=dm-worker] [-l] [dm_worker1]',
        `dmctl:dmctl: ${asked} [start-task] [-w] [127.0.0.2:8262] [../o.yaml]`,
      ]);
    });

    it(`give an old dmctl its whole line, in ${shell}`, async () => {
      const ran = await paste(shell, { ...plan, dmctlVersion: 'v1.0.2' });
      assert.equal(ran[0], `dmctl:dmctl: ${asked} < check-task ../o.yaml`);
      assert.equal(ran[2], `dmctl:dmctl: ${asked} < stop-task -w 127.0.0.2:8262 orders`);
    });
  }
});
