import { format } from 'node:util';

// What the workbench says between the suite's own lines.
const noise = new RegExp(
  [
    '^(Creating a socket|Updating additional builtin|Started initializing default profile',
    'Could not find pty|Ignoring fetching additional builtin|Settings Sync|Auto updating',
    "No search provider|Activating extension 'vscode\\.",
    "rejected promise not handled within 1 second: .*'vscode\\.",
    '\\[(reconnection-grace-time|AgentHost|AccountPolicyGate|Service Worker|remote-connection))',
  ].join('|') + '|Timed out waiting for authentication provider|workbench\\.js:\\d+:\\d+\\)?$',
  's',
);

/** Lines that runner.cjs prints around the suite. */
const begin = '@@vscode-shim begin';
const end = '@@vscode-shim end';

/** The console of workbench and extension host, of which only the suite's part is passed on. */
export interface ShimLog {
  readonly print: (type: string, args: readonly unknown[]) => void;
  /** The lines held back, for when something goes wrong. */
  readonly held: () => string;
}

/** @param verbose pass everything on */
export function createShimLog(verbose: boolean): ShimLog {
  let isDuring = false;
  let held: readonly string[] = [];
  const print = (type: string, args: readonly unknown[]): void => {
    const line = format(...args);
    if (line === begin || line === end) {
      isDuring = line === begin;
      return;
    }
    if (!verbose && (!isDuring || noise.test(line))) {
      held = [...held.slice(-59), line.slice(0, 2000)];
      return;
    }
    const stream = type === 'error' || type === 'warn' ? process.stderr : process.stdout;
    stream.write(`${line}\n`);
  };
  return { print, held: () => held.join('\n') };
}
