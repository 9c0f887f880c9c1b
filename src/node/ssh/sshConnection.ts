import type { Client, SFTPWrapper } from 'ssh2';
import { connectionLost } from './sshErrors';
import { createGate } from './sshGate';

export interface ConnectionOptions {
  /** How the operator knows the machine. */
  readonly name: string;
  readonly connect: () => Promise<Client>;
  /** Milliseconds without a use after which the connection is closed. */
  readonly idleLimit?: number;
}

/** sshd allows 10 sessions in a connection unless told otherwise (MaxSessions). */
const mostSessions = 8;
/** Milliseconds; enough for what asks again and again, as a wait does for a condition. */
const usualIdleLimit = 60_000;
/** Milliseconds for which a failure stands: many ask at once, and the operator is asked once. */
const failureStands = 2000;

/**
 * One connection to one machine: opened when it is first used, opened again after a drop, closed
 * when nobody has used it for a while nor holds it. Uses reject with `connection-lost` when it drops under them.
 */
export class SshConnection {
  private opening: Promise<Client> | undefined;
  private failure: { readonly error: Error; readonly at: number } | undefined;
  private sftpSession: Promise<SFTPWrapper> | undefined;
  private idleTimer: ReturnType<typeof setTimeout> | undefined;
  private holders = 0;
  private readonly gate = createGate(mostSessions);

  constructor(private readonly options: ConnectionOptions) {}

  get isOpen(): boolean {
    return this.opening !== undefined;
  }

  /** Uses the connection for something that opens no session of its own, as forwarding. */
  async use<T>(work: (client: Client) => Promise<T>): Promise<T> {
    const release = this.hold();
    try {
      const client = await this.open();
      return await this.untilClosed(client, work(client));
    } finally {
      release();
    }
  }

  /** Keeps the connection, as soon as a use has opened it, until the result is called. */
  hold(): () => void {
    this.holders++;
    clearTimeout(this.idleTimer);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.holders--;
      this.closeLater();
    };
  }

  /** Uses the connection for a session (a command); waits when there are many. */
  session<T>(work: (client: Client) => Promise<T>): Promise<T> {
    return this.gate(() => this.use(work));
  }

  /** Uses the connection's one sftp session. */
  sftp<T>(work: (sftp: SFTPWrapper) => Promise<T>): Promise<T> {
    return this.use(async (client) => {
      this.sftpSession ??= this.startSftp(client);
      this.sftpSession.catch(() => {
        this.sftpSession = undefined; // the next use tries again
      });
      return work(await this.sftpSession);
    });
  }

  /** Uses the sftp session only if there is one, and does not keep the connection open for it. */
  async glance<T>(work: (sftp: SFTPWrapper) => Promise<T>): Promise<T | undefined> {
    if (this.opening === undefined || this.sftpSession === undefined) return undefined;
    const [client, sftp] = await Promise.all([this.opening, this.sftpSession]);
    return this.untilClosed(client, work(sftp));
  }

  close(): void {
    clearTimeout(this.idleTimer);
    const { opening } = this;
    this.opening = undefined;
    this.sftpSession = undefined;
    opening?.then(
      (client) => client.end(),
      () => undefined, // it failed: whoever asked for it was told
    );
  }

  private open(): Promise<Client> {
    if (this.opening !== undefined) return this.opening;
    if (this.failure !== undefined && Date.now() - this.failure.at < failureStands) {
      return Promise.reject(this.failure.error);
    }
    const opening = this.options.connect();
    this.opening = opening;
    const forget = (): void => {
      if (this.opening !== opening) return;
      this.opening = undefined;
      this.sftpSession = undefined;
      clearTimeout(this.idleTimer);
    };
    opening.then(
      (client) => {
        client.once('close', forget);
      },
      (error: unknown) => {
        this.failure = { error: toError(error), at: Date.now() };
        forget();
      },
    );
    return opening;
  }

  private async startSftp(client: Client): Promise<SFTPWrapper> {
    const session = await new Promise<SFTPWrapper>((resolve, reject) => {
      client.sftp((error, sftp) => {
        if (error === undefined) resolve(sftp);
        else reject(error);
      });
    });
    session.once('close', () => {
      this.sftpSession = undefined;
    });
    return session;
  }

  private closeLater(): void {
    if (this.holders > 0 || !this.isOpen) return;
    this.idleTimer = setTimeout(() => {
      this.close();
    }, this.options.idleLimit ?? usualIdleLimit);
    this.idleTimer.unref();
  }

  /** The result of some work, or `connection-lost` when the connection closes before it is there. */
  private async untilClosed<T>(client: Client, work: Promise<T>): Promise<T> {
    let onClose = (): void => undefined;
    const closed = new Promise<never>((_resolve, reject) => {
      onClose = () => {
        reject(connectionLost(this.options.name));
      };
      client.once('close', onClose);
    });
    try {
      return await Promise.race([work, closed]);
    } finally {
      client.removeListener('close', onClose);
    }
  }
}

const toError = (error: unknown): Error =>
  error instanceof Error ? error : new Error(String(error));
