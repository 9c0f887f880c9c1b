import * as l10n from '@vscode/l10n';
import { parseDmctlVersion } from '../../dmctl/dmctlVersion';
import { dmctlProgram } from '../../dmctl/invocation';
import { ExpectedError } from '../../errors/expectedError';
import type { ControlMachine } from '../../ports/controlMachine';
import { summarize } from '../../text/summarize';
import type { Condition, Finding, Look } from '../condition';
import type { Endpoint } from '../endpoint';
import type { Plan } from '../plan';

type Versions = Extract<Condition, { readonly kind: 'versions' }>;

const timeout = 10_000;
/** /status is a few lines. */
const mostBytes = 16_384;

interface Told {
  readonly name: string;
  readonly version: string | undefined;
}

/** Asks dmctl with `-V`, DM-master and DM-workers at /status; the others tell no version. */
export function lookAtVersions(
  { version, endpoints, isWithoutDmctl }: Versions,
  { deployment }: Plan,
  machine: ControlMachine,
): Look {
  return async (): Promise<Finding> => {
    const told = await Promise.all([
      ...(isWithoutDmctl === true ? [] : [dmctlVersion(machine, deployment)]),
      ...endpoints
        .filter(({ component }) => component === 'dm-master' || component === 'dm-worker')
        .map((endpoint) => versionOf(endpoint, machine)),
    ]);
    const silent = told.filter((one) => one.version === undefined).map(({ name }) => name);
    // `latest` is a nightly build: whatever it is called, it is the one that was downloaded.
    const wrong = told.filter(
      (one) => one.version !== undefined && version !== 'latest' && one.version !== version,
    );
    if (wrong.length > 0) {
      const list = wrong.map((one) => `${one.name} (${one.version ?? ''})`);
      const sentence = l10n.t('Not of version {0}: {1}.', version, summarize(list));
      return { kind: 'differs', sentence };
    }
    if (silent.length > 0) {
      const sentence = l10n.t('These tell no version: {0}.', summarize(silent));
      return { kind: 'unknown', sentence };
    }
    const versions = [...new Set(told.map((one) => one.version ?? ''))].join(', ');
    return { kind: 'holds', sentence: l10n.t('All tell the version {0}.', versions) };
  };
}

async function versionOf({ alias, host, port }: Endpoint, machine: ControlMachine): Promise<Told> {
  if (port === undefined) return { name: alias, version: undefined };
  const answer = await machine.httpGet(host, port, '/status', { timeout, mostBytes });
  const version = answer.kind === 'answer' ? parseDmctlVersion(answer.body) : undefined;
  return { name: alias, version };
}

async function dmctlVersion(machine: ControlMachine, deployment: string): Promise<Told> {
  const name = 'dmctl';
  try {
    const result = await machine.run([dmctlProgram, '-V'], { cwd: `${deployment}/dmctl`, timeout });
    return { name, version: parseDmctlVersion(result.stdout) };
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    return { name, version: undefined };
  }
}
