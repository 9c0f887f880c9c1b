import * as l10n from '@vscode/l10n';
import type { VariableFiles } from '../../../inventory/variableFiles';
import { closestName } from '../../../text/closestName';
import { knownVariables, variableByName } from '../../variables';
import { namesWith } from '../language/names';
import type { Finding, Rule } from '../rule';
import type { DmContext } from '../ruleContext';

const knownNames = knownVariables.map(({ name }) => name);

/** L14. A variable that nothing reads is silently unused. */
export const unknownVariable: Rule<DmContext> = {
  code: 'unknown-variable',
  severity: 'hint',
  check: (context) =>
    namesWith(context, closestKnown).map(({ name, span, verdict }) => ({
      span,
      message: l10n.t('DM-Ansible reads no variable {0}. Do you mean {1}?', name, verdict),
      data: { variable: name, suggestion: verdict },
    })),
};

function closestKnown(name: string): string | undefined {
  return variableByName(name) === undefined ? closestName(name, knownNames) : undefined;
}

/** L15, A12. Files of DM-Ansible's `group_vars/` beat the sections of the inventory (SPEC 10). */
export const misplacedVariable: Rule<DmContext> = {
  code: 'misplaced-variable',
  severity: 'warning',
  check: ({ sections, files }) =>
    sections.flatMap(({ name, nameSpan, group }): readonly Finding[] => {
      const file = variableByName(name)?.groupFile;
      if (file === undefined || !isInFiles(files, name)) return [];
      return [
        {
          span: nameSpan,
          message: message(name, file),
          tags: ['unnecessary'],
          data: { variable: name, group },
        },
      ];
    }),
};

/** An inventory without the files beside it is one that was taken out of its deployment. */
const isInFiles = ({ groups }: VariableFiles, name: string): boolean =>
  groups.size === 0 || [...groups.values()].flat().some(({ variables }) => variables.has(name));

function message(name: string, file: string): string {
  return variableByName(name)?.places.includes('host') === true
    ? l10n.t(
        'This has no effect: {0} of DM-Ansible sets {1} too, and is stronger. Set it on the lines of the hosts.',
        file,
        name,
      )
    : l10n.t('This has no effect: {0} of DM-Ansible sets {1} too, and is stronger.', file, name);
}
