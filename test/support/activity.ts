import { createHook } from 'node:async_hooks';

/** What costs something while it is there. */
type ActivityKind = 'process' | 'socket' | 'timer';
export type Activity = Readonly<Record<ActivityKind, number>>;

/** Names that Node gives to what is made (async_hooks). */
const kindsMade: Readonly<Record<string, ActivityKind>> = {
  PROCESSWRAP: 'process',
  TCPWRAP: 'socket',
  TCPSERVERWRAP: 'socket',
  PIPEWRAP: 'socket',
  PIPESERVERWRAP: 'socket',
  UDPWRAP: 'socket',
  Timeout: 'timer',
  Immediate: 'timer',
};
/** Names that it gives to what is there. It lists timers too, among them VS Code's own: those are left out. */
const kindsThere: Readonly<Record<string, ActivityKind>> = {
  ProcessWrap: 'process',
  TCPSocketWrap: 'socket',
  TCPServerWrap: 'socket',
  PipeWrap: 'socket',
  UDPWrap: 'socket',
};

export interface ActivityWatch {
  /** What was made so far. */
  made(): Activity;
  /** What of it is still there, timers that would let the process end included. */
  held(): Activity;
  stop(): void;
}

/**
 * Watches which processes, sockets and timers the code of a folder makes in this process: whatever
 * Node makes while a function of it is on the stack, through whichever module it asked for it.
 */
export function watchActivity(folder: string): ActivityWatch {
  const made = noCounts();
  const alive = new Map<number, ActivityKind>();
  const hook = createHook({
    init: (id, type) => {
      const kind = kindsMade[type];
      if (kind === undefined || !isOnStack(folder)) return;
      made[kind] += 1;
      alive.set(id, kind);
    },
    destroy: (id) => {
      alive.delete(id);
    },
  });
  hook.enable();
  return {
    made: () => ({ ...made }),
    held: () => countsOf([...alive.values()]),
    stop: () => {
      hook.disable();
    },
  };
}

/** Processes and sockets that are there in this process, whoever made them; of timers it tells nothing. */
export const thereNow = (): Activity =>
  countsOf(process.getActiveResourcesInfo().flatMap((name) => kindsThere[name] ?? []));

export const combine = (
  one: Activity,
  other: Activity,
  how: (one: number, other: number) => number,
): Activity => ({
  process: how(one.process, other.process),
  socket: how(one.socket, other.socket),
  timer: how(one.timer, other.timer),
});

const noCounts = (): Record<ActivityKind, number> => ({ process: 0, socket: 0, timer: 0 });

function countsOf(found: readonly ActivityKind[]): Activity {
  const counts = noCounts();
  for (const kind of found) counts[kind] += 1;
  return counts;
}

function isOnStack(folder: string): boolean {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 200;
  const { stack = '' } = new Error();
  Error.stackTraceLimit = limit;
  return stack.includes(folder);
}
