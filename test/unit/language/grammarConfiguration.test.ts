import assert from 'node:assert/strict';
import { readJson } from '../../support/sourceFiles';

/** What the tests look at of the language configuration. */
interface Configuration {
  readonly wordPattern: string;
  readonly folding: { readonly markers: { readonly start: string; readonly end: string } };
  readonly onEnterRules: readonly {
    readonly beforeText: string;
    readonly afterText: string;
    readonly action: { readonly appendText: string };
  }[];
}

const configuration = readJson(
  'syntaxes/dm-inventory.language-configuration.json',
) as Configuration;

function words(text: string): readonly string[] {
  return text.match(new RegExp(configuration.wordPattern, 'g')) ?? [];
}

/** What Enter adds between the two halves of a line. */
function added(before: string, after: string): string | undefined {
  return configuration.onEnterRules.find(
    (rule) => new RegExp(rule.beforeText).test(before) && new RegExp(rule.afterText).test(after),
  )?.action.appendText;
}

describe('the language configuration', () => {
  it('takes aliases, addresses and paths for one word', () => {
    assert.deepEqual(words('dm-worker1 ansible_host=10.0.0.2 deploy_dir="/data1/dm" # x'), [
      'dm-worker1',
      'ansible_host',
      '10.0.0.2',
      'deploy_dir',
      '/data1/dm',
      'x',
    ]);
    assert.deepEqual(words('[dm_worker_servers:vars]'), ['dm_worker_servers', 'vars']);
  });

  it('goes on with a comment that is broken in two, but not with an instance', () => {
    assert.equal(added('# one', 'two'), '# ');
    assert.equal(added('; one', 'two'), '; ');
    assert.equal(added('# one', ''), undefined);
    assert.equal(added('#w1 ansible_host=h', 'source_id=s'), undefined);
    assert.equal(added('w1 a=b # one', 'two'), undefined);
  });

  it('folds regions', () => {
    const { start, end } = configuration.folding.markers;
    for (const line of ['# region Workers', '#region', '; #region a'])
      assert.match(line, new RegExp(start));
    assert.match('# endregion', new RegExp(end));
    assert.doesNotMatch('# regional workers', new RegExp(start));
    assert.doesNotMatch('[region]', new RegExp(start));
  });
});
