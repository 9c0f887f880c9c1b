/** Whoever sits at the terminal that the program was started in. */
export interface Person {
  /** One line; undefined when they give up (Ctrl-C, end of input). */
  readonly ask: (question: string) => Promise<string | undefined>;
  /** The same, and nothing of it is shown. */
  readonly askHidden: (question: string) => Promise<string | undefined>;
  /** Starts a command in their terminal; resolves when it has been started. */
  readonly open: (argv: readonly string[]) => Promise<void>;
}
