import type { CommandResult, ControlMachine } from '../../src/core/ports/controlMachine';
import { sha256 } from '../../src/core/text/sha256';

export interface FakeMachineParts {
  /** Answers by command line; a command that is not listed is an error of the test. */
  readonly commands?: Readonly<Record<string, Partial<CommandResult> | Error>>;
  /** Asked before `commands`; undefined for what it does not answer. */
  readonly answer?: (argv: readonly string[]) => Partial<CommandResult> | undefined;
  readonly files?: Readonly<Record<string, string>>;
  readonly directories?: Readonly<Record<string, readonly string[]>>;
  readonly probePort?: ControlMachine['probePort'];
  readonly httpGet?: ControlMachine['httpGet'];
  readonly forward?: ControlMachine['forward'];
}

export interface FakeMachine extends ControlMachine {
  /** The commands that were run, one line each. */
  readonly ran: readonly string[];
  /** What those read on standard input, the same places. */
  readonly inputs: readonly string[];
}

/** A control machine that answers what it was told to and refuses everything else. */
export function fakeMachine(parts: FakeMachineParts): FakeMachine {
  const ran: string[] = [];
  const inputs: string[] = [];
  const refuse = (what: string) => (): never => {
    throw new Error(`not expected: ${what}`);
  };
  return {
    name: 'the lab',
    user: 'tidb',
    ran,
    inputs,
    run: (argv, { input, cwd }) => {
      const line = argv.join(' ');
      if (line.startsWith('sh -c sha256sum')) {
        const text = parts.files?.[`${cwd}/${argv.at(-1) ?? ''}`];
        const stdout = text === undefined ? '' : `${sha256(text)}  -\n`;
        return Promise.resolve({ exitCode: 0, signal: undefined, stdout, stderr: '' });
      }
      ran.push(line);
      inputs.push(input ?? '');
      const answer = parts.answer?.(argv) ?? parts.commands?.[line];
      if (answer === undefined) throw new Error(`not expected: ${line}`);
      if (answer instanceof Error) return Promise.reject(answer);
      return Promise.resolve({
        exitCode: 0,
        signal: undefined,
        stdout: '',
        stderr: '',
        ...answer,
      });
    },
    readText: (path) => Promise.resolve(parts.files?.[path]),
    list: (path) => Promise.resolve(parts.directories?.[path] ?? []),
    probePort: parts.probePort ?? refuse('probePort'),
    httpGet: parts.httpGet ?? refuse('httpGet'),
    forward: parts.forward ?? refuse('forward'),
    writeText: refuse('writeText'),
    appendText: refuse('appendText'),
    createExclusively: refuse('createExclusively'),
    remove: refuse('remove'),
    follow: refuse('follow'),
  };
}
