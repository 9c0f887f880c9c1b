import type * as vscode from 'vscode';
import type { ControlMachine, Forwarding } from '../../core/ports/controlMachine';

/** Ports of this computer that lead to pages behind control machines; open until the window ends. */
export class Forwardings implements vscode.Disposable {
  private readonly open = new Map<string, Promise<Forwarding>>();

  /** The port on 127.0.0.1 that leads to `host:port` as the machine sees it. */
  async portFor(machine: ControlMachine, host: string, port: number): Promise<number> {
    const key = `${machine.name} ${host} ${port}`;
    let forwarding = this.open.get(key);
    if (forwarding === undefined) {
      forwarding = machine.forward(host, port);
      this.open.set(key, forwarding);
      forwarding.catch(() => this.open.delete(key)); // the next one tries again
    }
    return (await forwarding).port;
  }

  dispose(): void {
    for (const forwarding of this.open.values()) {
      forwarding.then(
        ({ close }) => {
          close();
        },
        () => undefined, // it was never open: whoever asked for it was told
      );
    }
    this.open.clear();
  }
}
