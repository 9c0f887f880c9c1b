import assert from 'node:assert/strict';
import type { UnreadableReason } from '../../../src/core/dmctl/answer';
import { parseAnswer } from '../../../src/core/dmctl/parseAnswer';
import { printedBy } from '../../support/dmctlFixtures';

const usage = `Usage:
  dmctl query-status [-w worker ...] [task-name] [--more] [flags]

Flags:
  -h, --help   help for query-status
`;

/** What dmctl 1.0.7 printed, and what it means. */
const cases: readonly (readonly [string, UnreadableReason, { out?: string; err?: string }])[] = [
  ['nothing at all', 'empty', {}],
  ['the shell, when it printed nothing', 'empty', { out: 'Welcome to dmctl\n\ndmctl exit\n' }],
  ['usage', 'usage', { out: usage }],
  ['usage of old versions', 'usage', { out: '<nil>\n', err: usage }],
  ['an unknown flag', 'usage', { out: 'x\n', err: 'Error: unknown flag: --more\n' }],
  ['no command mode', 'usage', { out: "parse cmd flags err: 'query-status' is an invalid flag" }],
  [
    'a bad address',
    'usage',
    { out: 'flags are not validate: specify master addr x: missing port' },
  ],
  ['no worker', 'usage', { out: 'must specify at least one DM-worker (`-w` / `--worker`)' }],
  [
    'two commands',
    'usage',
    { out: 'command mode only support one command at a time, find 2:[stop-task stop-task]' },
  ],
  [
    'no file',
    'no-file',
    { out: 'get file content error:\nopen t.yaml: no such file or directory' },
  ],
  [
    'a deadline',
    'broken-off',
    { out: 'rpc error: code = DeadlineExceeded desc = context deadline exceeded' },
  ],
  [
    'a DM-master that dies while it works',
    'broken-off',
    {
      out: 'can not stop task orders:\nrpc error: code = Unavailable desc = transport is closing',
    },
  ],
  [
    'a DM-master that is not there',
    'no-master',
    {
      out: 'rpc error: code = Unavailable desc = all SubConns are in TransientFailure, latest connection error: connection error: desc = "transport: Error while dialing dial tcp 10.0.1.4:8261: connect: connection refused"',
    },
  ],
  [
    'an answer that gRPC does not let through',
    'rpc-error',
    {
      out: "can not query  task's status(in workers []):\nrpc error: code = ResourceExhausted desc = grpc: received message larger than max (5242880 vs. 4194304)",
    },
  ],
  ['other text', 'text', { out: 'init logger error open dmctl.log: permission denied' }],
  ['other JSON', 'other-json', { out: '{"level": "info"}\n{"tasks": []}' }],
  ['a list', 'text', { out: '[]' }],
  ['result of another kind', 'other-json', { out: '{"result": "true"}' }],
  ['success without what was asked for', 'other-json', { out: '{"result": true, "msg": ""}' }],
  ['a brace', 'truncated', { out: '{' }],
  ['half a key', 'truncated', { out: '[warn] x\n{\n    "resu' }],
];

describe('an answer that can not be read', () => {
  for (const [name, reason, { out = '', err = '' }] of cases) {
    it(`is ${reason}: ${name}`, () => {
      const answer = parseAnswer('query-status', { stdout: out, stderr: err });
      assert.ok(answer.kind === 'unreadable');
      assert.equal(answer.reason, reason);
    });
  }

  it('is shown by its first lines, cut', () => {
    const lines = Array.from({ length: 500 }, (_, at) => `line ${at} ${'x'.repeat(1000)}`);
    const answer = parseAnswer('query-status', { stdout: lines.join('\n'), stderr: '' });
    assert.ok(answer.kind === 'unreadable');
    assert.ok(answer.text.startsWith('line 0 x'));
    assert.ok(answer.text.length <= 2001);
  });
});

describe('an answer among other things', () => {
  const { ok } = printedBy('show-ddl-locks');
  const check = (stdout: string, message: string): void => {
    const answer = parseAnswer('show-ddl-locks', { stdout, stderr: 'a warning\n' });
    assert.ok(answer.kind === 'ok', JSON.stringify(answer));
    assert.equal(answer.message, message);
    assert.equal(answer.value.length, 1);
  };

  it('is found behind other JSON, prose with braces, and before text', () => {
    check(`{"level": "info"}\n${ok}`, '{"level": "info"}');
    check(`map[a:{b] {"x {\n${ok}`, 'map[a:{b] {"x {');
    check(`${ok}{"result": false}\nbye`, '');
  });

  it('is read when it is huge, without keeping huge texts', () => {
    const synced = Array.from({ length: 400_000 }, (_, at) => `10.${at}.1.11:8262`);
    const ddls = [`USE \`db\`; ${'x'.repeat(10_000_000)}`];
    const lock = { ID: 'l', task: 't', owner: '', DDLs: ddls, synced, unsynced: [] };
    const stdout = JSON.stringify({ result: true, msg: 'y'.repeat(10_000_000), locks: [lock] });
    assert.ok(stdout.length > 25_000_000);
    const answer = parseAnswer('show-ddl-locks', { stdout, stderr: '' });
    assert.ok(answer.kind === 'ok');
    assert.deepEqual(
      answer.value.map((one) => [one.synced.length, ...one.ddls.map((ddl) => ddl.length)]),
      [[400_000, 10_001]],
    );
    assert.equal(answer.message.length, 10_001);
  });

  it('is looked for without going over megabytes of braces again and again', () => {
    const stdout = `{"${'{ "'.repeat(1_000_000)}`;
    assert.equal(parseAnswer('show-ddl-locks', { stdout, stderr: '' }).kind, 'unreadable');
  });
});
