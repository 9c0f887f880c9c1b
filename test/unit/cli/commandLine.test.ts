import assert from 'node:assert/strict';
import { commands } from '../../../src/cli/commands';
import { runCommand } from './commandRun';

describe('dm-cluster', () => {
  afterEach(async () => {
    await runCommand(['--version', '--lang', 'en']); // the language is the process's
  });

  it('helps', async () => {
    const { status, stdout } = await runCommand(['--help']);
    assert.equal(status, 0);
    for (const name of commands.keys()) assert.match(stdout, new RegExp(`^ {2}${name} `, 'm'));
  });

  it('helps with each command, whatever else is given', async () => {
    for (const name of commands.keys()) {
      const { status, stdout } = await runCommand([name, '--nope', '--help']);
      assert.equal(status, 0);
      assert.ok(stdout.startsWith(`dm-cluster ${name} `));
    }
    assert.equal((await runCommand(['list', '--', '--help'])).status, 66); // a file of that name
  });

  it('tells its version', async () => {
    assert.deepEqual(await runCommand(['--version']), { status: 0, stdout: '1.2.3\n', stderr: '' });
  });

  it('refuses what it does not know with 64', async () => {
    for (const argv of [[], ['nope'], ['--nope'], ['--lang'], ['lint', 'a.ini', '--lang', 'fr']]) {
      const { status, stdout, stderr } = await runCommand(argv);
      assert.deepEqual([status, stdout], [64, ''], argv.join(' '));
      assert.match(stderr, /^dm-cluster: .+\nSee dm-cluster --help\.\n$/);
    }
  });

  const chinese: readonly (readonly [
    string,
    readonly string[],
    Readonly<Record<string, string>>,
  ])[] = [
    ['--lang', ['--help', '--lang', 'zh-cn'], { LANG: 'en_US.UTF-8' }],
    ['--lang=', ['--lang=zh_CN', '--help'], {}],
    ['LANG', ['--help'], { LANG: 'zh_CN.UTF-8' }],
    ['LC_ALL before LANG', ['--help'], { LC_ALL: 'zh_CN', LANG: 'en_US.UTF-8' }],
    ['LC_MESSAGES, LC_ALL being empty', ['--help'], { LC_ALL: '', LC_MESSAGES: 'zh' }],
  ];
  for (const [name, argv, environment] of chinese) {
    it(`speaks Chinese by ${name}`, async () => {
      const { stdout } = await runCommand(argv, {}, environment);
      assert.match(stdout, /检查 zh-cn/);
    });
  }

  it('speaks English by default and where it is asked to', async () => {
    for (const [argv, environment] of [
      [['--help'], { LANG: 'C.UTF-8' }],
      [['--help'], { LC_ALL: 'C', LANG: 'zh_CN.UTF-8' }],
      [['--help', '--lang', 'en'], { LANG: 'zh_CN.UTF-8' }],
    ] as const) {
      const { stdout } = await runCommand(argv, {}, environment);
      assert.doesNotMatch(stdout, /\p{Script=Han}/u);
    }
  });
});
