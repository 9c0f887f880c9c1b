import assert from 'node:assert/strict';
import { createDecipheriv } from 'node:crypto';
import { encryptToClipboard } from '../../../src/vscode/procedures/passwordCommand';
import { editor, useEditor } from '../../support/editor/fakeEditor';

/** As DM reads it (pkg/encrypt/encrypt.go). */
function decrypt(text: string): string {
  const bytes = Buffer.from(text, 'base64');
  const key = Buffer.from(
    'a529b7665997f043a30ac8fadcb51d6aa032c226ab5b7750530b12b8c1a16a48',
    'hex',
  );
  const cipher = createDecipheriv('aes-256-cfb', key, bytes.subarray(0, 16));
  return cipher.update(bytes.subarray(17)).toString('utf8');
}

describe('passwordCommand', () => {
  useEditor();

  it('puts the encrypted password into the clipboard, and says it nowhere', async () => {
    editor.state.answers.push(
      ({ args }) => {
        const [options] = args as readonly {
          readonly password: boolean;
          readonly validateInput: (text: string) => string | undefined;
        }[];
        assert.equal(options?.password, true);
        assert.match(options.validateInput('') ?? '', /leave the value empty/);
        assert.equal(options.validateInput('x'), undefined);
        return 'pä55';
      },
      () => undefined,
    );
    await encryptToClipboard();
    assert.equal(decrypt(editor.state.clipboard), 'pä55');
    const [, said] = editor.state.questions;
    assert.ok(said?.kind === 'information' && !JSON.stringify(said.args).includes('pä55'));
  });

  it('leaves the clipboard alone when nothing is typed', async () => {
    editor.state.clipboard = 'before';
    editor.state.answers.push(() => undefined);
    await encryptToClipboard();
    assert.equal(editor.state.clipboard, 'before');
  });
});
