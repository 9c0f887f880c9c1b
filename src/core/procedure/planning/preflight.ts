import * as l10n from '@vscode/l10n';
import {
  type AnsibleConfig,
  noAnsibleConfig,
  parseAnsibleConfig,
} from '../../ansible/ansibleConfig';
import { parseAnsibleVersion } from '../../ansible/ansibleVersion';
import { lastMessage } from '../../ansible/lastMessage';
import { type PlaybookInvocation, playbookArgv, previewArgv } from '../../ansible/playbook';
import { parsePreview, selectedHosts } from '../../ansible/preview';
import { commandLine } from '../../ansible/shellWords';
import { components } from '../../cluster/components';
import { refusalOf } from '../../errors/cancelled';
import type { CommandResult, ControlMachine } from '../../ports/controlMachine';
import { summarize } from '../../text/summarize';
import type { Check } from '../check';
import { type Plan, playbooksOf } from '../plan';
import type { StepOf } from '../step';

/** Milliseconds; a preview takes about a second on a quiet machine, four on a busy one. */
const previewTimeout = 120_000;

/** What the control machine says of its Ansible. */
export interface AnsibleOnMachine {
  readonly config: AnsibleConfig;
  readonly checks: readonly Check[];
  /** Whether anything can be asked of it at all. */
  readonly isUsable: boolean;
}

/** Reads version and ansible.cfg of the Ansible that will run in the deployment's directory. */
export async function readAnsible(
  machine: ControlMachine,
  deployment: string,
  signal: AbortSignal,
): Promise<AnsibleOnMachine> {
  let result: CommandResult;
  try {
    result = await machine.run(['ansible-playbook', '--version'], { cwd: deployment, signal });
  } catch (error) {
    const checks = [block('ansible', refusalOf(error).message)];
    return { config: noAnsibleConfig, checks, isUsable: false };
  }
  const { version, configFile } = parseAnsibleVersion(result.stdout);
  if (result.exitCode !== 0 || version === undefined) {
    const sentence = l10n.t(
      'ansible-playbook --version fails on {0}: {1}',
      machine.name,
      lastMessage(outputOf(result)),
    );
    return { config: noAnsibleConfig, checks: [block('ansible', sentence)], isUsable: false };
  }
  const text = configFile === undefined ? undefined : await machine.readText(configFile);
  return {
    config: text === undefined ? noAnsibleConfig : parseAnsibleConfig(text),
    checks: [
      pass('ansible', l10n.t('Ansible {0} is installed on {1}.', version, machine.name)),
      configCheck(configFile, deployment),
    ],
    isUsable: true,
  };
}

/** ansible.cfg counts only in the working directory, and not where everybody may write. */
function configCheck(configFile: string | undefined, deployment: string): Check {
  if (configFile === `${deployment}/ansible.cfg`) {
    return pass('ansible-config', l10n.t('Ansible uses the ansible.cfg of this deployment.'));
  }
  return warn(
    'ansible-config',
    configFile === undefined
      ? l10n.t(
          'Ansible does not use the ansible.cfg of this deployment: it is missing, or everybody may write to the directory (chmod o-w).',
        )
      : l10n.t('Ansible uses {0}, not the ansible.cfg of this deployment.', configFile),
  );
}

/** Checks that need the control machine: files of the deployment, and Ansible's own preview. */
export async function checkDeployment(
  plan: Plan,
  machine: ControlMachine,
  signal: AbortSignal,
): Promise<readonly Check[]> {
  const playbooks = previewable(plan);
  const [binaries, ...previews] = await Promise.all([
    checkBinaries(plan, machine),
    ...playbooks.map((step) => checkPreview(step, plan.deployment, machine, signal)),
  ]);
  return [...binaries, ...previews];
}

/**
 * Steps that Ansible can be asked about now: not those behind an edit of the inventory that they
 * read, for they may be about hosts that are not in it yet.
 */
function previewable(plan: Plan): readonly StepOf<'playbook'>[] {
  const edited = new Set<string>();
  return plan.steps.flatMap((step) => {
    if (step.kind === 'edit') edited.add(step.file);
    if (step.kind !== 'playbook') return [];
    return edited.has(step.invocation.inventory ?? plan.inventory) ? [] : [step];
  });
}

/**
 * rolling_update.yml stops an instance before it copies the binary: with the binary missing it
 * fails and leaves that instance stopped.
 */
async function checkBinaries(plan: Plan, machine: ControlMachine): Promise<readonly Check[]> {
  const playbooks = playbooksOf(plan);
  const copies = playbooks.some((name) => /^(rolling_update|deploy)\.yml$/.test(name));
  // The plan itself downloads them.
  if (!copies || playbooks.includes('local_prepare.yml')) return [];
  const present = await machine.list(`${plan.deployment}/resources/bin`);
  const wanted = components.flatMap(({ id, binary }) =>
    binary !== undefined && plan.affected.some(({ component }) => component === id) ? [binary] : [],
  );
  const missing = wanted.filter((binary) => !present.includes(binary));
  if (missing.length === 0) {
    return [pass('binaries', l10n.t('resources/bin holds the binaries that will be copied.'))];
  }
  return [
    block(
      'binaries',
      l10n.t(
        'resources/bin has no {0}: the instance would be stopped and left down. Run ansible-playbook local_prepare.yml first.',
        missing.join(', '),
      ),
    ),
  ];
}

/**
 * Lets Ansible itself list what the step selects. A mistyped tag is silent success to Ansible, and
 * one wrong name in a limit only a warning, so this is compared with what the step is for.
 */
async function checkPreview(
  step: StepOf<'playbook'>,
  deployment: string,
  machine: ControlMachine,
  signal: AbortSignal,
): Promise<Check> {
  const id = `preview-${step.id}`;
  const command = commandLine(playbookArgv(step.invocation));
  const result = await machine.run(previewArgv(step.invocation), {
    cwd: deployment,
    signal,
    timeout: previewTimeout,
  });
  if (result.exitCode !== 0) {
    return block(id, l10n.t('Ansible refuses "{0}": {1}', command, lastMessage(outputOf(result))));
  }
  const selected = selectedHosts(parsePreview(result.stdout), step.invocation.tag);
  const missing = step.hosts.filter((host) => !selected.has(host));
  const meant = new Set(step.hosts);
  const extra = [...selected].filter((host) => !meant.has(host));
  if (missing.length > 0) {
    return block(
      id,
      l10n.t(
        '"{0}" would run nothing on {1}: its tag or limit does not match them.',
        command,
        summarize(missing),
      ),
    );
  }
  if (extra.length > 0 && narrows(step.invocation)) {
    return block(id, l10n.t('"{0}" would also run on {1}.', command, summarize(extra)));
  }
  return pass(
    id,
    l10n.t('Ansible confirms that "{0}" selects: {1}.', command, summarize(step.hosts)),
  );
}

const narrows = ({ tag, limit }: PlaybookInvocation): boolean =>
  tag !== undefined || limit !== undefined;

const pass = (id: string, sentence: string): Check => ({ id, status: 'pass', sentence });
const warn = (id: string, sentence: string): Check => ({ id, status: 'warn', sentence });
const block = (id: string, sentence: string): Check => ({ id, status: 'block', sentence });

/** stderr last: what Ansible says of an error stands there. */
const outputOf = ({ stdout, stderr }: CommandResult): string => `${stdout}\n${stderr}`;
