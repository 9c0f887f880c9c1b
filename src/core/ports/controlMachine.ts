/** How a command ended; exactly one of `exitCode` and `signal` is set. */
export interface CommandResult {
  readonly exitCode: number | undefined;
  readonly signal: string | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export interface CommandOptions {
  /** Absolute directory the command runs in: ansible.cfg counts only there. */
  readonly cwd: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** Milliseconds after which the command is ended; undefined waits for ever. */
  readonly timeout?: number;
  /** What the command reads; without it its standard input is empty. Never a secret. */
  readonly input?: string;
}

/** Whether something accepts TCP connections; `unknown` carries the reason. */
export type PortState =
  | { readonly kind: 'open' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'unknown'; readonly reason: string };

export interface HttpOptions {
  /** Milliseconds for all of it: connecting, asking, the whole answer. */
  readonly timeout: number;
  /** Bytes of the body that are kept; what follows is not read. */
  readonly mostBytes: number;
  readonly signal?: AbortSignal;
}

/** What an HTTP server says. `refused`: nothing listens there. */
export type HttpAnswer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      /** UTF-8. */
      readonly body: string;
      /** Whether that is all of it, and not the first `mostBytes`. */
      readonly isWhole: boolean;
    }
  | { readonly kind: 'refused' }
  | {
      readonly kind: 'unknown';
      readonly reason: string;
      /** Something took the connection, and then did not answer as a server should. */
      readonly isListening: boolean;
    };

/** A port of this computer's 127.0.0.1 that leads through a machine to some other address. */
export interface Forwarding {
  readonly port: number;
  readonly close: () => void;
}

export interface FollowOptions {
  /** Byte offset to start from. */
  readonly from: number;
  /**
   * The writer: following ends when this process is gone and all it wrote was read. undefined when
   * it is gone already: what is there is read and that is all.
   */
  readonly whileAlive: number | undefined;
  readonly signal: AbortSignal;
}

/**
 * The machine that holds the deployment and runs `ansible-playbook` and `dmctl`: this computer, or
 * one reached over ssh. Everything above this port is the same for both. Methods reject with
 * `ExpectedError` when the machine can't do what is asked; paths are absolute on that machine.
 */
export interface ControlMachine {
  /** How the operator knows it: "this computer" or `tidb@10.0.1.4`. */
  readonly name: string;
  /** The login name that commands run under, for the journal and the lock. */
  readonly user: string;
  /** Runs a program by its argument vector, no shell. A missing program is `command-not-found`. */
  run(argv: readonly string[], options: CommandOptions): Promise<CommandResult>;
  /** UTF-8 text of a file; undefined when it does not exist. */
  readText(path: string): Promise<string | undefined>;
  /** Replaces a file as a whole (temporary file, then rename), creating its directories. */
  writeText(path: string, text: string, mode?: number): Promise<void>;
  /** Appends and flushes to disk before it resolves. */
  appendText(path: string, text: string): Promise<void>;
  /** Creates a file with its whole content, or answers false when it is already there (atomic). */
  createExclusively(path: string, text: string): Promise<boolean>;
  remove(path: string): Promise<void>;
  /** Names in a directory, sorted; none when it does not exist. */
  list(path: string): Promise<readonly string[]>;
  /** Passes on what a growing file holds and gets; a file that is not there yet is waited for. */
  follow(path: string, options: FollowOptions, onChunk: (chunk: Uint8Array) => void): Promise<void>;
  /**
   * Tries a TCP connection from this machine, for at most `timeout` milliseconds. Rejects with
   * `cancelled` when `signal` aborts.
   */
  probePort(host: string, port: number, timeout: number, signal?: AbortSignal): Promise<PortState>;
  /**
   * Asks an HTTP server, from this machine, in a connection of its own. What the network does is in
   * the answer; rejects with `cancelled` when `signal` aborts. Redirections are not followed.
   */
  httpGet(host: string, port: number, path: string, options: HttpOptions): Promise<HttpAnswer>;
  /** Lets programs of this computer, such as a browser, reach what the machine reaches. */
  forward(host: string, port: number): Promise<Forwarding>;
}
