import assert from 'node:assert/strict';
import {
  chmodSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { fileHash } from '../../../src/core/procedure/run/fileHash';
import type { FileEdit, RunDirectory } from '../../../src/core/procedure/run/runDirectory';
import { sha256 } from '../../../src/core/text/sha256';
import { createLocalMachine } from '../../../src/node/localMachine';
import { createRunDirectory } from '../../../src/node/runDirectory';
import { root } from '../../support/sourceFiles';
import { temporaryDirectory } from '../../support/temporaryDirectory';

const machine = createLocalMachine();
const before = '[a]\r\nw1  x=1\r\n# 备注';
const after = `${before}\r\nw2 p='s e c'\r\n`;
const edit: FileEdit = { file: 'inventory.ini', before: sha256(before), after: sha256(after) };

describe('edits of files', () => {
  const at = temporaryDirectory();
  const directory = (): RunDirectory =>
    createRunDirectory(machine, {
      run: 'r1',
      path: at('r1'),
      deployment: at(),
      launcher: path.join(root, 'src/node/controlMachineFiles/launcher.sh'),
      holdsLock: () => Promise.resolve(true),
      releaseLock: () => Promise.resolve(),
    });
  const text = (): string => readFileSync(at('inventory.ini'), 'utf8');
  const mode = (file: string): string => (statSync(file).mode & 0o777).toString(8);
  const stage = (): Promise<void> => machine.writeText(at('r1', 'edit.after'), after, 0o600);

  beforeEach(async () => {
    writeFileSync(at('inventory.ini'), before);
    chmodSync(at('inventory.ini'), 0o640);
    await stage();
  });

  it('are exact, keep the mode, and are taken back exactly', async () => {
    assert.deepEqual(await directory().edit('edit', edit), { kind: 'done' });
    assert.equal(text(), after);
    assert.equal(mode(at('inventory.ini')), '640');
    assert.deepEqual(await directory().undoEdit('edit', edit), { kind: 'done' });
    assert.equal(text(), before);
    assert.equal(mode(at('inventory.ini')), '640');
    assert.deepEqual(readdirSync(at()).sort(), ['inventory.ini', 'r1']);
  });

  it('are made once, and taken back once, however often they are asked for', async () => {
    for (let time = 0; time < 2; time++) {
      assert.deepEqual(await directory().edit('edit', edit), { kind: 'done' });
      assert.equal(text(), after);
    }
    for (let time = 0; time < 2; time++) {
      assert.deepEqual(await directory().undoEdit('edit', edit), { kind: 'done' });
      assert.equal(text(), before);
    }
  });

  it('leave a file alone that somebody else has changed', async () => {
    writeFileSync(at('inventory.ini'), 'other\n');
    assert.deepEqual(await directory().edit('edit', edit), { kind: 'changed' });
    assert.deepEqual(await directory().undoEdit('edit', edit), { kind: 'changed' });
    assert.equal(text(), 'other\n');
  });

  it('say so when the text is gone, or is another', async () => {
    for (const other of ['', 'x']) {
      writeFileSync(at('r1', 'edit.after'), other);
      const outcome = await directory().edit('edit', edit);
      assert.deepEqual(outcome, { kind: 'failed', reason: 'the new text is gone' });
      assert.equal(text(), before);
    }
    await stage();
    await directory().edit('edit', edit);
    await directory().removeTexts();
    const outcome = await directory().undoEdit('edit', edit);
    assert.deepEqual(outcome, { kind: 'failed', reason: 'the old text is gone' });
  });

  it('keep texts that may hold secrets from others, and remove them', async () => {
    await directory().edit('edit', edit);
    assert.deepEqual(readdirSync(at('r1')).sort(), ['edit.after', 'edit.before']);
    for (const name of readdirSync(at('r1'))) assert.equal(mode(at('r1', name)), '600');
    await directory().removeTexts();
    assert.deepEqual(readdirSync(at('r1')), []);
  });

  it('make a file that was not there, and remove it again', async () => {
    const made = { file: 'hosts.ini', before: sha256(''), after: sha256('h\n') };
    await machine.writeText(at('r1', 'hosts.after'), 'h\n', 0o600);
    assert.deepEqual(await directory().edit('hosts', made), { kind: 'done' });
    assert.equal(readFileSync(at('hosts.ini'), 'utf8'), 'h\n');
    assert.deepEqual(await directory().undoEdit('hosts', made), { kind: 'done' });
    assert.equal(existsSync(at('hosts.ini')), false);
  });

  it('follow a link instead of replacing it', async () => {
    symlinkSync(at('inventory.ini'), at('link.ini'));
    const linked = { ...edit, file: 'link.ini' };
    assert.deepEqual(await directory().edit('edit', linked), { kind: 'done' });
    assert.ok(lstatSync(at('link.ini')).isSymbolicLink());
    assert.equal(text(), after);
  });

  it('see each byte: a hash is that of the file', async () => {
    assert.equal(await fileHash(machine, at(), 'inventory.ini'), sha256(before));
    assert.equal(await fileHash(machine, at(), 'not-there.ini'), undefined);
    writeFileSync(at('-odd \\ name'), 'x');
    assert.equal(await fileHash(machine, at(), '-odd \\ name'), sha256('x'));
  });
});

describe('a command in a terminal', () => {
  const at = temporaryDirectory();

  it('runs once, and leaves its status and events where a detached one does', async () => {
    const directory = createRunDirectory(machine, {
      run: 'r1',
      path: at('r1'),
      deployment: at(),
      launcher: path.join(root, 'src/node/controlMachineFiles/launcher.sh'),
      holdsLock: () => Promise.resolve(true),
      releaseLock: () => Promise.resolve(),
    });
    const command = {
      argv: ['sh', '-c', 'echo "$DM_CLUSTER_EVENTS $A" >>ran; exit 7'],
      directory: '',
      environment: { A: 'b c' },
    };
    assert.equal(await directory.isLaunched('one'), false);
    const argv = directory.terminalArgv('one', command);
    await machine.run(argv, { cwd: '/' });
    assert.equal((await machine.run(argv, { cwd: '/' })).exitCode, 73);
    assert.equal(readFileSync(at('ran'), 'utf8'), `${at('r1', 'one', 'events.jsonl')} b c\n`);
    assert.equal(await directory.isLaunched('one'), true);
    const silent = { onOutput: () => undefined, onEvent: () => undefined };
    const end = await directory.follow('one', silent, new AbortController().signal);
    assert.equal(end.exitCode, 7);
  });
});
