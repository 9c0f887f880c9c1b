/** `user@host:port` as the operator wrote it; what is left out is looked up in ~/.ssh/config. */
export interface SshAddress {
  readonly user: string | undefined;
  readonly host: string;
  readonly port: number | undefined;
}

const address =
  /^(?:(?<user>[^@\s/:]+)@)?(?:\[(?<ip6>[0-9a-f:.%]+)\]|(?<host>[^@\s/:[\]]+))(?::(?<port>\d{1,5}))?$/i;

/** Reads an address (also the authority of a `dm-control:` URI); undefined when it is none. */
export function parseSshAddress(text: string): SshAddress | undefined {
  const { user, ip6, host, port } = address.exec(text)?.groups ?? {};
  const name = ip6 ?? host;
  // A name that starts with a dash would be an option wherever it came to a command line.
  if (name === undefined || name.startsWith('-') || user?.startsWith('-')) return undefined;
  const number = port === undefined ? undefined : Number(port);
  if (number !== undefined && (number < 1 || number > 65535)) return undefined;
  return { user, host: name, port: number };
}

/** `tidb@10.0.1.4`, `tidb@[::1]:2222`: the port only where it is not the usual one. */
export function printSshAddress({ user, host, port }: SshAddress): string {
  const name = host.includes(':') ? `[${host}]` : host;
  const suffix = port === undefined || port === 22 ? '' : `:${port}`;
  return `${user === undefined ? '' : `${user}@`}${name}${suffix}`;
}
