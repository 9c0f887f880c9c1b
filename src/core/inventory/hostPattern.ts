import { strip } from './characters';
import { expandRanges, maxHosts } from './hostRange';
import { digit, dot, letter, signOf } from './signs';
import type { Units } from './units';

/** The hosts that a pattern names, or Ansible's words for refusing it. */
export type HostPattern =
  | { readonly names: readonly string[]; readonly port: bigint | undefined }
  | { readonly message: string };

/** Whether a word is the name of one host as it stands there: no port, range, quote or `---`. */
export function isPlainName({ codes }: Units, start: number, end: number): boolean {
  let dashes = 0;
  for (let at = start; at < end; at++) {
    const code = codes[at] ?? 0;
    if (code === dash) dashes++;
    else if ((signOf(code) & (letter | digit | dot)) === 0) return false;
  }
  return dashes < 3 && start < end;
}

const dash = 0x2d;

/**
 * Reads the first word of a host line: a name, an address, ranges, a port (SPEC 5). Ranges may
 * make at most `room` hosts.
 */
export function expandHostPattern(pattern: string, room = maxHosts): HostPattern {
  // Without `:` and `[` there is neither a port nor a range, whatever the address parser says.
  const isPlain = !pattern.includes(':') && !pattern.includes('[');
  if (isPlain && !pattern.includes('---')) return { names: [pattern], port: undefined };
  const { name, port } = isPlain ? { name: pattern, port: undefined } : parseAddress(pattern);
  const expansion = isPlain ? { names: [name] } : expandRanges(name, room);
  if ('message' in expansion) return expansion;
  if (port === undefined && strip(pattern).endsWith(':'))
    return {
      message: `Invalid host pattern '${pattern}' supplied, ending in ':' is not allowed, this character is reserved to provide a port.`,
    };
  if (expansion.names.some((host) => strip(host) === '---'))
    return {
      message: `Invalid host pattern '${pattern}' supplied, '---' is normally a sign this is a YAML file.`,
    };
  return { names: expansion.names, port };
}

const range = (bounds: string): string => `\\[(?:${bounds})(?::[0-9]+)?\\]`;
const hex = `(?:[0-9a-f]{1,4}|${range('[0-9a-f]+:[0-9a-f]+')})`;
const decimal = `(?:[01]?[0-9]{1,2}|2[0-4][0-9]|25[0-5]|${range('[0-9]+:[0-9]+')})`;
const word = '[\\p{L}\\p{N}_]';
const wordRange = range('[a-z]:[a-z]|[0-9]+:[0-9]+');
const label = `(?:${word}|${wordRange})(?:[\\p{L}\\p{N}_-]|${wordRange})*(?<![_-])`;

const bracketedPort = /^\[(.+)\]:([0-9]+)$/su;
const plainPort = /^((?:[^:[\]]|\[[^\]]*\])*):([0-9]+)$/su;
const ipv4 = new RegExp(`^(?:${decimal}\\.){3}${decimal}$`, 'iu');
const hostName = new RegExp(`^${label}(?:\\.${label})*$`, 'iu');
/** Ansible anchors the end of the last alternative only: elsewhere a prefix is enough (SPEC 5.1). */
const ipv6 = new RegExp(
  `^(?:${[
    `(?:${hex}:){7}${hex}`,
    `(?:${hex}:){1,6}:`,
    `(?:${hex}:)(?::${hex}){1,6}`,
    `(?:${hex}:){2}(?::${hex}){1,5}`,
    `(?:${hex}:){3}(?::${hex}){1,4}`,
    `(?:${hex}:){4}(?::${hex}){1,3}`,
    `(?:${hex}:){5}(?::${hex}){1,2}`,
    `(?:${hex}:){6}(?::${hex})`,
    `:(?::${hex}){1,6}`,
    `${hex}?::`,
    `(?:0:){6}(?:${hex}\\.){3}${hex}`,
    `::(?:ffff:)?(?:${hex}\\.){3}${hex}`,
    `(?:0:){5}ffff:(?:${hex}\\.){3}${hex}$`,
  ].join('|')})`,
  'iu',
);

/**
 * Ansible's `parse_address`: splits off a port if the rest is an address or a host name, else the
 * whole pattern is the name. Both port expressions are tried, so `[h1:33]:22` is h1, port 33.
 */
function parseAddress(pattern: string): { readonly name: string; readonly port?: bigint } {
  let name = pattern;
  let port: bigint | undefined;
  for (const expression of [bracketedPort, plainPort]) {
    const match = expression.exec(name);
    if (match?.[1] === undefined) continue;
    name = match[1];
    port = BigInt(match[2] ?? '');
  }
  if (!ipv4.test(name) && !ipv6.test(name) && !hostName.test(name)) return { name: pattern };
  return port === undefined ? { name } : { name, port };
}
