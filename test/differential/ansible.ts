import { spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

/** What one run of `ansible-inventory --list` would print, or the error it would end with. */
export type Printed = { readonly text: string } | { readonly error: string };

/** What Ansible makes of a text. */
export interface Answer {
  /** Why the file is refused, the path being `inventory.ini`. */
  readonly refused: string | null;
  /** Absent where Ansible breaks off before it would list anything. */
  readonly list?: Printed;
  readonly export?: Printed;
  readonly warnings?: readonly string[];
  /** Those of printing with --export. */
  readonly exportWarnings?: readonly string[];
}

/** Ansible's own inventory machinery as one long-living process. */
export interface Ansible {
  readonly read: (texts: readonly string[]) => Promise<readonly Answer[]>;
  readonly close: () => void;
}

/** The interpreter that Ansible is installed for. */
const python = '/usr/bin/python3';

export function openAnsible(): Ansible {
  const script = path.join(import.meta.dirname, 'ansible_inventory.py');
  const child = spawn(python, [script], { stdio: ['pipe', 'pipe', 'inherit'] });
  const output = createInterface({ input: child.stdout });
  const lines: AsyncIterator<string, undefined> = output[Symbol.asyncIterator]();
  return {
    read: async (texts) => {
      child.stdin.write(`${JSON.stringify(texts)}\n`);
      const line = await lines.next();
      if (line.done === true) throw new Error('Ansible ended');
      return JSON.parse(line.value) as readonly Answer[];
    },
    close: () => {
      child.stdin.end();
    },
  };
}
