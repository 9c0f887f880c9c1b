import assert from 'node:assert/strict';
import type { Finding } from '../../../src/cli/finding';
import { noVariableFiles } from '../../../src/core/inventory/variableFiles';
import { runCommand } from './commandRun';

/** A cluster in which nothing is wrong but what is put into its worker line. */
function cluster(worker: string): string {
  return [
    '[dm_master_servers]\ndm_master ansible_host=127.0.0.1 deploy_dir=/data/m\n',
    `[dm_worker_servers]\n${worker}\n`,
    '[prometheus_servers]\nprometheus ansible_host=127.0.0.1 deploy_dir=/data/p\n',
    '[grafana_servers]\ngrafana ansible_host=127.0.0.1 deploy_dir=/data/g\n',
    '[alertmanager_servers]\nalertmanager ansible_host=127.0.0.1 deploy_dir=/data/a\n',
    '[all:vars]\ncluster_name = c\nansible_user = tidb\ndm_version = v1.0.7\n',
  ].join('\n');
}

const odd = '[a]\nh[3:1]\n';
const broken = '[a]\nh1 x=1\nh2 bad\n';

describe('dm-cluster lint', () => {
  it('reports file, line and column, and exits with 1', async () => {
    const { status, stdout, stderr } = await runCommand(['lint', 'a.ini', '--strict'], {
      'a.ini': broken,
    });
    assert.equal(status, 1);
    assert.match(stdout, /^a\.ini:3:4: error parse-error .*got: bad.*\n$/);
    assert.equal(stderr, 'Files: 1. Errors: 1, warnings: 0, hints: 0.\n');
  });

  it('counts columns and lines as editors do', async () => {
    const { stdout } = await runCommand(['lint', 'a.ini'], { 'a.ini': '[a]\nh1\vh\u{1f600}2 bad' });
    assert.match(stdout, /^a\.ini:2:9: error/);
  });

  it('finds what DM would trip over', async () => {
    const { status, stdout } = await runCommand(['lint', 'w.ini', 'b.ini', '--format', 'json'], {
      'w.ini': cluster('w1 ansible_host=127.0.0.1 server_id=101'),
      'b.ini': broken,
    });
    const report = JSON.parse(stdout) as {
      readonly errors: number;
      readonly problems: readonly { readonly file: string; readonly code: string }[];
    };
    assert.equal(status, 1);
    const found = report.problems.map(({ file, code }) => `${file} ${code}`);
    assert.ok(found.includes('w.ini missing-source-id'), found.join());
    assert.ok(found.includes('b.ini parse-error'), found.join());
    assert.ok(report.errors >= 2);
  });

  it('names the other place, and the file beside', async () => {
    const worker = (name: string) =>
      `${name} ansible_host=127.0.1.${name.length} source_id=${name} server_id=101`;
    const { stdout } = await runCommand(['lint', 'd/w.ini', '--format=json'], {
      'd/w.ini': {
        text: cluster(`${worker('w1')}\n${worker('w22')}`),
        files: noVariableFiles,
        hostsText: '[servers]\n127.0.1.2\n127.0.1.3\n127.0.0.1 bad\n',
      },
    });
    const { problems } = JSON.parse(stdout) as { readonly problems: readonly Finding[] };
    const twins = problems.filter(({ code }) => code === 'duplicate-server-id');
    assert.deepEqual(
      twins.map(({ line, related }) => [line, related[0]?.line]),
      [
        [5, 6],
        [6, 5],
      ],
    );
    const beside = problems.filter(({ file }) => file === 'd/hosts.ini');
    assert.deepEqual(
      beside.map(({ code, line }) => `${code} ${line}`),
      ['hosts-file-error 4'],
    );
  });

  const statuses: readonly (readonly [string, readonly string[], number])[] = [
    ['nothing worse than a warning', ['--severity', 'empty-range=warning'], 0],
    ['a warning, strictly', ['--severity', 'empty-range=warning', '--strict'], 2],
    ['a hint, strictly', ['--severity', 'empty-range=hint', '--strict'], 0],
    ['a hint, none allowed', ['--severity=empty-range=hint', '--max-severity=none'], 3],
    ['a warning, none allowed', ['--severity=empty-range=warning', '--max-severity=none'], 2],
    ['an error, errors allowed', ['--severity=empty-range=error', '--max-severity', 'error'], 0],
    [
      'an error, warnings allowed',
      ['--severity=empty-range=error', '--max-severity', 'warning'],
      1,
    ],
    ['an error that is off', ['--severity', 'empty-range=off', '--max-severity=none'], 0],
  ];
  for (const [name, options, expected] of statuses) {
    it(`exits with ${expected} for ${name}`, async () => {
      const { status } = await runCommand(['lint', 'a.ini', ...options], { 'a.ini': odd });
      assert.equal(status, expected);
    });
  }

  const wrong: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['no file', [], /at least one file/],
    ['an unknown option', ['a.ini', '--nope'], /Unknown option '--nope'/],
    ['an unknown format', ['a.ini', '--format', 'xml'], /--format wants .*, not xml/],
    ['a severity without level', ['a.ini', '--severity', 'x'], /--severity wants .*, not x/],
    [
      'an unknown level',
      ['a.ini', '--severity', 'empty-range=fatal'],
      /--severity wants .*, not empty-range=fatal/,
    ],
    ['an unknown code', ['a.ini', '--severity', 'nope=off'], /no nope whose severity/],
    ['a parse error as a hint', ['a.ini', '--severity=parse-error=hint'], /no parse-error/],
    ['an unknown tolerance', ['a.ini', '--max-severity=all'], /--max-severity wants .*, not all/],
  ];
  for (const [name, options, message] of wrong) {
    it(`refuses ${name} with 64`, async () => {
      const { status, stdout, stderr } = await runCommand(['lint', ...options], {
        'a.ini': broken,
      });
      assert.equal(status, 64);
      assert.equal(stdout, '');
      assert.match(stderr, message);
    });
  }

  it('exits with 66 for a file that is not there', async () => {
    const { status, stdout, stderr } = await runCommand(['lint', 'none.ini']);
    assert.deepEqual([status, stdout], [66, '']);
    assert.equal(stderr, 'dm-cluster: none.ini: there is no such file\n');
  });
});
