import { userInfo } from 'node:os';
import type { FileEntry, SFTPWrapper } from 'ssh2';
import type { ControlMachine } from '../../core/ports/controlMachine';
import type { Logger } from '../../core/ports/logger';
import type { Prompter } from '../../core/ports/prompter';
import type { RemoteFiles } from '../../core/ports/remoteFiles';
import { printSshAddress, type SshAddress } from '../../core/text/sshAddress';
import { forwardPort } from '../forwardPort';
import { httpGet } from '../httpGet';
import { type OpenSocket, probePort } from '../openSocket';
import { runCommand } from './sshCommand';
import { resolveSshHost, type SshSurroundings } from './sshConfig';
import { readSshSurroundings } from './sshConfigFile';
import { SshConnection } from './sshConnection';
import { createSshFiles } from './sshFiles';
import { followCommand } from './sshFollow';
import { forwardOver } from './sshForward';
import {
  appendDurably,
  ask,
  diskError,
  inDirectoryOf,
  lstatIfThere,
  replaceFile,
  sftpStatus,
  statusOf,
  tell,
  temporaryName,
  writeNew,
} from './sshSftp';

/** A control machine on the other side of ssh, and its files for an editor. */
export interface SshMachine extends ControlMachine {
  readonly files: RemoteFiles;
  /** Closes the connection; the next use opens another one. */
  close(): void;
}

export interface SshMachineParts {
  readonly prompter: Prompter;
  readonly logger: Logger;
  /** What ~/.ssh/config is resolved against; read again for each connection. */
  readonly readSurroundings?: () => Promise<SshSurroundings>;
}

/** Nothing is connected before the first use; ssh2 is loaded only then. */
export function createSshMachine(address: SshAddress, parts: SshMachineParts): SshMachine {
  const name = printSshAddress(address);
  let user = address.user;
  const connection = new SshConnection({
    name,
    connect: async () => {
      const surroundings = await (parts.readSurroundings ?? readSshSurroundings)();
      const host = resolveSshHost(address, surroundings);
      ({ user } = host);
      const { connect } = await import('./sshConnect');
      return connect(host, parts);
    },
  });
  const at = <T>(path: string, work: (sftp: SFTPWrapper) => Promise<T>): Promise<T> =>
    connection.sftp(work).catch((error: unknown) => {
      throw diskError(path, error);
    });
  const removeTree = async (path: string): Promise<void> => {
    const argv = ['rm', '-rf', '--', path];
    const { exitCode, stderr } = await runCommand(connection, name, argv, { cwd: '/' });
    if (exitCode !== 0) throw diskError(path, new Error(stderr.trim()));
  };
  return {
    name,
    get user() {
      return user ?? userInfo().username;
    },
    files: createSshFiles(connection, removeTree),
    close: () => {
      connection.close();
    },
    run: (argv, options) => runCommand(connection, name, argv, options),
    readText: (path) => at(path, (sftp) => readText(sftp, path)),
    writeText: (path, text, mode = 0o600) =>
      at(path, (sftp) =>
        inDirectoryOf(sftp, path, () => replaceFile(sftp, path, Buffer.from(text), mode)),
      ),
    appendText: (path, text) =>
      at(path, (sftp) =>
        inDirectoryOf(sftp, path, () => appendDurably(sftp, path, Buffer.from(text))),
      ),
    createExclusively: (path, text) => at(path, (sftp) => createExclusively(sftp, path, text)),
    remove: (path) => at(path, (sftp) => remove(sftp, path, removeTree)),
    list: (path) => at(path, (sftp) => list(sftp, path)),
    follow: (path, options, onChunk) => followCommand(connection, name, path, options, onChunk),
    probePort: (host, port, timeout, signal) =>
      connection.use((client) =>
        probePort(forwardOver(client), { host, port }, { timeout, signal }),
      ),
    httpGet: (host, port, path, options) =>
      connection.use((client) => httpGet(forwardOver(client), { host, port, path }, options)),
    forward: async (host, port) => {
      const using = (work: (open: OpenSocket) => Promise<void>) =>
        connection.use((client) => work(forwardOver(client)));
      const forwarding = await forwardPort(using, { host, port });
      // A page asks again whenever it likes: not for a login each time.
      const release = connection.hold();
      return {
        port: forwarding.port,
        close: () => {
          forwarding.close();
          release();
        },
      };
    },
  };
}

async function readText(sftp: SFTPWrapper, path: string): Promise<string | undefined> {
  try {
    const bytes = await ask<Buffer>((done) => {
      sftp.readFile(path, done);
    });
    return bytes.toString('utf8');
  } catch (error) {
    if (statusOf(error) === sftpStatus.noSuchFile) return undefined;
    throw error;
  }
}

/** A hard link appears with its whole content or not at all, and never replaces a file. */
async function createExclusively(sftp: SFTPWrapper, path: string, text: string): Promise<boolean> {
  const temporary = temporaryName(path);
  await inDirectoryOf(sftp, path, () => writeNew(sftp, temporary, Buffer.from(text), 0o600));
  try {
    await tell((done) => {
      sftp.ext_openssh_hardlink(temporary, path, done);
    });
    return true;
  } catch (error) {
    if ((await lstatIfThere(sftp, path)) !== undefined) return false;
    throw error;
  } finally {
    await tell((done) => {
      sftp.unlink(temporary, done);
    });
  }
}

async function remove(
  sftp: SFTPWrapper,
  path: string,
  removeTree: (path: string) => Promise<void>,
): Promise<void> {
  const stats = await lstatIfThere(sftp, path);
  if (stats?.isDirectory()) await removeTree(path);
  else if (stats !== undefined)
    await tell((done) => {
      sftp.unlink(path, done);
    });
}

async function list(sftp: SFTPWrapper, path: string): Promise<readonly string[]> {
  try {
    const entries = await ask<readonly FileEntry[]>((done) => {
      sftp.readdir(path, done);
    });
    return entries.map(({ filename }) => filename).sort();
  } catch (error) {
    if (statusOf(error) === sftpStatus.noSuchFile) return [];
    throw error;
  }
}
