import * as l10n from '@vscode/l10n';
import type { Instance } from '../../cluster';
import { sourcedSpan } from '../places';
import type { Finding, Rule } from '../rule';
import type { DmContext } from '../ruleContext';

/** A3. No default anywhere: every role fails. */
export const missingDeployDir: Rule<DmContext> = {
  code: 'missing-deploy-dir',
  severity: 'error',
  check: ({ instancesWhere }) =>
    instancesWhere('deploy_dir', (path) => path === undefined).map(({ span, alias }) => ({
      span,
      message: l10n.t(
        '{0} has no deploy_dir: there is no default, and its deployment fails. Set it in [all:vars].',
        alias,
      ),
      data: {
        variable: 'deploy_dir',
        host: alias,
        group: 'all',
        suggestion: '/home/tidb/deploy',
      },
    })),
};

/** Directories of the system: what unsafe_cleanup.yml would empty. */
const system = new Set(
  '/ /bin /boot /dev /etc /home /lib /lib64 /media /mnt /opt /proc /root /run /sbin /srv /sys /tmp /usr /usr/bin /usr/lib /usr/local /usr/sbin /usr/share /var /var/lib /var/log'.split(
    ' ',
  ),
);

/** A3. `rm -rf {{ deploy_dir }}/*` of unsafe_cleanup.yml and the run scripts quote nothing. */
export const unsafeDeployDir: Rule<DmContext> = {
  code: 'unsafe-deploy-dir',
  severity: 'error',
  check: ({ instancesWhere }) =>
    instancesWhere('deploy_dir', (path) => complaint(path) !== undefined).flatMap(
      (instance): readonly Finding[] => {
        const { deployDir } = instance;
        const message = complaint(deployDir?.value);
        return deployDir === undefined || message === undefined
          ? []
          : [{ span: sourcedSpan(deployDir, instance), message, data: { variable: 'deploy_dir' } }];
      },
    ),
};

function complaint(path: string | undefined): string | undefined {
  if (path === undefined || path.includes('{{')) return undefined;
  if (!path.startsWith('/'))
    return l10n.t('deploy_dir must be an absolute path: scripts use it from any directory.');
  if (!/^[A-Za-z0-9_./-]+$/.test(path))
    return l10n.t(
      'deploy_dir stands unquoted in scripts, among them rm -rf: use letters, digits and . _ - / only.',
    );
  if (!system.has(normalize(path))) return undefined;
  return l10n.t(
    '{0} is a directory of the system: unsafe_cleanup.yml would empty it. Use a directory of its own, such as /home/tidb/deploy.',
    path,
  );
}

/** Without `.`, `..`, repeated and closing slashes. */
export function normalize(path: string): string {
  if (!/\/\/|\/\.|\/$/.test(path)) return path;
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** The directory of an instance; undefined where there is none or only Ansible knows it. */
export function directoryOf({ deployDir }: Instance): string | undefined {
  return deployDir === undefined || deployDir.value.includes('{{')
    ? undefined
    : normalize(deployDir.value);
}
