import {
  appendFileSync,
  chmodSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import type { Step } from '../../src/core/procedure/step';
import { result, started, stats, task } from '../support/plays';
import type { ToolAnswer, ToolCall, ToolWorld } from '../support/toolWorld';
import { garbage, isAnsible, isOfKind, noMaster, type StepFault, saying, says } from './stepFault';

/** A play that ends badly on the first of its hosts. */
const badPlay =
  (kind: 'failed' | 'unreachable', msg: string) =>
  ({ events }: ToolCall, step: Step): Promise<ToolAnswer> => {
    const host = hostOf(step);
    const bad = kind === 'failed' ? { failures: 1 } : { unreachable: 1 };
    const all = [
      ...[started, task('1'), result(kind, host, '1', { msg })],
      ...[stats({ [host]: bad }), { ev: 'exit' }],
    ];
    appendFileSync(events, all.map((event) => `${JSON.stringify(event)}\n`).join(''));
    return Promise.resolve(says('', kind === 'failed' ? 2 : 4));
  };
const hostOf = (step: Step): string => (step.kind === 'playbook' ? (step.hosts[0] ?? '') : '');
const failsOn =
  (words: string) =>
  (step: Step): RegExp =>
    new RegExp(`Task "task 1" failed on ${hostOf(step)}: ${words}`);

const unreachable = (name: string, msg: string): StepFault => ({
  name,
  round: 'undone',
  fits: isOfKind('playbook'),
  command: badPlay('unreachable', msg),
  outcome: 'failed',
  sentence: (step) => new RegExp(`${hostOf(step)} could not be reached over ssh: ${msg}`),
});
const isInteractive = (step: Step): boolean => step.kind === 'playbook' && !!step.isInteractive;

const playbookFaults: readonly StepFault[] = [
  unreachable('a host is down', 'Failed to connect to the host via ssh'),
  {
    ...unreachable('the password of root is wrong', 'Invalid/incorrect password'),
    fits: (step, isLeftOut) => !isLeftOut && isInteractive(step),
  },
  {
    name: 'there is no terminal',
    round: 'undone',
    fits: (step, isLeftOut) => !isLeftOut && isInteractive(step),
    hasNoTerminal: true,
    outcome: 'failed',
    sentence: () => /asks for a password, and there is no terminal here/,
  },
  {
    name: 'a task fails',
    round: 'undone',
    fits: isOfKind('playbook'),
    command: badPlay('failed', 'Timeout when waiting'),
    outcome: 'failed',
    sentence: failsOn('Timeout when waiting'),
  },
  {
    name: 'sudo is refused',
    round: 'undone',
    fits: isOfKind('playbook'),
    command: badPlay('failed', 'Missing sudo password'),
    outcome: 'failed',
    sentence: failsOn('Missing sudo password'),
  },
  {
    name: 'it is killed',
    round: 'undone',
    fits: isOfKind('playbook'),
    command: saying('', 137),
    outcome: 'unknown',
    sentence: () => /ansible-playbook was killed, or the control machine restarted/,
  },
  {
    name: 'somebody has changed the inventory',
    round: 'undone',
    fits: isOfKind('playbook'),
    before: (world) => {
      append(world, 'inventory.ini');
    },
    outcome: 'failed',
    sentence: () => /inventory\.ini has been changed by somebody else meanwhile\. Nothing was run/,
    mend: (world) => {
      unappend(world, 'inventory.ini');
    },
  },
];

const somebody = '# somebody was here\n';
const append = ({ deployment }: ToolWorld, file: string): void => {
  appendFileSync(`${deployment}/${file}`, somebody);
};
const unappend = ({ deployment }: ToolWorld, file: string): void => {
  const path = `${deployment}/${file}`;
  writeFileSync(path, readFileSync(path, 'utf8').replace(somebody, ''));
};

const ansibleGone: StepFault = {
  name: 'Ansible is not there any more',
  round: 'undone',
  fits: (step, isLeftOut) => !isLeftOut && isAnsible(step),
  before: ({ deployment }) => {
    for (const name of ['ansible', 'ansible-playbook']) {
      renameSync(`${deployment}/tools/${name}`, `${deployment}/${name}`);
    }
  },
  outcome: 'failed',
  sentence: () => /ansible(?:-playbook)? is not there any more, or not in PATH\. Nothing was run/,
  mend: ({ deployment }) => {
    for (const name of ['ansible', 'ansible-playbook']) {
      renameSync(`${deployment}/${name}`, `${deployment}/tools/${name}`);
    }
  },
};

const isMany = (step: Step): boolean =>
  step.kind === 'dmctl' &&
  ['pause-task', 'resume-task', 'stop-task', 'start-task', 'update-task'].includes(
    step.command.kind,
  ) &&
  !('workers' in step.command);

const dmctlFaults: readonly StepFault[] = [
  {
    name: 'dmctl: garbage, and nothing is done',
    round: 'undone',
    fits: isOfKind('dmctl'),
    command: saying(garbage),
    outcome: 'unknown',
    sentence: () => /ends in the middle; nothing of it was used/,
  },
  {
    name: 'dmctl says nothing',
    round: 'undone',
    fits: isOfKind('dmctl'),
    command: saying(''),
    outcome: 'unknown',
    sentence: () => /printed nothing\. Run it by hand/,
  },
  {
    name: 'dmctl says that it failed',
    round: 'undone',
    fits: isOfKind('dmctl'),
    command: saying(JSON.stringify({ result: false, msg: 'not now', workers: [] })),
    outcome: 'failed',
    sentence: () => /dmctl [a-z-]+ failed: not now/,
  },
  {
    name: 'DM-master is down',
    round: 'undone',
    fits: isOfKind('dmctl'),
    command: saying(noMaster, 1),
    outcome: 'failed',
    sentence: () => /DM-master does not answer\. Look whether it runs/,
  },
  {
    name: 'dmctl: it is done on one worker, and the others do not answer',
    round: 'done',
    fits: (step, isLeftOut) => !isLeftOut && isMany(step),
    command: async (call, _step, world) => {
      const [first = ''] = world.dm.workers.keys();
      const place = call.argv.findIndex((word) => /^[a-z]+-task$/.test(word)) + 1;
      await world.perform({ ...call, argv: call.argv.toSpliced(place, 0, '-w', first) });
      return says(garbage);
    },
    outcome: 'unknown',
    sentence: () => /ends in the middle/,
  },
  {
    name: 'dmctl: it is done, and the answer is garbled',
    round: 'done',
    fits: (step, isLeftOut) => isOfKind('dmctl')(step, isLeftOut) && !isMany(step),
    command: async (call, _step, world) => {
      await world.perform(call);
      return says(garbage);
    },
    outcome: 'unknown',
    sentence: () => /ends in the middle/,
  },
];

const programOf = (step: Step): string => (step.kind === 'shell' ? (step.argv[0] ?? '') : '');

const shellFaults: readonly StepFault[] = [
  {
    name: 'a machine is down',
    round: 'undone',
    fits: (step) => step.kind === 'shell' && isAnsible(step),
    command: saying('10.0.1.1 | UNREACHABLE!\n', 4),
    outcome: 'failed',
    sentence: () => /The command ended with exit status 4: .*UNREACHABLE/,
  },
  {
    name: 'sudo is refused',
    round: 'undone',
    fits: (step) => step.kind === 'shell' && step.argv.includes('-b'),
    command: saying('10.0.1.1 | FAILED! => Missing sudo password\n', 2),
    outcome: 'failed',
    sentence: () => /The command ended with exit status 2: .*Missing sudo password/,
  },
  {
    name: 'it fails',
    round: 'undone',
    fits: (step, isLeftOut) => isOfKind('shell')(step, isLeftOut) && !isAnsible(step),
    begun: ({ deployment }, step) => {
      const [program = '', ...words] = step.kind === 'shell' ? step.argv : [];
      const file = `${deployment}/tools/${program}`;
      // What starts the step calls some of these programs too.
      const others = `[ "$*" = '${words.join(' ')}' ] || exec env PATH="\${PATH#*:}" ${program} "$@"`;
      writeFileSync(file, `#!/bin/sh\n${others}\necho "no permission" >&2\nexit 1\n`);
      chmodSync(file, 0o755);
    },
    outcome: 'failed',
    sentence: () => /The command ended with exit status 1: no permission/,
    mend: ({ deployment }, step) => {
      rmSync(`${deployment}/tools/${programOf(step)}`);
    },
  },
];

const editFaults: readonly StepFault[] = [
  {
    name: 'somebody has changed the file',
    round: 'undone',
    fits: isOfKind('edit'),
    before: (world, step) => {
      append(world, fileOf(step));
    },
    outcome: 'failed',
    sentence: () => /has been changed by somebody else meanwhile, and nothing was written/,
    mend: (world, step) => {
      unappend(world, fileOf(step));
    },
  },
];
const fileOf = (step: Step): string => (step.kind === 'edit' ? step.file : '');

export const commandFaults: readonly StepFault[] = [
  ...playbookFaults,
  ansibleGone,
  ...dmctlFaults,
  ...shellFaults,
  ...editFaults,
];
