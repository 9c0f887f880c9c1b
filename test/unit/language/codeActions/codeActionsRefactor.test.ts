import assert from 'node:assert/strict';
import {
  type CodeActionKind,
  codeActions,
} from '../../../../src/core/language/codeActions/codeActions';
import { ciphertext, sound } from './codeActionsCases';
import { checkKeepsWord, contextOf } from './codeActionsSupport';

/** The action of a kind at the first place of a word gives a text. */
function checkAction(
  text: string,
  at: string,
  kind: CodeActionKind,
  title: string,
  after: string,
): void {
  const { context, problems } = contextOf(text);
  const start = text.indexOf(at);
  const actions = codeActions(context, problems, { start, end: start }, (one) => one === kind);
  const action = actions.find((one) => one.title === title);
  assert.ok(action, actions.map((one) => one.title).join(', '));
  assert.equal(checkKeepsWord(text, action), after);
}

/** Nothing of the kind is offered there. */
function checkNoAction(text: string, at: string, kind: CodeActionKind): void {
  const { context, problems } = contextOf(text);
  const start = text.indexOf(at);
  const actions = codeActions(context, problems, { start, end: start }, (one) => one === kind);
  assert.deepEqual(
    actions.map(({ title }) => title),
    [],
  );
}

describe('refactorings', () => {
  it('move a variable that all hosts of a group have to the group', () => {
    const text = '[w]\nh1 a=1 x="2 3" # c\nh2 x=\'2 3\'\n\n[all:vars]\ny=1\n';
    const after = '[w]\nh1 a=1 # c\nh2\n\n[all:vars]\ny=1\n\n[w:vars]\nx=2 3\n';
    checkAction(text, 'x=', 'refactor.extract', 'Move x to [w:vars]', after);
  });

  it('leave a variable that would be read otherwise', () => {
    for (const text of [
      '[w]\nh1 x=1\nh2 x=2\n',
      '[w]\nh1 x=1\nh2 x="\'1\'"\n',
      '[w]\nh1 x=1\nh2\n',
      '[w]\nh1 x=1\nh2 x=1\n[all:vars]\nx=1\n',
      '[w]\nh1 x=1\nh2 x=1\n[v]\nh1\n[v:vars]\nx=2\n',
      '[w]\nh1 dm_worker_port=1\nh2 dm_worker_port=1\n'.replaceAll('dm_worker_port', 'mysql_port'),
      '[w]\nh1 enable_gtid=true x=1\nh2 enable_gtid=true x=2\n',
      'h1 x=1\nh2 x=1\n',
    ])
      checkNoAction(
        text,
        text.includes('gtid') ? 'enable' : text.includes('port') ? 'mysql' : 'x=',
        'refactor.extract',
      );
  });

  it('sort lines by alias and words as the manual lists them', () => {
    const text = '[w]\nh10 server_id=1 ansible_host=127.0.0.1 x=1\nh9 ansible_host=127.0.0.2';
    checkAction(
      text,
      'h10',
      'refactor.rewrite',
      'Sort the instances by alias',
      '[w]\nh9 ansible_host=127.0.0.2\nh10 server_id=1 ansible_host=127.0.0.1 x=1',
    );
    checkAction(
      text,
      'h10',
      'refactor.rewrite',
      'Sort the variables of these instances',
      '[w]\nh10 ansible_host=127.0.0.1 server_id=1 x=1\nh9 ansible_host=127.0.0.2',
    );
  });

  it('take an instance out and bring it back', () => {
    const commented = sound.replace('\nw2 ', '\n# w2 ');
    checkAction(sound, 'w2 ', 'refactor.rewrite', 'Comment out this instance', commented);
    checkAction(commented, '# w2', 'refactor.rewrite', 'Restore the instance w2', sound);
  });
});

describe('fix all', () => {
  it('does what has one right answer', () => {
    const text = sound.replace('w1 ', 'w1\u200b server_id=7 ').replace('w2 ', 'w2 server_id=8 ');
    checkAction(
      text,
      '[',
      'source.fixAll.dm-inventory',
      'Fix all that has one right answer',
      sound,
    );
  });

  it('encrypts all passwords', () => {
    const text = sound.replaceAll('password=', 'password=secret');
    const { context, problems } = contextOf(text);
    const start = text.indexOf('secret');
    const action = codeActions(context, problems, { start, end: start }).find(
      ({ title }) => title === 'Fix all 2 problems of this kind',
    );
    assert.ok(action);
    assert.deepEqual(checkKeepsWord(text, action).match(new RegExp(ciphertext, 'g'))?.length, 2);
  });

  it('does not give two workers the same id', () => {
    const text = sound.replace('server_id=102', 'server_id=101');
    const { context, problems } = contextOf(text);
    const actions = codeActions(context, problems, { start: 0, end: text.length });
    assert.ok(actions.some(({ title }) => title === 'Set server_id to 102'));
    assert.ok(!actions.some(({ title }) => title.startsWith('Fix all')));
  });
});
