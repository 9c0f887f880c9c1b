import * as l10n from '@vscode/l10n';
import { allVarsSpan, globalPlace } from '../places';
import type { Finding, Rule } from '../rule';
import type { DmContext } from '../ruleContext';
import type { Setting } from '../setting';

/** A8. local_prepare.yml downloads by it. */
export const missingDmVersion: Rule<DmContext> = {
  code: 'missing-dm-version',
  severity: 'warning',
  check: (context) =>
    missing(
      context,
      'dm_version',
      'v1.0.7',
      l10n.t(
        'dm_version is not set in [all:vars]: local_prepare.yml does not know which version to download.',
      ),
    ),
};

/** A8. It is part of an address, and all of DM-Ansible 1.0 is for DM 1.0. */
export const oddDmVersion: Rule<DmContext> = {
  code: 'odd-dm-version',
  severity: 'warning',
  check: (context) =>
    judgeGlobal(context, 'dm_version', ({ text }) => {
      if (/^v1\.0\.\d+$/.test(text) || text === 'latest') return undefined;
      return /^v\d+\.\d+\.\d+$/.test(text)
        ? l10n.t(
            'DM-Ansible 1.0 deploys DM 1.0: version {0} has other services and another deployment tool.',
            text,
          )
        : l10n.t(
            '"{0}" is no version that can be downloaded. Write it as v1.0.7, the version of this DM-Ansible.',
            text,
          );
    }),
};

/** A9. */
export const missingClusterName: Rule<DmContext> = {
  code: 'missing-cluster-name',
  severity: 'warning',
  check: (context) =>
    missing(
      context,
      'cluster_name',
      'test-cluster',
      l10n.t(
        'cluster_name is not set in [all:vars]: the configurations of Prometheus and Grafana can not be written without it.',
      ),
    ),
};

/** A9. It stands in YAML quotes, in JSON and in the replacement of a regular expression. */
export const oddClusterName: Rule<DmContext> = {
  code: 'odd-cluster-name',
  severity: 'warning',
  check: (context) =>
    judgeGlobal(context, 'cluster_name', ({ text }) =>
      text !== '' && !/['"\\\s]/.test(text)
        ? undefined
        : l10n.t(
            'Blanks, quotes and backslashes in cluster_name break the configurations of Prometheus and Grafana. Use letters, digits, - and _.',
          ),
    ),
};

function missing(
  context: DmContext,
  variable: string,
  suggestion: string,
  message: string,
): readonly Finding[] {
  if (context.global(variable) !== undefined) return [];
  return [
    { span: allVarsSpan(context.cluster), message, data: { variable, group: 'all', suggestion } },
  ];
}

function judgeGlobal(
  context: DmContext,
  variable: string,
  judge: (setting: Setting) => string | undefined,
): readonly Finding[] {
  const setting = context.global(variable);
  if (setting === undefined || setting.isTemplate) return [];
  const message = judge(setting);
  if (message === undefined) return [];
  return [{ ...globalPlace(context, setting), message, data: { variable, group: 'all' } }];
}
