import * as l10n from '@vscode/l10n';
import { noAnsibleConfig, parseAnsibleConfig } from '../../core/ansible/ansibleConfig';
import { followLogArgv, onMachine } from '../../core/ansible/terminalCommand';
import type { Instance } from '../../core/cluster/cluster';
import { logFilesOf } from '../../core/cluster/logFiles';
import { machineLogin } from '../../core/cluster/machineLogin';
import { hostAndPort } from '../../core/cluster/pages';
import { allInstances } from '../../core/cluster/readCluster';
import { dmctlShellArgv } from '../../core/dmctl/invocation';
import { ExpectedError } from '../../core/errors/expectedError';
import { clusterName } from '../clusters/clusterName';
import { type Deployment, openDeployment } from '../remote/controlMachines';
import { instanceOf, type Opening, portUnknown } from './opening';
import { showProgram } from './programTerminal';

/** The log of an instance, in a terminal: what is there, and what comes. */
export async function followLog(at: Opening): Promise<void> {
  const instance = instanceOf(at);
  const log = logFilesOf(at.model.lookup, instance);
  if (log.kind === 'unknown') throw new ExpectedError('log-unknown', log.sentence);
  await onItsMachine(at, instance, l10n.t('Log of {0}', instance.alias), followLogArgv(log.paths));
}

/** A login shell on the machine of an instance. */
export async function openShell(at: Opening): Promise<void> {
  const instance = instanceOf(at);
  await onItsMachine(at, instance, l10n.t('Shell of {0}', instance.alias), undefined);
}

async function onItsMachine(
  at: Opening,
  instance: Instance,
  name: string,
  argv: readonly string[] | undefined,
): Promise<void> {
  const deployment = openDeployment(at.model.directory, at.deployments);
  const text = await deployment.machine.readText(`${deployment.path}/ansible.cfg`);
  const config = text === undefined ? noAnsibleConfig : parseAnsibleConfig(text);
  const login = machineLogin(at.model.lookup, instance, config);
  if (login.kind === 'unknown') throw new ExpectedError('login-unknown', login.sentence);
  showProgram(name, at.model.directory, deployment.path, onMachine(login, argv));
}

/** dmctl's own shell, on the control machine: it reads commands until `exit`. */
export async function openDmctl({ model, deployments }: Opening): Promise<void> {
  const master = allInstances(model.cluster).find(({ component }) => component === 'dm-master');
  if (master === undefined) {
    throw new ExpectedError(
      'no-master',
      l10n.t('The inventory has no DM-master that dmctl could talk to.'),
    );
  }
  if (master.port.value === undefined) throw portUnknown(master.alias);
  const deployment = openDeployment(model.directory, deployments);
  const directory = `${deployment.path}/dmctl`;
  await needDmctl(deployment, directory);
  const masterAddress = hostAndPort(master.host.value, master.port.value);
  const [, ...options] = dmctlShellArgv({ masterAddress });
  showProgram(l10n.t('dmctl of {0}', clusterName(model)), model.directory, directory, [
    `${directory}/dmctl`,
    ...options,
  ]);
}

async function needDmctl({ machine }: Deployment, directory: string): Promise<void> {
  if ((await machine.list(directory)).includes('dmctl')) return;
  throw new ExpectedError(
    'no-dmctl',
    l10n.t(
      'There is no dmctl in {0} on {1}. ansible-playbook rolling_update.yml --tags=dmctl puts it there.',
      directory,
      machine.name,
    ),
  );
}
