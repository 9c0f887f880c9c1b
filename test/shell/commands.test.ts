import assert from 'node:assert/strict';
import { ExpectedError } from '../../src/core/errors/expectedError';
import type { Logger } from '../../src/core/ports/logger';
import { type CommandHandlers, registerCommands } from '../../src/vscode/commands';
import { commandIds } from '../../src/vscode/ids';
import { createErrorReporter } from '../../src/vscode/reportError';
import { editor, useEditor } from '../support/editor/fakeEditor';
import { silentLogger } from '../support/silentLogger';

describe('commands', () => {
  useEditor();

  /** All commands do the same. */
  function handlersOf(handler: (...args: readonly unknown[]) => unknown): CommandHandlers {
    return Object.fromEntries(commandIds.map((id) => [id, handler])) as unknown as CommandHandlers;
  }
  function run(id: string, ...args: readonly unknown[]): Promise<unknown> {
    return Promise.resolve(editor.state.commands.get(id)?.(...args));
  }

  it('are all registered', () => {
    registerCommands(
      handlersOf(() => undefined),
      () => Promise.resolve(),
    );
    assert.deepEqual([...editor.state.commands.keys()].sort(), [...commandIds].sort());
  });

  it('hand their arguments on, and their result back', async () => {
    registerCommands(
      handlersOf((...args) => args.join('+')),
      () => Promise.resolve(),
    );
    assert.equal(await run('dmCluster.run.show', 'a', 'b'), 'a+b');
  });

  it('never reject: what goes wrong is reported once', async () => {
    const reported: unknown[] = [];
    const error = new Error('a bug');
    for (const handler of [
      () => Promise.reject(error),
      () => {
        throw error;
      },
    ]) {
      editor.state.commands.clear();
      registerCommands(handlersOf(handler), (what) => {
        reported.push(what);
        return Promise.resolve();
      });
      assert.equal(await run('dmCluster.log.show'), undefined);
    }
    assert.deepEqual(reported, [error, error]);
  });
});

describe('reportError', () => {
  useEditor();
  const logged: string[] = [];
  const logger: Logger = {
    ...silentLogger,
    warn: (message) => logged.push(`warn ${message}`),
    error: (message, cause) => logged.push(`error ${message}: ${String(cause)}`),
  };
  let shown = 0;
  const report = createErrorReporter(logger, () => {
    shown += 1;
  });
  beforeEach(() => {
    logged.length = 0;
    shown = 0;
  });
  const said = (): readonly unknown[] => editor.state.questions.map(({ args }) => args);

  it('shows the sentence of what was to be expected', async () => {
    editor.state.answers.push(() => undefined);
    await report(new ExpectedError('disk', 'The disk is full. Make room.'));
    assert.deepEqual(said(), [['The disk is full. Make room.']]);
    assert.deepEqual(logged, ['warn disk: The disk is full. Make room.']);
  });

  it('says nothing of what was cancelled', async () => {
    await report(new ExpectedError('cancelled', 'Cancelled.'));
    assert.deepEqual([said(), logged], [[], []]);
  });

  it('shows a bug as one, never its text, and offers the log', async () => {
    editor.state.answers.push(() => 'Show Log');
    await report(new TypeError('x of undefined'));
    assert.deepEqual(said(), [
      ['DM Cluster met an error of its own. The log has the details.', 'Show Log'],
    ]);
    assert.deepEqual(logged, ['error unexpected error: TypeError: x of undefined']);
    assert.equal(shown, 1);
  });

  it('shows no log that is not asked for', async () => {
    editor.state.answers.push(() => undefined);
    await report('thrown text');
    assert.equal(shown, 0);
  });
});
