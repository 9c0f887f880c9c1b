import type { DmctlCommand } from './command';

/**
 * The words of a command as dmctl takes them: its name, flags, then what it is about. Flags come
 * after the name, since dmctl's own flags before it know no `-w`. Source: DM 1.0.7, dm/ctl/ctl.go.
 */
export function dmctlArguments(command: DmctlCommand): string[] {
  switch (command.kind) {
    case 'query-tasks':
      return ['query-status'];
    case 'query-status':
      return [
        command.kind,
        ...forWorkers(command.workers),
        ...(command.more === true ? ['--more'] : []),
        ...operand(command.task),
      ];
    case 'query-error':
    case 'show-ddl-locks':
    case 'pause-task':
    case 'resume-task':
    case 'stop-task':
      return [command.kind, ...forWorkers(command.workers), ...operand(command.task)];
    case 'unlock-ddl-lock':
      return [
        command.kind,
        ...forWorkers(command.workers),
        ...(command.owner === undefined ? [] : ['--owner', command.owner]),
        ...(command.forceRemove === true ? ['--force-remove'] : []),
        ...operand(command.lock),
      ];
    case 'break-ddl-lock':
      return [
        command.kind,
        ...forWorkers([command.worker]),
        `--${command.action}`,
        ...operand(command.task),
      ];
    case 'pause-relay':
    case 'resume-relay':
    case 'switch-relay-master':
      return [command.kind, ...forWorkers(command.workers)];
    case 'purge-relay':
      return [
        command.kind,
        ...forWorkers([command.worker]),
        '-f',
        command.file,
        ...(command.directory === undefined ? [] : ['-s', command.directory]),
      ];
    case 'start-task':
    case 'update-task':
      return [command.kind, ...forWorkers(command.workers), ...operand(command.file)];
    case 'check-task':
      return [command.kind, ...operand(command.file)];
    case 'refresh-worker-tasks':
      return [command.kind];
  }
}

function forWorkers(workers: readonly string[] = []): string[] {
  return workers.flatMap((worker) => ['-w', worker]);
}

/** `--` keeps a task that is called `-f` from being read as a flag. */
function operand(word: string | undefined): string[] {
  if (word === undefined) return [];
  return word.startsWith('-') ? ['--', word] : [word];
}
