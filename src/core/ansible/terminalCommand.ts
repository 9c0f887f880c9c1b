import type { MachineLogin } from '../cluster/machineLogin';
import type { SshAddress } from '../text/sshAddress';
import { commandLine } from './shellWords';

/** Lines of a log that are shown before what comes. */
const linesBefore = 200;

/** Follows log files, also over their rotation and before they exist. */
export function followLogArgv(paths: readonly string[]): readonly string[] {
  return ['tail', '-n', String(linesBefore), '-F', '--', ...paths];
}

/**
 * Runs a program on the machine of an instance, from the control machine; without a program, a
 * login shell. A terminal is there on both sides, so that Ctrl-C ends the program.
 */
export function onMachine(
  login: Exclude<MachineLogin, { readonly kind: 'unknown' }>,
  argv?: readonly string[],
): readonly string[] {
  if (login.kind === 'local') return argv ?? ['sh', '-c', 'exec "${SHELL:-sh}" -l'];
  // sshd hands one line to the login shell there.
  return ssh(login.address, login.options, argv === undefined ? [] : [commandLine(argv)]);
}

/** Runs a program in a directory of a control machine that is reached over ssh. */
export function onControlMachine(
  address: SshAddress,
  directory: string,
  argv: readonly string[],
): readonly string[] {
  return ssh(address, [], [`cd -- ${commandLine([directory])} && exec ${commandLine(argv)}`]);
}

function ssh(
  { user, host, port }: SshAddress,
  options: readonly string[],
  command: readonly string[],
): readonly string[] {
  return [
    'ssh',
    '-t',
    ...options,
    ...(port === undefined ? [] : ['-p', String(port)]),
    ...(user === undefined ? [] : ['-l', user]),
    '--',
    host,
    ...command,
  ];
}
