import assert from 'node:assert/strict';
import type { DmctlCommand } from '../../../src/core/dmctl/command';
import { dmctlCan, parseDmctlVersion } from '../../../src/core/dmctl/dmctlVersion';
import { type DmctlCall, dmctlCall } from '../../../src/core/dmctl/invocation';

const connection = { masterAddress: '10.0.1.4:8261' };
const shell = ['./dmctl', '-master-addr', '10.0.1.4:8261'];

function check(command: DmctlCommand, version: string | undefined, expected: DmctlCall): void {
  assert.deepEqual(dmctlCall(connection, command, version), expected);
}

describe('dmctlCall', () => {
  it('gives arguments from 1.0.3 on, also where the version is not known', () => {
    for (const version of ['v1.0.3', 'v1.0.7', 'v1.1.0', undefined]) {
      check({ kind: 'stop-task', task: 'orders' }, version, {
        kind: 'arguments',
        argv: [...shell, 'stop-task', 'orders'],
      });
    }
  });

  it('tells the interactive shell before', () => {
    for (const version of ['v1.0.0', 'v1.0.2', '1.0.2']) {
      check({ kind: 'pause-relay', workers: ['10.0.1.11:8262'] }, version, {
        kind: 'input',
        argv: shell,
        input: 'pause-relay -w 10.0.1.11:8262\n',
      });
    }
  });

  it('tells the shell of a task that is called like a command', () => {
    check({ kind: 'stop-task', task: 'Start-Task' }, 'v1.0.7', {
      kind: 'input',
      argv: shell,
      input: 'stop-task Start-Task\n',
    });
  });

  it('can not tell the shell of white space, which splits its lines', () => {
    const command: DmctlCommand = { kind: 'unlock-ddl-lock', lock: 'orders-`my db`.`t`' };
    check(command, 'v1.0.2', { kind: 'unsayable', word: 'orders-`my db`.`t`' });
    check(command, 'v1.0.7', {
      kind: 'arguments',
      argv: [...shell, 'unlock-ddl-lock', 'orders-`my db`.`t`'],
    });
    const lines: DmctlCommand = { kind: 'stop-task', task: 'a\nstop-task b' };
    check(lines, 'v1.0.2', { kind: 'unsayable', word: 'a\nstop-task b' });
  });

  it('limits the time that query-status may take', () => {
    const call = dmctlCall({ ...connection, rpcTimeout: 5 }, { kind: 'query-tasks' }, 'v1.0.7');
    assert.deepEqual(call, {
      kind: 'arguments',
      argv: [...shell, '-rpc-timeout', '5s', 'query-status'],
    });
  });
});

describe('parseDmctlVersion', () => {
  const check = (stdout: string, expected: string | undefined): void => {
    assert.equal(parseDmctlVersion(stdout), expected);
  };

  it('reads -V, and the welcome of the shell', () => {
    const version = 'Release Version: v1.0.7\nGit Commit Hash: 0123\nGit Branch: release-1.0\n';
    check(version, 'v1.0.7');
    check(`Welcome to dmctl\n${version}\n`, 'v1.0.7');
  });

  it('has none of a build from source, nor of other text', () => {
    check('Release Version: None\nGit Commit Hash: None\n', undefined);
    check('', undefined);
    check('flag provided but not defined: -V\n', undefined);
  });
});

describe('dmctlCan', () => {
  const since = { 'list-tasks': 'v1.0.2', 'command-mode': 'v1.0.3', more: 'v1.0.6' } as const;
  for (const [ability, version] of Object.entries(since)) {
    it(`knows ${ability} from ${version} on`, () => {
      const patch = Number(version.at(-1));
      for (let at = 0; at < 9; at += 1) {
        assert.equal(dmctlCan(`v1.0.${at}`, ability as keyof typeof since), at >= patch);
      }
      assert.ok(dmctlCan(undefined, ability as keyof typeof since));
    });
  }
});
