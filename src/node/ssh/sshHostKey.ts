import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as l10n from '@vscode/l10n';
import { cancelled } from '../../core/errors/cancelled';
import { ExpectedError } from '../../core/errors/expectedError';
import type { Prompter } from '../../core/ports/prompter';
import {
  fingerprint,
  hostKeyLine,
  type KnownHostName,
  type KnownHostsFile,
  keyTypeOf,
  knownKeyTypes,
  verifyHostKey,
} from './knownHosts';
import type { SshHost } from './sshConfig';
import { hostName } from './sshErrors';

/** Checks the key of one host during one connection attempt. */
export interface HostKeyCheck {
  /** Types of the keys that are known: the server is asked for one of these first. */
  readonly knownTypes: readonly string[];
  /** Resolves when the key is good; rejects with `ExpectedError` when it is not to be trusted. */
  verify(key: Buffer): Promise<void>;
}

/** Reads the known_hosts files of a host. Every connection is checked against them. */
export async function readHostKeyCheck(host: SshHost, prompter: Prompter): Promise<HostKeyCheck> {
  const files = await Promise.all(host.knownHostsFiles.map(readKnownHosts));
  const name: KnownHostName =
    host.hostKeyAlias === undefined
      ? { name: host.host, port: host.port }
      : { name: host.hostKeyAlias, port: 22 };
  return {
    knownTypes: knownKeyTypes(files, name),
    async verify(key) {
      const verdict = verifyHostKey(files, name, key);
      switch (verdict.kind) {
        case 'known':
          return;
        case 'changed':
          throw changed(host, key, verdict.file, verdict.line);
        case 'revoked':
          throw revoked(host, key, verdict.file, verdict.line);
        case 'unknown': {
          const question = {
            host: hostName(host),
            keyType: keyTypeOf(key),
            fingerprint: fingerprint(key),
          };
          if (!(await prompter.confirmHostKey(question))) throw cancelled();
          await remember(host.knownHostsFiles[0], name, key);
        }
      }
    },
  };
}

async function readKnownHosts(path: string): Promise<KnownHostsFile> {
  // Absent or unreadable is without entries: then nobody vouches, and the operator is asked.
  return { path, text: await readFile(path, 'utf8').catch(() => '') };
}

async function remember(path: string | undefined, name: KnownHostName, key: Buffer): Promise<void> {
  if (path === undefined) return;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    // Read again: another window may have added a key while this one asked.
    const { text } = await readKnownHosts(path);
    await appendFile(path, hostKeyLine(text, name, key), { mode: 0o600 });
  } catch (cause) {
    throw new ExpectedError(
      'known-hosts',
      l10n.t(
        'The host key can not be written to {0}. Make the file writable, then try again.',
        path,
      ),
      { cause },
    );
  }
}

function changed(host: SshHost, key: Buffer, file: string, line: number): ExpectedError {
  return new ExpectedError(
    'host-key-changed',
    l10n.t(
      'Not connected: the host key of {0} is not the one in line {1} of {2}. Somebody may be intercepting the connection, or the machine was reinstalled. Ask its administrator whether {3} is its fingerprint; only then remove that line and connect again.',
      hostName(host),
      line,
      file,
      fingerprint(key),
    ),
  );
}

function revoked(host: SshHost, key: Buffer, file: string, line: number): ExpectedError {
  return new ExpectedError(
    'host-key-revoked',
    l10n.t(
      'Not connected: {0} presents a host key that line {1} of {2} revokes ({3}). Ask the administrator of the machine to give it a new host key.',
      hostName(host),
      line,
      file,
      fingerprint(key),
    ),
  );
}
