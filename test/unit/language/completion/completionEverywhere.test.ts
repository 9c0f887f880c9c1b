import assert from 'node:assert/strict';
import { lineAt } from '../../../../src/core/inventory/lineAt';
import { noVariableFiles } from '../../../../src/core/inventory/variableFiles';
import { completions } from '../../../../src/core/language/completion/completion';
import { hover } from '../../../../src/core/language/hover/hover';
import { inlayHints } from '../../../../src/core/language/inlayHints';
import { createLanguageModel } from '../../../../src/core/language/languageModel';
import { semanticTokens } from '../../../../src/core/language/semanticTokens';
import { caseNames, readCase } from '../../inventory/corpus';

const texts = caseNames
  .map((name) => [name, readCase(name, 'ini') ?? ''] as const)
  .filter(([, text]) => text.length < 4000);

describe('features at any place of any inventory', () => {
  it('are tried on most of the corpus', () => {
    assert.ok(texts.length > 370);
  });

  it('complete on the line of the cursor, around it', () => {
    for (const [name, text] of texts) {
      const model = createLanguageModel(text, noVariableFiles);
      // Places of all kinds, not every one: the corpus has 100,000.
      for (let offset = 0; offset <= text.length; offset += offset < 60 ? 1 : 7) {
        for (const { span } of completions(model, offset)) {
          assert.ok(span.start <= offset && offset <= span.end, `${name} at ${offset}`);
          assert.doesNotMatch(text.slice(span.start, span.end), /[\r\n]/, `${name} at ${offset}`);
        }
      }
    }
  });

  it('hover over the word of the cursor', () => {
    for (const [name, text] of texts) {
      const model = createLanguageModel(text, noVariableFiles);
      for (let offset = 0; offset <= text.length; offset += 3) {
        const found = hover(model, offset);
        if (found === undefined) continue;
        assert.ok(found.span.start <= offset && offset <= found.span.end, `${name} at ${offset}`);
        assert.ok(found.markdown.trim() !== '', `${name} at ${offset}`);
      }
    }
  });

  it('colour stretches of single lines in order', () => {
    for (const [name, text] of texts) {
      const model = createLanguageModel(text, noVariableFiles);
      const all = { start: 0, end: text.length };
      let end = 0;
      for (const { span } of semanticTokens(model, all)) {
        assert.ok(end <= span.start && span.start < span.end, name);
        assert.equal(lineAt(model.inventory, span.start), lineAt(model.inventory, span.end - 1));
        end = span.end;
      }
      for (const { offset } of inlayHints(model, all)) assert.ok(offset <= text.length, name);
    }
  });
});

describe('secrets', () => {
  const text = `[dm_worker_servers]
w1 ansible_host=h1 source_id=s1 mysql_password="Top-1" ansible_become_pass=Top-2 my_token=Top-3
w2 mysql_password=Top-4
[grafana_servers]
g grafana_admin_password=Top-5
[all:vars]
mysql_password = Top-6
ansible_ssh_pass = Top-7
`;

  it('appear in no completion, hover or hint', () => {
    const model = createLanguageModel(text, noVariableFiles);
    for (let offset = 0; offset <= text.length; offset++) {
      const found = JSON.stringify([completions(model, offset), hover(model, offset)?.markdown]);
      // The text that stands at the cursor is replaced, never repeated.
      assert.doesNotMatch(found, /Top-/, `at ${offset}`);
    }
    assert.doesNotMatch(JSON.stringify(inlayHints(model, { start: 0, end: text.length })), /Top-/);
  });
});
