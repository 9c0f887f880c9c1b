import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { adjustSeverities, type Problem } from '../../../src/core/cluster/problem';
import { catalog } from '../../../src/core/cluster/rules/catalog';
import { readJson, root } from '../../support/sourceFiles';

const codes = catalog.map(({ code }) => code);

/** The rules that were collected from DM-Ansible, DM and Ansible: the codes that say each of them. */
const rules: Readonly<Record<string, readonly string[]>> = {
  L1: ['parse-error', 'hosts-file-error', 'variable-file-error'],
  L2: ['invisible-character'],
  L3: ['comment-in-value'],
  L4: ['hash-cuts-line'],
  L5: ['semicolon-comment'],
  L6: ['parse-error'],
  L7: ['python-dependent-value'],
  L8: ['empty-range', 'overlapping-range'],
  L9: ['host-named-as-group'],
  L10: ['repeated-variable'],
  L11: ['shared-alias'],
  L12: ['ignored-port'],
  L13: ['odd-variable-name'],
  L14: ['unknown-variable'],
  L15: ['misplaced-variable'],
  L16: ['unknown-group'],
  L17: ['backslash-removed'],
  G1: ['group-host-count'],
  G2: ['no-portal'],
  G3: ['loopback-address'],
  G4: ['different-logins'],
  A1: ['missing-ansible-user'],
  A2: ['root-user'],
  A3: ['missing-deploy-dir', 'unsafe-deploy-dir'],
  A4: ['shared-deploy-dir'],
  A5: ['common-deploy-dir', 'nested-deploy-dir'],
  A6: ['port-collision'],
  A7: ['invalid-port'],
  A8: ['missing-dm-version', 'odd-dm-version'],
  A9: ['missing-cluster-name', 'odd-cluster-name'],
  A10: ['odd-grafana-password'],
  A11: ['default-grafana-login'],
  A12: ['misplaced-variable'],
  A13: ['host-not-in-hosts-file', 'different-username'],
  A14: ['clear-text-login'],
  A15: ['old-host-variable'],
  W1: ['missing-source-id'],
  W2: ['source-id-not-text'],
  W3: ['long-source-id'],
  W4: ['duplicate-source-id'],
  W5: ['toml-breaking-character'],
  W6: ['duplicate-worker-address'],
  W7: ['invalid-server-id', 'zero-server-id', 'missing-server-id'],
  W8: ['duplicate-server-id', 'complementary-server-ids'],
  W9: ['invalid-enable-gtid'],
  W10: ['gtid-off'],
  W11: ['invalid-binlog-name'],
  W12: ['unused-relay-position'],
  W13: ['invalid-gtid-set'],
  W14: ['invalid-flavor'],
  W15: ['mariadb-without-flavor'],
  W16: ['missing-mysql-host', 'invalid-port'],
  W17: ['local-mysql-host'],
  W18: ['shared-upstream'],
  W19: [
    'missing-password',
    'refused-password',
    'plain-password',
    'password-not-text',
    'altered-password',
    'empty-password',
    'toml-breaking-character',
  ],
  W20: ['ipv6-address'],
  W21: ['crowded-machine'],
  W22: ['shared-relay-dir'],
  W23: ['invalid-log-level'],
  W24: ['moved-worker'],
};

/** Rules that no look at a text can check, and where they are kept instead. */
const elsewhere: Readonly<Record<string, string>> = {
  O1: 'of runs: -l skips the check of the playbooks, ours is made before each run',
  O2: 'of runs: what has to be rolled after a change of the workers',
  O3: 'of runs: what --tags leaves out',
  O4: 'unsafe_cleanup.yml is not offered; unsafe-deploy-dir says what it would delete',
  O5: 'of the preflight: Python of the control machine',
  O6: 'of the preflight: version of Ansible',
};

describe('catalogue of problems', () => {
  it('has a code for each rule, and a rule for each code', () => {
    assert.deepEqual(
      [...new Set(Object.values(rules).flat())].toSorted(),
      codes.toSorted(),
      'a code without a rule, or a rule without a code',
    );
    assert.equal(Object.keys(rules).length, 17 + 4 + 15 + 24);
    assert.equal(Object.keys(elsewhere).length, 6);
  });

  it('has a section in docs/problems.md for each code, and the severity', () => {
    const page = readFileSync(path.join(root, 'docs/problems.md'), 'utf8');
    const sections = page
      .split(/^### /m)
      .slice(1)
      .map((section) => [
        section.slice(0, section.indexOf('\n')),
        /^\*(\w+)\* · /m.exec(section)?.[1],
      ]);
    assert.deepEqual(
      sections,
      catalog.map(({ code, severity }) => [code, severity]),
    );
    for (const section of page.split(/^### /m).slice(1)) {
      assert.match(section, /\*\*Why\.\*\* [^]+\*\*What to do\.\*\* [^]+```ini\n[^]+\n```/);
    }
  });

  it('is what the setting for severities takes, but for parse errors', () => {
    const manifest = readJson('package.json') as {
      readonly contributes: {
        readonly configuration: {
          readonly properties: Readonly<
            Record<
              string,
              {
                readonly propertyNames?: { readonly enum: readonly string[] };
                readonly additionalProperties?: { readonly enum: readonly string[] };
              }
            >
          >;
        };
      };
    };
    const setting = manifest.contributes.configuration.properties['dmCluster.problems.severity'];
    assert.deepEqual(
      setting?.propertyNames?.enum,
      codes.filter((code) => code !== 'parse-error'),
    );
    assert.deepEqual(setting.additionalProperties?.enum, ['error', 'warning', 'hint', 'off']);
  });

  it('lets a setting change a severity or turn a problem off, but no parse error', () => {
    const problem = (code: string): Problem => ({
      code,
      severity: 'error',
      span: { start: 0, end: 1 },
      message: '',
    });
    const problems = ['parse-error', 'root-user', 'invalid-port', 'no-portal'].map(problem);
    const settings = { 'parse-error': 'off', 'root-user': 'hint', 'invalid-port': 'off' } as const;
    assert.deepEqual(
      adjustSeverities(problems, settings).map(({ code, severity }) => `${severity} ${code}`),
      ['error parse-error', 'hint root-user', 'error no-portal'],
    );
    assert.equal(adjustSeverities(problems, {}), problems);
  });
});
