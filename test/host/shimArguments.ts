import { fileURLToPath } from 'node:url';

/** What the command line of the desktop executable asks for, as far as a server can do it. */
export interface ShimArguments {
  readonly extensions: readonly string[];
  readonly tests: string | undefined;
  readonly userData: string | undefined;
  readonly extensionsFolder: string | undefined;
  readonly target: string | undefined;
}

/**
 * Reads the command line that runTests() of @vscode/test-electron builds: `--name=value` switches,
 * then the folder. Switches that only a desktop has need nothing here and are passed over.
 */
export function parseShimArguments(argv: readonly string[]): ShimArguments {
  const switches = argv.flatMap((argument) => {
    const match = /^--([A-Za-z-]+)=(.*)$/s.exec(argument);
    return match?.[1] === undefined ? [] : [{ name: match[1], value: toPath(match[2] ?? '') }];
  });
  const all = (name: string): readonly string[] =>
    switches.filter((one) => one.name === name).map(({ value }) => value);
  const last = (name: string): string | undefined => all(name).at(-1);
  return {
    extensions: all('extensionDevelopmentPath'),
    tests: last('extensionTestsPath'),
    userData: last('user-data-dir'),
    extensionsFolder: last('extensions-dir'),
    target: argv.find((argument) => !argument.startsWith('--')) ?? last('folder-uri'),
  };
}

const toPath = (value: string): string =>
  value.startsWith('file://') ? fileURLToPath(value) : value;
