import assert from 'node:assert/strict';
import type { DmctlAnswer } from '../../../src/core/dmctl/answer';
import type { DmctlCommandKind } from '../../../src/core/dmctl/command';
import { parseAnswer } from '../../../src/core/dmctl/parseAnswer';
import { commandKinds, type Printed, printedBy } from '../../support/dmctlFixtures';

/** The way dmctl answered, and what has to be understood of it. */
interface Way {
  readonly name: string;
  /** What it has to say; `plain` is the answer when it says just that. */
  readonly says: keyof Printed;
  readonly print?: (text: string) => string;
  readonly check: (answer: DmctlAnswer, plain: DmctlAnswer, kind: DmctlCommandKind) => void;
}

const welcome = `Welcome to dmctl
Release Version: v1.0.2
Git Commit Hash: affc6546c0d9810b0630e85502d60ed5c800bf25
Git Branch: release-1.0
UTC Build Time: 2019-10-30 05:14:38
Go Version: go version go1.13 linux/amd64

`;

/** What the shell prints on a terminal: the line is drawn anew at each key. */
const drawn = (line: string): string =>
  Array.from(line, (_, at) => `\r\u001b[J\u001b[31m»\u001b[0m ${line.slice(0, at + 1)}`).join('');

const warning = '[warn] no --sub-dir specify for --filename, the latest one will be used';
const isSame = (answer: DmctlAnswer, plain: DmctlAnswer): void => {
  assert.deepEqual(answer, plain);
};

const interactive: readonly (readonly [name: string, print: (text: string) => string])[] = [
  ['interactive mode', (text) => `${welcome}${text}dmctl exit\n`],
  [
    'interactive mode on a terminal',
    (text) => `${welcome}${drawn('query {"status"')}\r\n${text}${drawn('exit')}\r\n`,
  ],
];

const ways: readonly Way[] = [
  {
    name: 'ok',
    says: 'ok',
    check: (answer) => {
      assert.equal(answer.kind, 'ok');
    },
  },
  {
    name: 'failed worker',
    says: 'failedWorker',
    check: (answer, _, kind) => {
      assert.ok(answer.kind === 'failed', answer.kind);
      assert.notEqual(answer.message, '');
      assert.doesNotMatch(answer.message, /server\.go/);
      // These two name no worker: check-task never does, nor does the answer without locks.
      if (kind === 'check-task' || kind === 'show-ddl-locks') return;
      assert.deepEqual(
        answer.workers.map(({ worker }) => worker),
        ['10.0.1.12:8262'],
      );
    },
  },
  {
    name: 'rpc error',
    says: 'rpcError',
    check: (answer) => {
      assert.ok(answer.kind === 'unreadable', answer.kind);
      assert.equal(answer.reason, 'no-master');
      assert.match(answer.text, /10\.0\.1\.4:8261: connect: connection refused/);
    },
  },
  {
    name: 'text before JSON',
    says: 'ok',
    print: (text) => `${warning}\n${text}`,
    check: (answer, plain) => {
      assert.ok(answer.kind === 'ok' && plain.kind === 'ok');
      assert.deepEqual(answer.value, plain.value);
      assert.equal(answer.message.split('\n')[0], warning);
    },
  },
  ...[0.02, 0.3, 0.6, 0.97].map(
    (share): Way => ({
      name: `truncated after ${share * 100} %`,
      says: 'ok',
      print: (text) => text.trimEnd().slice(0, Math.ceil(text.trimEnd().length * share)),
      check: (answer) => {
        assert.ok(answer.kind === 'unreadable', answer.kind);
        assert.equal(answer.reason, 'truncated');
      },
    }),
  ),
  {
    name: 'empty',
    says: 'ok',
    print: () => '\n',
    check: (answer) => {
      assert.deepEqual(answer, { kind: 'unreadable', reason: 'empty', text: '' });
    },
  },
  ...interactive.flatMap(([name, print]) =>
    (['ok', 'failedWorker', 'rpcError'] as const).map(
      (says): Way => ({ name: `${name}: ${says}`, says, print, check: isSame }),
    ),
  ),
];

describe('every command of dmctl, in every way it answers', () => {
  let cells = 0;
  for (const kind of commandKinds) {
    const printed = printedBy(kind);
    for (const { name, says, print, check } of ways) {
      it(`${kind}: ${name}`, () => {
        const plain = printed[says];
        const stdout = print?.(plain) ?? plain;
        check(
          parseAnswer(kind, { stdout, stderr: '' }),
          parseAnswer(kind, { stdout: plain, stderr: '' }),
          kind,
        );
        cells += 1;
      });
    }
  }

  after(() => {
    assert.equal(cells, 17 * 15);
    console.log(`      ${cells} cells: ${commandKinds.length} commands, ${ways.length} ways`);
  });
});
