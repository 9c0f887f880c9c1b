import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

/** The terminal that this program was started in: its questions go to standard error. */
export function createConsolePerson(input: NodeJS.ReadStream, output: NodeJS.WriteStream) {
  const ask = (question: string, shown: NodeJS.WritableStream): Promise<string | undefined> => {
    output.write(question);
    const lines = createInterface({ input, output: shown, terminal: true });
    let isAnswered = false;
    return new Promise((resolve) => {
      lines.once('line', (line) => {
        isAnswered = true;
        resolve(line);
        lines.close();
      });
      lines.once('SIGINT', () => {
        lines.close();
      });
      lines.once('close', () => {
        // What was typed hidden ended no line, and neither did Ctrl-C.
        if (shown !== output || !isAnswered) output.write('\n');
        resolve(undefined);
      });
    });
  };
  return {
    ask: (question: string) => ask(question, output),
    askHidden: (question: string) =>
      ask(
        question,
        new Writable({
          write: (_chunk, _encoding, done) => {
            done();
          },
        }),
      ),
    /** The command has the terminal to itself meanwhile: nothing is asked until it has ended. */
    open: async ([program = '', ...rest]: readonly string[]): Promise<void> => {
      const child = spawn(program, rest, { stdio: 'inherit' });
      await once(child, 'spawn');
    },
  };
}
