import assert from 'node:assert/strict';
import { createLanguageModel } from '../../../src/core/language/languageModel';
import { semanticTokens } from '../../../src/core/language/semanticTokens';
import { semanticTokenModifiers, semanticTokenTypes } from '../../../src/vscode/ids';
import { readJson } from '../../support/sourceFiles';
import { groupFiles } from './fixture';

/** The tokens as `type(text)`, with a `!` where the variable has no effect. */
function tokens(text: string, files = groupFiles()): readonly string[] {
  const model = createLanguageModel(text, files);
  return semanticTokens(model, { start: 0, end: text.length }).map(
    ({ type, span, isIneffective }) =>
      `${type}(${text.slice(span.start, span.end)})${isIneffective ? '!' : ''}`,
  );
}

describe('semantic tokens', () => {
  it('tell known variables, unknown ones and secrets', () => {
    assert.deepEqual(tokens('[dm_worker_servers]\nw1 source_id=s color=red mysql_password=p # c'), [
      'dmAlias(w1)',
      'dmVariable(source_id)',
      'dmUnknownVariable(color)',
      'dmVariable(mysql_password)',
      'dmSecret(p)',
    ]);
  });

  it('tell what has no effect', () => {
    const text =
      '[dm_worker_servers]\nw prometheus_port=1 dm_worker_port=2\n[dm_worker_servers:vars]\nenable_gtid=true\nmysql_password=p\n[all:vars]\ndeploy_user=u\ncluster_name=c\n';
    assert.deepEqual(tokens(text), [
      'dmAlias(w)',
      'dmVariable(prometheus_port)!',
      'dmVariable(dm_worker_port)',
      'dmVariable(enable_gtid)!',
      'dmVariable(mysql_password)',
      'dmSecret(p)',
      'dmVariable(deploy_user)!',
      'dmVariable(cluster_name)',
    ]);
    const files = groupFiles(
      ['all', 'cluster_name', 'x'],
      ['dm_worker_servers', 'mysql_password', 'x'],
    );
    assert.ok(tokens(text, files).includes('dmVariable(cluster_name)!'));
    assert.ok(tokens(text, files).includes('dmVariable(mysql_password)!'));
  });

  it('look at all groups of a host', () => {
    const text =
      '[dm_master_servers]\nh dm_master_port=1 dm_worker_port=2\n[dm_worker_servers]\nh\n';
    assert.ok(tokens(text).includes('dmVariable(dm_worker_port)'));
  });

  it('tell groups that are not declared', () => {
    assert.deepEqual(tokens('[a:children]\nb\nc\nall\n[b]\n[d:vars]\nx=1'), [
      'dmUndefinedGroup(c)',
      'dmUndefinedGroup(d)',
    ]);
  });

  it('leave other inventories their own names', () => {
    assert.deepEqual(tokens('[web]\nh color=red ansible_host=a'), ['dmVariable(ansible_host)']);
  });

  it('go on below a line that Ansible refuses', () => {
    assert.ok(
      tokens('[dm_worker_servers]\nw broken\nx source_id=s').includes('dmVariable(source_id)'),
    );
  });

  it('are those of the lines in sight', () => {
    const text = '[dm_worker_servers]\na source_id=1\nb source_id=2\nc source_id=3\n';
    const at = text.indexOf('b ');
    const model = createLanguageModel(text, groupFiles());
    assert.equal(semanticTokens(model, { start: at, end: at + 5 }).length, 2);
  });

  it('are contributed', () => {
    interface Contribution {
      readonly id: string;
    }
    const { contributes } = readJson('package.json') as {
      readonly contributes: {
        readonly semanticTokenTypes: readonly Contribution[];
        readonly semanticTokenModifiers: readonly Contribution[];
        readonly semanticTokenScopes: readonly {
          readonly scopes: Readonly<Record<string, unknown>>;
        }[];
      };
    };
    const ids = (list: readonly Contribution[]): readonly string[] => list.map(({ id }) => id);
    assert.deepEqual(ids(contributes.semanticTokenTypes), semanticTokenTypes);
    assert.deepEqual(ids(contributes.semanticTokenModifiers), semanticTokenModifiers);
    const [scopes] = contributes.semanticTokenScopes;
    assert.deepEqual(
      Object.keys(scopes?.scopes ?? {}).sort(),
      [...semanticTokenTypes, '*.ineffective'].sort(),
    );
  });
});
