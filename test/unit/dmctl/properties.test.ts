import assert from 'node:assert/strict';
import fc from 'fast-check';
import { answerSentence } from '../../../src/core/dmctl/answerSentence';
import { parseBinlogPosition } from '../../../src/core/dmctl/binlogPosition';
import { checkResults } from '../../../src/core/dmctl/checkResults';
import { dmctlArguments } from '../../../src/core/dmctl/commandArguments';
import { dmctlCall } from '../../../src/core/dmctl/invocation';
import { isObject } from '../../../src/core/dmctl/json';
import { parseAnswer } from '../../../src/core/dmctl/parseAnswer';
import { commandKinds, commands, printedBy } from '../../support/dmctlFixtures';

const kinds = fc.constantFrom(...commandKinds);

/** Reads what was printed in every way there is; anything thrown fails the test. */
function readAll(kind: (typeof commandKinds)[number], stdout: string, stderr = ''): void {
  const answer = parseAnswer(kind, { stdout, stderr });
  if (answer.kind === 'ok') return;
  assert.notEqual(answerSentence(commands[kind], answer), '');
  if (answer.kind === 'failed') {
    assert.notEqual(answer.message, '');
    checkResults(answer.message);
  }
}

/** JSON with the keys that are looked at, and any values below them. */
const keys = [
  ...['result', 'msg', 'op', 'meta', 'worker', 'workers', 'tasks', 'locks', 'taskName'],
  ...['taskStatus', 'subTaskStatus', 'subTaskError', 'relayStatus', 'RelayError', 'name'],
  ...['stage', 'unit', 'errors', 'error', 'Type', 'ErrCode', 'Message', 'load', 'sync'],
  ...['unresolvedGroups', 'DDLs', 'synced', 'ID', 'constructor', '__proto__'],
];
const answerLike = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, false, 0, -1, 1e400, '', 'Running', '(mysql-bin.000001, 4)'),
    fc.string(),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...keys), tie('value'), { maxKeys: 8 }),
  ),
})).value;

describe('reading what dmctl printed, whatever it is', () => {
  it('never throws on text', () => {
    const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[{}"\\:,\s\w]*$/));
    fc.assert(
      fc.property(kinds, texts, texts, (kind, stdout, stderr) => {
        readAll(kind, stdout, stderr);
      }),
    );
  });

  it('never throws on JSON', () => {
    fc.assert(
      fc.property(kinds, answerLike, fc.boolean(), (kind, value, result) => {
        readAll(kind, JSON.stringify(isObject(value) ? { ...value, result } : value));
      }),
      { numRuns: 1000 },
    );
  });

  it('never throws on an answer in which something was changed', () => {
    fc.assert(
      fc.property(kinds, fc.nat(), fc.nat({ max: 40 }), fc.string(), (kind, at, length, text) => {
        const { ok } = printedBy(kind);
        const from = at % ok.length;
        readAll(kind, ok.slice(0, from) + text + ok.slice(from + length));
      }),
      { numRuns: 1000 },
    );
  });

  it('believes nothing of an answer that was cut off, wherever', () => {
    let cuts = 0;
    for (const kind of commandKinds) {
      const { ok, failedWorker } = printedBy(kind);
      for (const whole of [ok.trimEnd(), failedWorker.trimEnd()]) {
        for (let length = 0; length < whole.length; length += 1) {
          const answer = parseAnswer(kind, { stdout: whole.slice(0, length), stderr: '' });
          assert.equal(answer.kind, 'unreadable', whole.slice(0, length));
          cuts += 1;
        }
      }
    }
    assert.ok(cuts > 20_000, `${cuts} cuts`);
  });

  it('finds the answer behind any text without a brace', () => {
    const before = fc.string({ unit: 'binary' }).filter((text) => !text.includes('{'));
    fc.assert(
      fc.property(kinds, before, (kind, text) => {
        const { ok } = printedBy(kind);
        const [plain, found] = [ok, `${text}\n${ok}`].map((stdout) =>
          parseAnswer(kind, { stdout, stderr: '' }),
        );
        assert.ok(plain?.kind === 'ok' && found?.kind === 'ok');
        assert.deepEqual(found.value, plain.value);
      }),
    );
  });
});

describe('telling dmctl something', () => {
  const word = fc.string();
  const tasks = word.map((task) => ({ kind: 'stop-task' as const, task, workers: ['a:1', 'b:2'] }));

  it('puts each word into an argument of its own, or into a line that splits into the same', () => {
    fc.assert(
      fc.property(tasks, fc.constantFrom('v1.0.2', 'v1.0.7', undefined), (command, version) => {
        const words = dmctlArguments(command);
        const call = dmctlCall({ masterAddress: 'm:1' }, command, version);
        if (call.kind === 'arguments') assert.deepEqual(call.argv.slice(3), words);
        if (call.kind === 'input') {
          assert.ok(call.input.endsWith('\n'));
          assert.deepEqual(call.input.split(/\s+/).slice(0, -1), words);
        }
        if (call.kind === 'unsayable') assert.match(call.word, /^$|\s/);
      }),
    );
  });
});

describe('parseBinlogPosition', () => {
  const check = (text: string, expected: ReturnType<typeof parseBinlogPosition>): void => {
    assert.deepEqual(parseBinlogPosition(text), expected);
  };

  it('reads each way in which DM writes one', () => {
    const plain = { file: 'mysql-bin.000001', offset: 3234, subDirectory: undefined };
    check('(mysql-bin.000001, 3234)', plain);
    check('mysql-bin.000001, 3234', plain);
    check('mysql-bin.000001:3234', plain);
    check(' ( mysql-bin.000001 ,3234 ) ', plain);
    check('(mysql-bin|000002.000001, 3130)', {
      ...plain,
      offset: 3130,
      subDirectory: '000002',
    });
    check('(mysql-bin|1000002.1000001, 4)', {
      file: 'mysql-bin.1000001',
      offset: 4,
      subDirectory: '1000002',
    });
  });

  for (const text of ['', '(, 0)', '(mysql-bin.000001, )', 'mysql-bin.000001', 'a|b, 1']) {
    it(`has none in "${text}"`, () => {
      check(text, undefined);
    });
  }

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const position = parseBinlogPosition(text);
        assert.ok(position === undefined || Number.isSafeInteger(position.offset));
      }),
    );
  });
});
