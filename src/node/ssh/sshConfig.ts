import * as l10n from '@vscode/l10n';
import { parse } from 'ssh-config';
import { ExpectedError } from '../../core/errors/expectedError';
import { parseSshAddress, type SshAddress } from '../../core/text/sshAddress';

/** Where and how to log in, with everything that ~/.ssh/config says about it filled in. */
export interface SshHost {
  /** What the operator calls it; host keys are asked about under this name. */
  readonly alias: string;
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** In the order in which they are offered. */
  readonly identityFiles: readonly string[];
  /** Socket of the agent; undefined for none. */
  readonly agent: string | undefined;
  readonly hostKeyAlias: string | undefined;
  /** The first one is what newly accepted keys are written to. */
  readonly knownHostsFiles: readonly string[];
  /** The host to go through. */
  readonly via: SshHost | undefined;
}

/** What a configuration is resolved against. */
export interface SshSurroundings {
  /** Text of ~/.ssh/config, its Include lines filled in. */
  readonly config: string;
  readonly home: string;
  readonly user: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Hosts on the way to a host, at most: more is a configuration that goes in circles. */
const mostHops = 8;

const defaultIdentities = ['id_rsa', 'id_ecdsa', 'id_ed25519'];
const globalKnownHosts = ['/etc/ssh/ssh_known_hosts', '/etc/ssh/ssh_known_hosts2'];

/** Resolves an address as `ssh` would (ssh_config(5)); of ProxyCommand it says that it can't. */
export function resolveSshHost(
  address: SshAddress,
  surroundings: SshSurroundings,
  hops = 0,
): SshHost {
  if (hops > mostHops) throw goesInCircles(address.host);
  const settings = readSettings(address, surroundings);
  const user = address.user ?? settings.one('user') ?? surroundings.user;
  const host = settings.one('hostname')?.replaceAll('%h', address.host) ?? address.host;
  const port = address.port ?? Number(settings.one('port') ?? 22);
  const expand = (text: string): string => expandTokens(text, { host, port, user }, surroundings);
  const files = (name: string, fallback: readonly string[]): readonly string[] =>
    (settings.all(name) ?? fallback).filter((path) => path !== 'none').map(expand);
  const dotSsh = `${surroundings.home}/.ssh`;
  return {
    alias: address.host,
    host,
    port,
    user,
    identityFiles: files(
      'identityfile',
      defaultIdentities.map((name) => `${dotSsh}/${name}`),
    ),
    agent: agentSocket(settings, expand, surroundings),
    hostKeyAlias: settings.one('hostkeyalias'),
    knownHostsFiles: [
      ...files('userknownhostsfile', [`${dotSsh}/known_hosts`, `${dotSsh}/known_hosts2`]),
      ...files('globalknownhostsfile', globalKnownHosts),
    ],
    via: lastHop(address, settings, surroundings, hops),
  };
}

interface Settings {
  readonly one: (name: string) => string | undefined;
  readonly all: (name: string) => readonly string[] | undefined;
}

function readSettings({ host, user }: SshAddress, { config }: SshSurroundings): Settings {
  // Canonical names would be looked up with nslookup, and Match exec runs commands: looking at a
  // configuration does neither here.
  const text = config.replaceAll(/^[ \t]*CanonicalizeHostname\b.*$/gim, '');
  const computed = parse(text).compute(
    { Host: host, ...(user === undefined ? {} : { User: user }) },
    { ignoreCase: true, matchExec: false },
  );
  const all = (name: string): readonly string[] | undefined => {
    const value = computed[name];
    return typeof value === 'string' ? [value] : value;
  };
  return { all, one: (name) => all(name)?.[0] };
}

/** The host that is logged in to just before this one: the last of ProxyJump's list. */
function lastHop(
  address: SshAddress,
  settings: Settings,
  surroundings: SshSurroundings,
  hops: number,
): SshHost | undefined {
  const jumps = (settings.all('proxyjump') ?? ['none']).flatMap((list) => list.split(','));
  if (jumps[0] === 'none' || jumps[0] === '') {
    const command = settings.one('proxycommand');
    if (command === undefined || command === 'none') return undefined;
    throw new ExpectedError(
      'ssh-config',
      l10n.t(
        'The ssh configuration of {0} uses ProxyCommand, which is not supported here. Use ProxyJump there, or connect with Remote-SSH.',
        address.host,
      ),
    );
  }
  return jumps.reduce<SshHost | undefined>((previous, text, index) => {
    const jump = parseSshAddress(text.trim().replace(/^ssh:\/\//, ''));
    if (jump === undefined) {
      throw new ExpectedError(
        'ssh-config',
        l10n.t(
          'ProxyJump of {0} names "{1}", which is no address. Correct ~/.ssh/config.',
          address.host,
          text,
        ),
      );
    }
    const host = resolveSshHost(jump, surroundings, hops + 1 + index);
    return previous === undefined ? host : { ...host, via: previous };
  }, undefined);
}

function agentSocket(
  settings: Settings,
  expand: (text: string) => string,
  { environment }: SshSurroundings,
): string | undefined {
  // Only the named keys: those are read from their files, and the agent's others are not offered.
  if (settings.one('identitiesonly')?.toLowerCase() === 'yes') return undefined;
  const value = settings.one('identityagent') ?? 'SSH_AUTH_SOCK';
  if (value === 'none') return undefined;
  if (value === 'SSH_AUTH_SOCK') return environment['SSH_AUTH_SOCK'];
  return value.startsWith('$') && !value.startsWith('${')
    ? environment[value.slice(1)]
    : expand(value);
}

/** `~`, `%` tokens and `${NAME}` (ssh_config(5), TOKENS and ENVIRONMENT VARIABLES). */
function expandTokens(
  text: string,
  { host, port, user }: { readonly host: string; readonly port: number; readonly user: string },
  { home, user: localUser, environment }: SshSurroundings,
): string {
  const tokens: Readonly<Record<string, string>> = {
    '%': '%',
    d: home,
    h: host,
    p: String(port),
    r: user,
    u: localUser,
  };
  return text
    .replace(/^~(?=\/|$)/, home)
    .replaceAll(/%(.)/g, (whole, letter: string) => tokens[letter] ?? whole)
    .replaceAll(/\$\{(\w+)\}/g, (_whole, name: string) => environment[name] ?? '');
}

const goesInCircles = (host: string): ExpectedError =>
  new ExpectedError(
    'ssh-config',
    l10n.t(
      'ProxyJump in ~/.ssh/config leads from {0} in circles. Correct it, then try again.',
      host,
    ),
  );
