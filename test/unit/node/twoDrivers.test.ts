import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { root } from '../../support/sourceFiles';
import { temporaryDirectory } from '../../support/temporaryDirectory';

const times = 1_000;

/** A process that begins a run whenever it is told to. */
class Driver {
  private readonly child: ChildProcessWithoutNullStreams;
  private readonly lines: AsyncIterator<string>;

  constructor(deployment: string) {
    const script = path.join(root, 'test/support/beginner.ts');
    const textModules = path.join(root, 'test/support/textModules.cjs');
    const argv = ['--import', 'tsx', '--require', textModules, script, deployment];
    this.child = spawn(process.execPath, argv, { cwd: root });
    this.child.stderr.pipe(process.stderr);
    this.lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
  }

  async tell(word: string): Promise<string> {
    this.child.stdin.write(`${word}\n`);
    const line: IteratorResult<string, unknown> = await this.lines.next();
    return String(line.value);
  }

  async stop(): Promise<void> {
    this.child.stdin.end();
    if (this.child.exitCode === null) await once(this.child, 'exit');
  }
}

describe('two drivers at once on one deployment', () => {
  const at = temporaryDirectory();

  it(`exactly one gets the lock, ${times} times`, async function () {
    this.timeout(300_000);
    const drivers = [new Driver(at()), new Driver(at())];
    let first = 0;
    try {
      for (let time = 0; time < times; time++) {
        const said = await Promise.all(drivers.map((driver) => driver.tell('begin')));
        const holders = said.filter((words) => words.startsWith('holds '));
        assert.equal(holders.length, 1, said.join(', '));
        if (said[0]?.startsWith('holds ')) first++;
        await Promise.all(drivers.map((driver) => driver.tell('release')));
      }
    } finally {
      await Promise.all(drivers.map((driver) => driver.stop()));
    }
    if (this.test) this.test.title += ` (${first} and ${times - first})`;
  });
});
