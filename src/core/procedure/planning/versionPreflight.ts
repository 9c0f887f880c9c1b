import * as l10n from '@vscode/l10n';
import { componentById } from '../../cluster/components';
import { parseDmctlVersion } from '../../dmctl/dmctlVersion';
import { ExpectedError } from '../../errors/expectedError';
import type { ControlMachine } from '../../ports/controlMachine';
import { type ClusterStatus, instanceKey } from '../../status/clusterStatus';
import { summarize } from '../../text/summarize';
import type { Check } from '../check';
import { type Plan, playbooksOf } from '../plan';

/** Milliseconds; `-V` asks nobody. */
const versionTimeout = 10_000;
/** The others tell no version, neither as a file nor while they run. */
const telling = ['dm-master', 'dm-worker'] as const;

/** What is known of the versions beside the control machine. */
export interface KnownVersions {
  readonly status: ClusterStatus | undefined;
  /** `dm_version` of the inventory, before the plan edits it. */
  readonly wanted: string | undefined;
}

/**
 * A rolling update and a deployment copy resources/bin: which versions lie there, beside those that
 * run and the one that the inventory names. It may well be an upgrade that nobody meant.
 */
export async function checkVersions(
  plan: Plan,
  { status, wanted }: KnownVersions,
  machine: ControlMachine,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const playbooks = playbooksOf(plan);
  if (!playbooks.some((name) => /^(rolling_update|deploy)\.yml$/.test(name))) return [];
  const concerned = telling.filter((id) => plan.affected.some(({ component }) => component === id));
  if (concerned.length === 0) return [];
  const binaries = await Promise.all(
    concerned.map(async (id) => {
      const name = componentById(id).binary ?? id;
      return { name, version: await versionOf(name, plan.deployment, machine, signal) };
    }),
  );
  const running = runningVersions(plan, status);
  const silent = binaries.filter(({ version }) => version === undefined);
  const versions = new Set([
    ...binaries.flatMap(({ version }) => version ?? []),
    ...running.keys(),
    // A nightly build is called otherwise.
    ...(wanted === undefined || wanted === 'latest' ? [] : [wanted]),
  ]);
  const found = l10n.t(
    'resources/bin holds {0}; running: {1}; dm_version: {2}.',
    binaries.map(({ name, version }) => `${name} ${version ?? '?'}`).join(', '),
    [...running].map(([version, aliases]) => `${version} (${summarize(aliases)})`).join(', ') ||
      '?',
    wanted ?? '?',
  );
  if (silent.length === 0 && versions.size === 1) {
    return [{ id: 'versions', status: 'pass', sentence: found }];
  }
  const advice = playbooks.includes('local_prepare.yml')
    ? l10n.t('The copy that is kept is named after dm_version, whatever it holds.')
    : l10n.t('What resources/bin holds is copied: make sure that it is the version you want.');
  return [{ id: 'versions', status: 'warn', sentence: `${found} ${advice}` }];
}

/** Aliases of the affected instances by the version that they tell. */
function runningVersions(
  { affected }: Plan,
  status: ClusterStatus | undefined,
): ReadonlyMap<string, readonly string[]> {
  const told = affected.flatMap((endpoint) => {
    const version = status?.instances.get(instanceKey(endpoint))?.version;
    return version === undefined ? [] : [{ alias: endpoint.alias, version }];
  });
  const versions = [...new Set(told.map(({ version }) => version))];
  return new Map(
    versions.map((version) => [
      version,
      told.filter((one) => one.version === version).map(({ alias }) => alias),
    ]),
  );
}

/** undefined where it does not run here, or does not tell. */
async function versionOf(
  binary: string,
  deployment: string,
  machine: ControlMachine,
  signal: AbortSignal,
): Promise<string | undefined> {
  const argv = [`./resources/bin/${binary}`, '-V'];
  try {
    const options = { cwd: deployment, signal, timeout: versionTimeout };
    return parseDmctlVersion((await machine.run(argv, options)).stdout);
  } catch (error) {
    if (!(error instanceof ExpectedError) || error.code === 'cancelled') throw error;
    return undefined;
  }
}
