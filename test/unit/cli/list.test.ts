import assert from 'node:assert/strict';
import { parseVariableFile } from '../../../src/core/inventory/parseVariableFile';
import { runCommand } from './commandRun';

// The letters are those of ansible-inventory 2.14.18; test/differential compares many more.
describe('dm-cluster list', () => {
  it('prints as ansible-inventory does', async () => {
    const text =
      "[b]\nh1 x=1.0 ü='é' d='{10: None, 9: (1,)}'\n[Top:children]\nb\n[b:vars]\nk = []\n";
    const { status, stdout, stderr } = await runCommand(['list', 'a.ini'], { 'a.ini': text });
    assert.deepEqual([status, stderr], [0, '']);
    assert.equal(
      stdout,
      `{
    "Top": {
        "children": [
            "b"
        ]
    },
    "_meta": {
        "hostvars": {
            "h1": {
                "d": {
                    "9": [
                        1
                    ],
                    "10": null
                },
                "k": [],
                "x": 1.0,
                "ü": "é"
            }
        }
    },
    "all": {
        "children": [
            "ungrouped",
            "Top"
        ]
    },
    "b": {
        "hosts": [
            "h1"
        ]
    }
}
`,
    );
  });

  it('does not sort where one dict cannot be sorted, and keeps keys of the same text', async () => {
    const text = `[a]\nz b=1 a="{'1': 2, 1: 3}"\n`;
    const { stdout, stderr } = await runCommand(['list', 'a.ini'], { 'a.ini': text });
    const keys = [...stdout.matchAll(/"(\w+)":/g)].map(([, key]) => key);
    assert.deepEqual(keys, [
      'all',
      'children',
      'a',
      'hosts',
      '_meta',
      'hostvars',
      'z',
      'b',
      'a',
      '1',
      '1',
    ]);
    assert.match(stderr, /^Could not sort JSON output .*'<' not supported/);
  });

  it('leaves variables where they are set with --export', async () => {
    const text = '[a]\nh1:22\n[a:vars]\nk=1\nansible_group_priority=7\n';
    const { stdout } = await runCommand(['list', '--export', 'a.ini'], { 'a.ini': text });
    assert.deepEqual(JSON.parse(stdout), {
      _meta: { hostvars: { h1: { ansible_port: 22 } } },
      a: { hosts: ['h1'], vars: { ansible_group_priority: 7, k: 1 } },
      all: { children: ['ungrouped', 'a'] },
    });
  });

  it('shows a byte that is no UTF-8 as a question mark', async () => {
    const text = "[a]\nh1 x=a\udc80b y='\\\\udc80'\n";
    const { stdout } = await runCommand(['list', 'a.ini'], { 'a.ini': text });
    assert.match(stdout, /"x": "a\?b",\n +"y": "\\\\\\\\udc80"/);
  });

  const refused: readonly (readonly [string, string, string])[] = [
    [
      'with its line',
      '[a]\nh1\nh2 bad\n',
      'a.ini:3: Expected key=value host variable assignment, got: bad',
    ],
    ['without a line', '[a]\nh[1:x]\n', "a.ini: invalid literal for int() with base 10: 'x'"],
    ['after the last line', '[a:children]\nall\n[all]\n', 'a.ini: '],
    [
      'for a value without JSON',
      '[a]\nh1 x={1}\n',
      'a.ini: Object of type set is not JSON serializable',
    ],
  ];
  for (const [name, text, message] of refused) {
    it(`exits with 1 and says why, ${name}`, async () => {
      const { status, stdout, stderr } = await runCommand(['list', 'a.ini'], { 'a.ini': text });
      assert.deepEqual([status, stdout], [1, '']);
      assert.ok(stderr.startsWith(message), stderr);
    });
  }

  it('refuses a variable file that Ansible would open, and no other', async () => {
    const bad = parseVariableFile('group_vars/a.yml', '- x');
    const source = (text: string) => ({
      'a.ini': {
        text,
        files: { groups: new Map([['a', [bad]]]), hosts: new Map() },
        hostsText: undefined,
      },
    });
    const opened = await runCommand(['list', 'a.ini'], source('[a]\nh1\n'));
    assert.equal(opened.status, 1);
    assert.equal(opened.stderr, 'group_vars/a.yml: expected a mapping, found list\n');
    const closed = await runCommand(['list', 'a.ini'], source('[a]\n[b]\nh1\n'));
    assert.equal(closed.status, 0);
  });

  it('wants exactly one file', async () => {
    assert.equal((await runCommand(['list'])).status, 64);
    assert.equal((await runCommand(['list', 'a.ini', 'b.ini'])).status, 64);
    assert.equal((await runCommand(['list', 'none.ini'])).status, 66);
  });
});
