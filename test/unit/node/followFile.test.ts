import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, writeFileSync } from 'node:fs';
import { followFile } from '../../../src/node/followFile';
import { temporaryDirectory } from '../../support/temporaryDirectory';

describe('followFile', () => {
  const at = temporaryDirectory();
  const file = (): string => at('output.log');
  const never = (): AbortSignal => new AbortController().signal;

  /** A process that lives until it is told to end. */
  function writer(): ChildProcess & { readonly pid: number } {
    const child = spawn('cat', { stdio: ['pipe', 'ignore', 'ignore'] });
    assert.ok(child.pid);
    return child as ChildProcess & { readonly pid: number };
  }

  async function collect(from: number, whileAlive?: number): Promise<string> {
    const chunks: Uint8Array[] = [];
    await followFile(file(), { from, whileAlive, signal: never() }, (chunk) => chunks.push(chunk));
    return Buffer.concat(chunks).toString();
  }

  it('reads what is there and ends when nobody writes', async () => {
    writeFileSync(file(), 'a\nb\n');
    assert.equal(await collect(0), 'a\nb\n');
    assert.equal(await collect(2), 'b\n');
    assert.equal(await collect(99), '');
  });

  it('ends where there is no file and nobody writes', async () => {
    assert.equal(await collect(0), '');
  });

  it('reads a big file whole', async () => {
    const text = '0123456789'.repeat(100_000);
    writeFileSync(file(), text);
    assert.equal(await collect(0), text);
  });

  it('waits for a file that comes late', async () => {
    const child = spawn('sh', ['-c', `read x; echo late >'${file()}'; read y`]);
    assert.ok(child.pid);
    const chunks: Uint8Array[] = [];
    const options = { from: 0, whileAlive: child.pid, signal: never() };
    const followed = followFile(file(), options, (chunk) => {
      chunks.push(chunk);
      child.stdin.write('end\n');
    });
    child.stdin.write('begin\n');
    await followed;
    assert.equal(Buffer.concat(chunks).toString(), 'late\n');
  });

  it('passes on a character that came in two pieces, byte for byte', async () => {
    const child = writer();
    const bytes = Buffer.from('中控机\n');
    const seen: number[] = [];
    writeFileSync(file(), bytes.subarray(0, 4));
    await followFile(file(), { from: 0, whileAlive: child.pid, signal: never() }, (chunk) => {
      if (seen.length === 0) appendFileSync(file(), bytes.subarray(4));
      seen.push(...chunk);
      if (seen.length === bytes.length) child.stdin?.end();
    });
    assert.deepEqual(Buffer.from(seen), bytes);
  });

  it('reads what the writer wrote just before it ended', async () => {
    const child = spawn('sh', ['-c', `echo first >'${file()}'; read x; echo last >>'${file()}'`]);
    assert.ok(child.pid);
    const text = await (async () => {
      const chunks: Uint8Array[] = [];
      const whileAlive = child.pid;
      await followFile(file(), { from: 0, whileAlive, signal: never() }, (chunk) => {
        if (chunks.length === 0) child.stdin.end('go\n');
        chunks.push(chunk);
      });
      return Buffer.concat(chunks).toString();
    })();
    assert.equal(text, 'first\nlast\n');
  });

  it('ends when it is told to, though the writer lives', async () => {
    const child = writer();
    const stop = new AbortController();
    writeFileSync(file(), 'a\n');
    await followFile(file(), { from: 0, whileAlive: child.pid, signal: stop.signal }, () => {
      stop.abort();
    });
    assert.equal(child.exitCode, null);
    child.stdin?.end();
    await once(child, 'exit');
  });

  it('ends with a writer that ended long ago', async () => {
    const child = writer();
    child.stdin?.end();
    await once(child, 'exit');
    writeFileSync(file(), 'a\n');
    assert.equal(await collect(0, child.pid), 'a\n');
  });

  it('ends with a writer that ended and that nobody has reaped', async () => {
    // The shell becomes `cat`, which never reaps the child that the shell had.
    const parent = spawn('sh', ['-c', 'sh -c "exec >&-" & echo $!; exec cat']);
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    writeFileSync(file(), 'a\n');
    assert.equal(await collect(0, Number(line.toString())), 'a\n');
    parent.stdin.end();
    await once(parent, 'exit');
  });
});
