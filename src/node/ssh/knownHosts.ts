import { createHash, createHmac } from 'node:crypto';
import { sshPattern } from './sshPattern';

export interface KnownHostsFile {
  readonly path: string;
  readonly text: string;
}

/** What a host is looked up as: its name or HostKeyAlias, and its port (22 for an alias). */
export interface KnownHostName {
  readonly name: string;
  readonly port: number;
}

/** `changed` names the entry that stands against the key. */
export type HostKeyVerdict =
  | { readonly kind: 'known' }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'changed'; readonly file: string; readonly line: number }
  | { readonly kind: 'revoked'; readonly file: string; readonly line: number };

interface Entry {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly isRevoked: boolean;
  readonly key: string;
  readonly keyType: string;
}

/**
 * Compares a key that a host presents with what known_hosts says of it (sshd(8), SSH_KNOWN_HOSTS
 * FILE FORMAT). A key of another type than the known ones counts as changed: ssh would ask, but
 * whoever intercepts a connection can choose the type.
 */
export function verifyHostKey(
  files: readonly KnownHostsFile[],
  host: KnownHostName,
  key: Buffer,
): HostKeyVerdict {
  const encoded = key.toString('base64');
  const entries = entriesOf(files, printName(host));
  const verdict = judge(entries, encoded);
  if (verdict.kind !== 'unknown' || host.port === 22) return verdict;
  // As ssh: a key that is known for the name without a port is good for its other ports.
  const plain = judge(entriesOf(files, host.name.toLowerCase()), encoded);
  return plain.kind === 'changed' ? verdict : plain;
}

/** Types of the keys that are known of a host: asked for first, so that they can be compared. */
export function knownKeyTypes(
  files: readonly KnownHostsFile[],
  host: KnownHostName,
): readonly string[] {
  const named = entriesOf(files, printName(host));
  const entries = named.length > 0 ? named : entriesOf(files, host.name.toLowerCase());
  return [...new Set(entries.filter(({ isRevoked }) => !isRevoked).map(({ keyType }) => keyType))];
}

/** As `ssh-keygen -l` prints it. */
export function fingerprint(key: Buffer): string {
  return `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;
}

/** The first string of a key in the wire format (RFC 4253, 6.6). */
export function keyTypeOf(key: Buffer): string {
  const length = key.length < 4 ? 0 : key.readUInt32BE(0);
  return key.toString('latin1', 4, 4 + length);
}

/** What is added at the end of a known_hosts file to make a key known; `text` is the file now. */
export function hostKeyLine(text: string, host: KnownHostName, key: Buffer): string {
  const separator = text === '' || text.endsWith('\n') ? '' : '\n';
  return `${separator}${printName(host)} ${keyTypeOf(key)} ${key.toString('base64')}\n`;
}

function judge(entries: readonly Entry[], key: string): HostKeyVerdict {
  const same = entries.filter((entry) => entry.key === key);
  const revoked = same.find(({ isRevoked }) => isRevoked);
  if (revoked !== undefined) return { kind: 'revoked', file: revoked.file, line: revoked.line };
  if (same.length > 0) return { kind: 'known' };
  const other = entries.find(({ isRevoked }) => !isRevoked);
  return other === undefined
    ? { kind: 'unknown' }
    : { kind: 'changed', file: other.file, line: other.line };
}

function entriesOf(files: readonly KnownHostsFile[], name: string): readonly Entry[] {
  return files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => parseLine(line, name, path, index + 1)),
  );
}

function parseLine(text: string, name: string, file: string, line: number): readonly Entry[] {
  const fields = text.trim().split(/[ \t]+/);
  const marker = fields[0]?.startsWith('@') ? fields.shift() : undefined;
  const [hosts, keyType, key] = fields;
  if (hosts === undefined || hosts.startsWith('#') || keyType === undefined || key === undefined) {
    return [];
  }
  // Certificates of hosts can't be checked here: an authority vouches for nothing.
  const isUsable = marker === undefined || marker === '@revoked';
  if (!isUsable || !matchesHosts(hosts, name)) return [];
  return [{ file, line, isRevoked: marker === '@revoked', key, keyType }];
}

function matchesHosts(hosts: string, name: string): boolean {
  const [empty, version, salt, hash] = hosts.split('|');
  if (empty === '' && version === '1' && salt !== undefined && hash !== undefined) {
    return createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64') === hash;
  }
  const patterns = hosts.toLowerCase().split(',');
  const isNegated = patterns.some(
    (pattern) => pattern.startsWith('!') && sshPattern(pattern.slice(1)).test(name),
  );
  return !isNegated && patterns.some((pattern) => sshPattern(pattern).test(name));
}

function printName({ name, port }: KnownHostName): string {
  const lower = name.toLowerCase();
  return port === 22 ? lower : `[${lower}]:${port}`;
}
