import { readdir, readFile } from 'node:fs/promises';
import { homedir, userInfo } from 'node:os';
import { basename, dirname, isAbsolute, join } from 'node:path';
import type { SshSurroundings } from './sshConfig';
import { sshPattern } from './sshPattern';

/** Include in Include, at most (readconf.c, READCONF_MAX_DEPTH). */
const mostDepth = 16;
const includeLine = /^[ \t]*Include[ \t=]+(.*)$/i;
const sectionLine = /^[ \t]*(?:Host|Match)\b/i;

/** The user's ssh configuration as it is now. */
export async function readSshSurroundings(): Promise<SshSurroundings> {
  const home = homedir();
  const directory = join(home, '.ssh');
  return {
    config: await readWithIncludes(join(directory, 'config'), directory),
    home,
    user: userInfo().username,
    environment: process.env,
  };
}

/**
 * A configuration file with the files it includes in their places. Missing files are no error,
 * as for ssh. Relative names are relative to `directory`, that is ~/.ssh.
 */
export async function readWithIncludes(
  path: string,
  directory: string,
  depth = 0,
): Promise<string> {
  const text = await readIfThere(path);
  const lines: string[] = [];
  let section = 'Host *';
  for (const line of text.split(/\r?\n/)) {
    const patterns = includeLine.exec(line)?.[1];
    if (patterns === undefined) {
      if (sectionLine.test(line)) section = line;
      lines.push(line);
    } else if (depth < mostDepth) {
      for (const file of await includedFiles(patterns, directory)) {
        // What follows belongs to the section that the Include stands in, not to an included one.
        lines.push(await readWithIncludes(file, directory, depth + 1), section);
      }
    }
  }
  return lines.join('\n');
}

async function includedFiles(patterns: string, directory: string): Promise<readonly string[]> {
  const words = patterns.match(/"[^"]*"|\S+/g) ?? [];
  const lists = words.map(async (word) => {
    const name = word.replaceAll('"', '').replace(/^~(?=\/)/, homedir());
    const path = isAbsolute(name) ? name : join(directory, name);
    if (!/[*?]/.test(path)) return [path];
    const pattern = sshPattern(basename(path));
    const names = await readdir(dirname(path)).catch(() => []); // no such directory: nothing to include
    return names
      .filter((entry) => pattern.test(entry) && !entry.startsWith('.'))
      .sort()
      .map((entry) => join(dirname(path), entry));
  });
  return (await Promise.all(lists)).flat();
}

async function readIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch {
    return ''; // ssh passes over what it can't read, too
  }
}
