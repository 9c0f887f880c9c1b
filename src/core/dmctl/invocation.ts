import type { DmctlCommand } from './command';
import { dmctlArguments } from './commandArguments';
import { dmctlCan } from './dmctlVersion';

/** Which DM-master is asked, and how long dmctl waits for its answer. */
export interface DmctlConnection {
  /** `HOST:PORT`. */
  readonly masterAddress: string;
  /**
   * Seconds; undefined leaves dmctl's 10 minutes. Only `query-status` heeds it (DM 1.0.7): whoever
   * runs another command limits the time of the process.
   */
  readonly rpcTimeout?: number;
}

/** How a command reaches dmctl: as arguments, or as a line that its interactive shell reads. */
export type DmctlCall =
  | { readonly kind: 'arguments'; readonly argv: readonly string[] }
  | { readonly kind: 'input'; readonly argv: readonly string[]; readonly input: string }
  /** `word` can't be told to this dmctl in either way. */
  | { readonly kind: 'unsayable'; readonly word: string };

/** The program, as it is called in `DEPLOYMENT/dmctl`, its working directory (dmctl.log is there). */
export const dmctlProgram = './dmctl';

/**
 * How to put a command to a dmctl of this version. Arguments are the rule. The shell is used before
 * 1.0.3, and where an argument is spelt like a command: dmctl looks for its command's name in all
 * arguments and refuses two. The shell splits at white space and knows no quotes, so what holds
 * white space can only be an argument. Source: DM 1.0.7, cmd/dm-ctl/main.go.
 */
export function dmctlCall(
  connection: DmctlConnection,
  command: DmctlCommand,
  version: string | undefined,
): DmctlCall {
  const [name = '', ...words] = dmctlArguments(command);
  const namesake = words.find((word) => commandNames.has(word.toLowerCase()));
  if (dmctlCan(version, 'command-mode') && namesake === undefined) {
    return { kind: 'arguments', argv: [...dmctlShellArgv(connection), name, ...words] };
  }
  const torn = words.find((word) => word === '' || /\s/.test(word));
  if (torn !== undefined) return { kind: 'unsayable', word: torn };
  const input = `${[name, ...words].join(' ')}\n`;
  return { kind: 'input', argv: dmctlShellArgv(connection), input };
}

/** dmctl without a command: its interactive shell. */
export function dmctlShellArgv({ masterAddress, rpcTimeout }: DmctlConnection): string[] {
  return [
    dmctlProgram,
    '-master-addr',
    masterAddress,
    ...(rpcTimeout === undefined ? [] : ['-rpc-timeout', `${rpcTimeout}s`]),
  ];
}

/** Every command that dmctl 1.0.7 knows. Source: dm/ctl/ctl.go. */
const commandNames: ReadonlySet<string> = new Set([
  'break-ddl-lock',
  'check-task',
  'migrate-relay',
  'pause-relay',
  'pause-task',
  'purge-relay',
  'query-error',
  'query-status',
  'refresh-worker-tasks',
  'resume-relay',
  'resume-task',
  'show-ddl-locks',
  'sql-inject',
  'sql-replace',
  'sql-skip',
  'start-task',
  'stop-task',
  'switch-relay-master',
  'unlock-ddl-lock',
  'update-master-config',
  'update-relay',
  'update-task',
]);
