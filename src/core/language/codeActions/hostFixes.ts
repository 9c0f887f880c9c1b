import * as l10n from '@vscode/l10n';
import { setHostVariable } from '../../inventory/edits/setVariable';
import { lineAt } from '../../inventory/lineAt';
import type { Fixer } from './fix';

/** `h1:2222` where h1 was named above: the port counts as a variable only. */
export const portAsVariable: Fixer = {
  fix: ({ model: { inventory } }, { span, data }) => {
    const written = inventory.text.slice(span.start, span.end);
    const [, suffix = ''] = /[^\]]*[^\]:](:[0-9]+)$/.exec(written) ?? [];
    const port = data?.suggestion;
    if (suffix === '' || port === undefined) return [];
    const line = lineAt(inventory, span.start);
    return [
      {
        title: l10n.t('Set {0} to {1}', 'ansible_port', port),
        edits: [
          { span: { start: span.end - suffix.length, end: span.end }, newText: '' },
          ...setHostVariable(inventory, line, 'ansible_port', { kind: 'int', digits: port }),
        ],
        changes: ['ansible_port'],
      },
    ];
  },
};
