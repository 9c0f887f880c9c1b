import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { readInventoryFile } from '../../src/node/inventoryFile';
import { runCommand } from '../unit/cli/commandRun';
import { caseNames, readCase } from '../unit/inventory/corpus';
import { type Ansible, openAnsible } from './ansible';
import { seed } from './check';
import { inventory } from './texts/inventories';

/** Each costs a start of Ansible. */
const count = Number(process.env['DM_DIFF_COMMANDS'] ?? 60);
const corpus = caseNames.map((name) => readCase(name, 'ini') ?? '');

describe('the command ansible-inventory', () => {
  let folder: string;
  let ansible: Ansible;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'dm-command-'));
    writeFileSync(path.join(folder, 'ansible.cfg'), '');
    ansible = openAnsible();
  });
  after(() => {
    ansible.close();
    rmSync(folder, { recursive: true });
  });

  async function check(text: string, name: string, isExport: boolean): Promise<void> {
    const file = path.join(folder, `${name}.ini`);
    writeFileSync(file, text);
    const options = isExport ? ['--export'] : [];
    const [command, [known]] = await Promise.all([
      runAnsible(folder, ['-i', file, '--list', ...options]),
      ansible.read([text]),
    ]);
    const ours = await runCommand(['list', file, ...options], {
      [file]: await readInventoryFile(file),
    });
    const inProcess = isExport ? known?.export : known?.list;
    const where = JSON.stringify(text);

    // The process that the other tests ask says what the command says.
    if (inProcess === undefined || 'error' in inProcess) assert.notEqual(command.status, 0, where);
    else assert.equal(command.stdout.trimEnd(), inProcess.text.trimEnd(), where);
    const isRefused = command.status !== 0 || / Unable to parse /.test(command.stderr);
    assert.equal(ours.status !== 0, isRefused, where);
    if (isRefused) assert.equal(ours.stdout, '', where);
    else assert.equal(ours.stdout, command.stdout, where);
  }

  const isPlain = (text: string): boolean =>
    // Dicts may come in an order of chance (compare.ts); test/unit/cli has bytes that are no UTF-8.
    !/\p{Surrogate}|\\ud8|\udcff/u.test(text) && !/'[^']*'\s*:|[{]/.test(text);

  it('prints what dm-cluster list prints', async () => {
    const generated = fc.sample(inventory.filter(isPlain), { numRuns: count, seed });
    const known = corpus.filter(isPlain).filter((_, index) => index % 8 === seed % 8);
    console.log(
      `        ${generated.length} generated, seed ${seed}, ${known.length} of the corpus`,
    );
    const texts = [...generated, ...known];
    for (let start = 0; start < texts.length; start += 2)
      await Promise.all(
        texts
          .slice(start, start + 2)
          .map((text, index) => check(text, `f${index}`, start % 3 === 0)),
      );
  });
});

function runAnsible(
  folder: string,
  argv: readonly string[],
): Promise<{ readonly status: number; readonly stdout: string; readonly stderr: string }> {
  const env = {
    PATH: process.env['PATH'],
    HOME: folder,
    ANSIBLE_CONFIG: path.join(folder, 'ansible.cfg'),
    ANSIBLE_NOCOLOR: '1',
    COLUMNS: '2000',
    LC_ALL: 'C.UTF-8',
  };
  return new Promise((resolve) => {
    const child = execFile(
      'ansible-inventory',
      [...argv],
      { cwd: folder, env, maxBuffer: 2 ** 26 },
      (_, stdout, stderr) => {
        resolve({ status: child.exitCode ?? -1, stdout, stderr });
      },
    );
  });
}
