import assert from 'node:assert/strict';
import { compareKeys, keysOf, placeholders } from '../support/l10nKeys';
import { plainSentences } from '../support/plainSentences';
import { readJson, readSources } from '../support/sourceFiles';

const sources = readSources();
const used = [...sources].flatMap(([file, text]) => keysOf(file, text));
const chinese = readJson('l10n/bundle.l10n.zh-cn.json') as Readonly<Record<string, string>>;

describe('l10n', () => {
  it('finds the sentences of all layers', () => {
    assert.ok(used.length >= 120, `${used.length} sentences`);
    for (const layer of ['src/core/', 'src/node/', 'src/vscode/']) {
      assert.ok(used.some(({ file }) => file.startsWith(layer)));
    }
  });

  it('has a Chinese sentence for each English one, and no other', () => {
    assert.deepEqual(compareKeys(used, chinese), { missing: [], stale: [] });
  });

  it('keeps the placeholders', () => {
    for (const [key, sentence] of Object.entries(chinese)) {
      assert.deepEqual(placeholders(sentence), placeholders(key), key);
    }
  });

  it('keeps icons and the dots of "more to come"', () => {
    for (const [key, sentence] of Object.entries(chinese)) {
      assert.deepEqual(sentence.match(/\$\([a-z-]+\)/g), key.match(/\$\([a-z-]+\)/g), key);
      assert.equal(sentence.endsWith('...'), key.endsWith('...'), key);
    }
  });

  it('gives a value for each placeholder', () => {
    for (const { file, key, values } of used) {
      const wanted = Array.from({ length: values }, (_, index) => index);
      assert.deepEqual(placeholders(key), wanted, `${file}: ${key}`);
    }
  });

  it('is really Chinese', () => {
    const sameWord = Object.entries(chinese).filter(([, text]) => !/\p{Script=Han}/u.test(text));
    const allowed = sameWord.filter(([, text]) => placeholders(text).length === 0);
    assert.deepEqual(allowed, []);
  });

  it('leaves no sentence of the editor outside', () => {
    const shell = [...sources].filter(([file]) => !file.startsWith('src/core/'));
    assert.deepEqual(
      shell.flatMap(([file, text]) => plainSentences(file, text)),
      [],
    );
  });

  const plain: readonly (readonly [string, string])[] = [
    ['a message', `vscode.window.showErrorMessage('Bad news');`],
    ['a button', 'vscode.window.showWarningMessage(l10n.t("a"), "Go On");'],
    ['a title', `const a = { title: 'Bad news' };`],
    ['a title of two', `const a = { title: b ? l10n.t('x') : 'Bad news' };`],
    ['a template', 'const a = { placeHolder: `Bad ${news}` };'],
    ['an assignment', `item.tooltip = 'Bad news';`],
    ['an error', `throw new ExpectedError('code', 'Bad news');`],
  ];
  for (const [name, text] of plain) {
    it(`would find ${name}`, () => {
      assert.equal(plainSentences('a.ts', text).length, 1);
    });
  }

  it('reads a sentence that spans lines, and refuses one that is computed', () => {
    const [key] = keysOf('a.ts', `l10n.t(\n  'It\\'s {0}',\n  a,\n);`);
    assert.deepEqual(key, { file: 'a.ts', key: `It's {0}`, values: 1 });
    assert.throws(() => keysOf('a.ts', 'l10n.t(a);'), /wants a string literal/);
  });
});
