/** One secret, or one answer that a server asks for at login. */
export interface SecretQuestion {
  /** What it is for: `tidb@10.0.1.4`. */
  readonly title: string;
  readonly prompt: string;
  /** The server wants the answer to be seen while it is typed (a user name, a choice). */
  readonly isShown: boolean;
}

/** A host that presents a key nobody has vouched for yet. */
export interface HostKeyQuestion {
  readonly host: string;
  /** `ssh-ed25519`, `rsa-sha2-512`, ... */
  readonly keyType: string;
  /** As `ssh-keygen -l` prints it: `SHA256:...`. */
  readonly fingerprint: string;
}

/** Asks the operator. Answers are never stored, logged or put on a command line. */
export interface Prompter {
  /** undefined when the operator gives up. */
  askSecret(question: SecretQuestion): Promise<string | undefined>;
  /** Whether the operator vouches for the key. */
  confirmHostKey(question: HostKeyQuestion): Promise<boolean>;
}
