import assert from 'node:assert/strict';
import { createDecipheriv } from 'node:crypto';
import type { Parameter } from '../../../src/core/procedure/parameter';
import { askParameters, asksFor } from '../../../src/vscode/procedures/parameterWizard';
import { clusterOf, sample } from '../../support/clusters';
import { editor, type Question, useEditor } from '../../support/editor/fakeEditor';
import { goBack, lastButton } from '../../support/editor/quickInputs';

const parameter = (id: string, changes: Partial<Parameter> = {}): Parameter => ({
  id,
  kind: 'text',
  label: () => `The ${id}`,
  help: () => `help of ${id}`,
  isRequired: true,
  ...changes,
});
const colours = parameter('colour', {
  kind: 'choice',
  choices: () => [
    { value: 'r', label: 'Red' },
    { value: 'g', label: 'Green' },
  ],
});
const known = { cluster: clusterOf(sample), status: undefined, hostsText: undefined };

interface Shown {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
  readonly value: string;
  readonly password: boolean;
  readonly validationMessage: string | undefined;
  readonly items: readonly { readonly label: string; readonly description?: string }[];
  readonly buttons: readonly unknown[];
}
const shown = ({ args }: Question): Shown => args[0] as Shown;

describe('parameterWizard', () => {
  useEditor();

  const ask = (
    parameters: readonly Parameter[],
    given: Readonly<Record<string, string>>,
    ...answers: readonly unknown[]
  ) => {
    editor.state.answers.push(...answers.map((answer) => () => answer));
    return askParameters({ parameters }, given, {
      title: 'Do it',
      known,
      pickFile: () => Promise.resolve('conf/task.yaml'),
    });
  };

  it('asks for what is not given, in order', async () => {
    const parameters = [parameter('name'), colours, parameter('file', { kind: 'file' })];
    assert.deepEqual(await ask(parameters, {}, 'me', 'Green'), {
      name: 'me',
      colour: 'g',
      file: 'conf/task.yaml',
    });
    assert.deepEqual(await ask(parameters, { name: 'x', file: 'y' }, 'Red'), {
      name: 'x',
      file: 'y',
      colour: 'r',
    });
    assert.equal(asksFor({ parameters }, { name: 'x' }, known), true);
    assert.equal(asksFor({ parameters }, { name: 'x', colour: 'r', file: 'y' }, known), false);
  });

  it('goes back to the question before', async () => {
    const parameters = [parameter('name'), colours];
    assert.deepEqual(await ask(parameters, {}, 'wrong', goBack, 'right', 'Red'), {
      name: 'right',
      colour: 'r',
    });
    const buttons = editor.state.questions.map((question) => shown(question).buttons.length);
    assert.deepEqual(buttons, [0, 1, 0, 1]);
  });

  it('counts its steps, as far as the answers tell', async () => {
    const more = parameter('more', {
      isRequired: false,
      isAsked: ({ parameters }) => parameters['colour'] === 'g',
    });
    const parameters = [parameter('given'), parameter('name'), colours, more];
    await ask(parameters, { given: 'x' }, 'me', 'Green', 'yes');
    assert.deepEqual(
      editor.state.questions.map((question) => {
        const { title, step, totalSteps } = shown(question);
        return `${title} ${step}/${totalSteps}`;
      }),
      ['Do it: The name 1/2', 'Do it: The colour 2/2', 'Do it: The more 3/3'],
    );
  });

  it('shows what was answered before the way back, but no secret', async () => {
    const parameters = [parameter('name'), parameter('password', { kind: 'secret' }), colours];
    const values: string[] = [];
    const look =
      (answer: unknown) =>
      (question: Question): unknown => {
        values.push(shown(question).value);
        return answer;
      };
    editor.state.answers.push(
      ...['me', 'secret', goBack, goBack, 'you', 'other', undefined].map(look),
    );
    await ask(parameters, {});
    assert.deepEqual(values, ['', '', '', '', 'me', '', '']);
  });

  it('leaves the rest to the defaults in one go, once all of them can be taken', async () => {
    const parameters = [
      parameter('name'),
      parameter('port', { kind: 'port', isRequired: false, default: () => '3306' }),
      parameter('user', { isRequired: false }),
    ];
    assert.deepEqual(await ask(parameters, {}, 'me', lastButton), { name: 'me' });
    const buttons = editor.state.questions.map((question) => shown(question).buttons.length);
    assert.deepEqual(buttons, [0, 2]);
  });

  it('offers no such way while a default is refused', async () => {
    const parameters = [parameter('port', { kind: 'port', default: () => 'x' }), colours];
    assert.equal(await ask(parameters, {}, '1', undefined), undefined);
    const buttons = editor.state.questions.map((question) => shown(question).buttons.length);
    assert.deepEqual(buttons, [0, 1]);
  });

  it('marks the default, and offers no "None" beside it', async () => {
    const optional = { ...colours, isRequired: false, default: () => 'g' };
    assert.deepEqual(await ask([optional], {}, 'Green'), { colour: 'g' });
    const [question] = editor.state.questions;
    assert.ok(question);
    assert.deepEqual(
      shown(question).items.map(({ label, description }) => [label, description]),
      [
        ['Red', undefined],
        ['Green', 'default'],
      ],
    );
  });

  it('takes no value that the parameter refuses, and says why', async () => {
    const port = parameter('port', { kind: 'port' });
    assert.equal(await ask([port], {}, '70000'), undefined);
    const [question] = editor.state.questions;
    assert.ok(question);
    assert.match(shown(question).validationMessage ?? '', /"70000" is no port/);
  });

  it('leaves out what need not be asked, with the default that a later one sees', async () => {
    const parameters = [
      parameter('hidden', { isRequired: false, isAsked: () => false, default: () => 'h' }),
      parameter('name', { default: ({ parameters: before }) => `after ${before['hidden']}` }),
    ];
    assert.deepEqual(await ask(parameters, {}, 'mine'), { name: 'mine' });
    assert.equal(editor.state.questions.length, 1);
  });

  it('offers nothing as an answer where that will do', async () => {
    const optional = { ...colours, isRequired: false };
    assert.deepEqual(await ask([optional], {}, 'None'), { colour: '' });
  });

  it('proposes, and takes what is typed all the same', async () => {
    const task = parameter('task', { choices: () => [{ value: 'a', label: 'a (Running)' }] });
    assert.deepEqual(await ask([task], {}, 'a (Running)'), { task: 'a' });
    assert.deepEqual(await ask([task], {}, 'other'), { task: 'other' });
  });

  it('takes several of a list', async () => {
    const list = { ...colours, kind: 'choices' as const };
    assert.deepEqual(await ask([list], {}, ['Red', 'Green']), { colour: 'r,g' });
    assert.deepEqual(await ask([parameter('yes', { kind: 'boolean' })], {}, 'No'), {
      yes: 'false',
    });
  });

  it('gives a secret on encrypted', async () => {
    const secret = parameter('password', { kind: 'secret' });
    const answers = await ask([secret], {}, 'pä55');
    const bytes = Buffer.from(answers?.['password'] ?? '', 'base64');
    const key = 'a529b7665997f043a30ac8fadcb51d6aa032c226ab5b7750530b12b8c1a16a48';
    const cipher = createDecipheriv('aes-256-cfb', Buffer.from(key, 'hex'), bytes.subarray(0, 16));
    assert.equal(cipher.update(bytes.subarray(17)).toString(), 'pä55');
    const [question] = editor.state.questions;
    assert.ok(question && shown(question).password);
  });

  it('ends with nothing when the operator leaves', async () => {
    assert.equal(await ask([parameter('name'), colours], {}, 'me', undefined), undefined);
  });
});
