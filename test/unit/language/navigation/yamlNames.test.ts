import assert from 'node:assert/strict';
import { applyEdits } from '../../../../src/core/inventory/edits/applyEdits';
import {
  renameYaml,
  taskSources,
  variableFileSources,
  variableKey,
} from '../../../../src/core/language/navigation/yamlNames';
import { checkRanges } from './marked';

const task = `# task: source-id: "s0"
name: test   # keep
target-database: {host: "127.0.0.1", source-id: s1}
"mysql-instances":
  -
    source-id: «"s1"»  # first
    meta: { binlog-name: source-id }
  - {route-rules: [], "source-id": «'s1'»}
  - source-id: &id «s1»
  - source-id: s11
`;

describe('task files', () => {
  it('name sources in mysql-instances', () => {
    checkRanges(task, ({ text }) =>
      taskSources(text)
        .filter(({ name }) => name === 's1')
        .map(({ span }) => span),
    );
  });

  it('are told from other YAML', () => {
    for (const text of ['', 'source-id: s1\n', 'x:\n  mysql-instances:\n  - source-id: s\n', '- 1'])
      assert.deepEqual(taskSources(text), []);
    assert.deepEqual(taskSources('mysql-instances: none\n'), []);
    assert.deepEqual(
      taskSources('mysql-instances:\n- source-id: |\n    s1\n- 1\n- source-id:\n'),
      [],
    );
  });

  it('are read as far as they go while they are typed', () => {
    const [found] = taskSources('mysql-instances:\n- source-id: "s1"\n- sou"rce: [\n');
    assert.equal(found?.name, 's1');
  });

  it('keep their quotes and everything else when a source is renamed', () => {
    const renamed = (text: string, newName: string): string =>
      applyEdits(
        text,
        taskSources(text).map((name) => renameYaml(text, name, newName)),
      );
    const text = 'mysql-instances:\r\n- source-id: "a" # a\r\n- source-id: \'a\'\r\n- source-id: a';
    assert.equal(
      renamed(text, 'b-2'),
      'mysql-instances:\r\n- source-id: "b-2" # a\r\n- source-id: \'b-2\'\r\n- source-id: b-2',
    );
    for (const id of ['on', '@b', '+1', 'a: b', '数'])
      assert.deepEqual(
        taskSources(renamed(text, id)).map(({ name }) => name),
        [id, id, id],
      );
    assert.ok(renamed(text, 'on').endsWith('source-id: "on"'), 'YAML 1.1 reads on as true');
  });
});

describe('variable files', () => {
  it('name a source and set variables at their top', () => {
    const text = 'a: {source_id: s0}\nsource_id: s1\n';
    checkRanges('a: {source_id: s0}\nsource_id: «s1»\n', () =>
      variableFileSources(text).map(({ span }) => span),
    );
    assert.deepEqual(variableKey(text, 'source_id'), { start: 19, end: 28 });
    assert.equal(variableKey(text, 'b'), undefined);
    assert.deepEqual(variableFileSources('[source_id]'), []);
  });
});
