import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isInRange, neededNode, nodeObstacle } from '../../setup/nodeVersion.mjs';
import { root } from '../../support/sourceFiles';
import { temporaryDirectory } from '../../support/temporaryDirectory';

describe('version of Node', () => {
  const range = '^20.19.0 || >=22.12.0';
  const versions: Readonly<Record<string, boolean>> = {
    '18.20.4': false,
    '20.9.0': false,
    '20.18.3': false,
    '20.19.0': true,
    '20.100.0': true,
    '21.7.3': false,
    '22.9.0': false,
    '22.12.0': true,
    '24.0.0': true,
    '100.0.0': true,
  };
  for (const [version, isNewEnough] of Object.entries(versions)) {
    it(`${version} is ${isNewEnough ? '' : 'not '}in ${range}`, () => {
      assert.equal(isInRange(version, range), isNewEnough);
    });
  }

  it('of this very Node is new enough', () => {
    assert.equal(nodeObstacle(), undefined);
  });

  it('that is too old is said in one sentence, with what is needed and how to come by it', () => {
    const sentence = nodeObstacle('18.20.4') ?? '';
    for (const part of ['Node 18.20.4', neededNode, 'npm exec --yes --package=node@20 --'])
      assert.ok(sentence.includes(part), sentence);
  });

  for (const script of ['testAll.mjs', 'demo.mjs']) {
    it(`stops ${script} before anything is installed`, () => {
      const old = `Object.defineProperty(process, 'versions', { value: { node: '18.20.4' } });`;
      const argv = ['--import', `data:text/javascript,${old}`, path.join('test/setup', script)];
      // Without a PATH nothing could be installed.
      const options = { cwd: root, env: { PATH: '' }, encoding: 'utf8' } as const;
      const { status, stdout, stderr } = spawnSync(process.execPath, argv, options);
      const said = { status, stdout, stderr };
      assert.deepEqual(said, {
        status: 1,
        stdout: '',
        stderr: `${nodeObstacle('18.20.4') ?? ''}\n`,
      });
    });
  }

  it('is told by scripts that an old Node can read', () => {
    const scripts = readdirSync(path.join(root, 'test/setup'));
    assert.ok(scripts.length >= 5);
    for (const script of scripts) {
      const text = readFileSync(path.join(root, 'test/setup', script), 'utf8');
      // It came with 20.11: path.resolve(undefined) is thrown before a sentence is said.
      assert.doesNotMatch(text, /import\.meta\.(?:dirname|filename)/, script);
    }
  });
});

describe('.ci/run', () => {
  const place = temporaryDirectory();
  const runCi = (): string => {
    writeFileSync(place('npm'), '#!/bin/sh\necho "npm $*"\n', { mode: 0o755 });
    const env = { PATH: [place(), '/usr/bin', '/bin'].join(path.delimiter) };
    const { stdout, stderr } = spawnSync(path.join(root, '.ci/run'), { env, encoding: 'utf8' });
    return stdout + stderr;
  };

  it('runs the tests with the Node that is there', () => {
    symlinkSync(process.execPath, place('node'));
    assert.equal(runCi(), 'npm test\n');
  });

  it('has npm fetch a Node where that one is too old', () => {
    const old = '#!/bin/sh\n[ "$1" = --version ] && echo v18.20.4\n';
    writeFileSync(place('node'), old, { mode: 0o755 });
    assert.equal(
      runCi(),
      [
        'Node v18.20.4 is too old: node@20 from the npm registry runs the tests',
        'npm exec --yes --package=node@20 -- npm test\n',
      ].join('\n'),
    );
  });
});
