import * as l10n from '@vscode/l10n';
import { ExpectedError } from '../../core/errors/expectedError';
import { parseSshAddress } from '../../core/text/sshAddress';
import { createSshMachine, type SshMachine, type SshMachineParts } from './sshMachine';

/** The machines of a window by address, so that each has one connection. */
export class SshMachines {
  private readonly machines = new Map<string, SshMachine>();

  constructor(private readonly parts: SshMachineParts) {}

  /** `authority` is that of a `dm-control:` URI: `tidb@10.0.1.4:22`. */
  at(authority: string): SshMachine {
    const known = this.machines.get(authority);
    if (known !== undefined) return known;
    const address = parseSshAddress(authority);
    if (address === undefined) {
      throw new ExpectedError(
        'no-control-machine',
        l10n.t(
          '"{0}" is no address of a machine. It should read like tidb@10.0.1.4:22.',
          authority,
        ),
      );
    }
    const machine = createSshMachine(address, this.parts);
    this.machines.set(authority, machine);
    return machine;
  }

  dispose(): void {
    for (const machine of this.machines.values()) machine.close();
  }
}
