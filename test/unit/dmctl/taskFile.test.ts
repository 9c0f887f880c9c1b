import assert from 'node:assert/strict';
import { taskFileName } from '../../../src/core/dmctl/taskFile';

describe('taskFileName', () => {
  const cases: readonly (readonly [string, string | undefined])[] = [
    ['name: test\ntask-mode: all\nmysql-instances:\n  - source-id: a\n', 'test'],
    ['---\nname: "my task" # ours\nmysql-instances: []\n', 'my task'],
    ["mysql-instances: []\nname: 'it'\n", 'it'],
    ['name: test # no instances\n', undefined],
    ['mysql-instances:\n  - name: inner\n', undefined],
    ['', undefined],
  ];
  for (const [text, name] of cases) {
    it(`reads ${JSON.stringify(text)}`, () => {
      assert.equal(taskFileName(text), name);
    });
  }
});
