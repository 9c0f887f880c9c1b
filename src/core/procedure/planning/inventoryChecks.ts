import * as l10n from '@vscode/l10n';
import type { Problem } from '../../cluster/problem';
import type { Check } from '../check';

/** What the editor knows of the inventory when a plan is made. */
export interface InventoryState {
  /** The text that the plan is made from. */
  readonly text: string;
  readonly problems: readonly Problem[];
  /** Whether an editor holds changes that are not saved. */
  readonly isUnsaved: boolean;
}

/**
 * Nothing runs on an inventory that Ansible, or its first play, would refuse, nor on another text
 * than the one that was looked at. `onDisk` is the file as Ansible will read it.
 */
export function checkInventory(
  state: InventoryState,
  onDisk: string | undefined,
): readonly Check[] {
  const blocks = [...fileBlocks(state, onDisk), ...problemBlocks(state)];
  if (blocks.length > 0) return blocks;
  return [
    { id: 'inventory', status: 'pass', sentence: l10n.t('The inventory passes all checks.') },
  ];
}

function problemBlocks({ problems }: InventoryState): readonly Check[] {
  return problems
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => block(`inventory-${code}`, message));
}

function fileBlocks(
  { text, isUnsaved }: InventoryState,
  onDisk: string | undefined,
): readonly Check[] {
  if (onDisk === undefined) {
    return [
      block(
        'inventory-missing',
        l10n.t('The inventory does not exist on disk any more. Save it again, or restore it.'),
      ),
    ];
  }
  if (onDisk === text) return [];
  if (isUnsaved) {
    return [
      block(
        'inventory-unsaved',
        l10n.t(
          'The inventory has unsaved changes, and Ansible reads the file on disk. Save it first.',
        ),
      ),
    ];
  }
  if (onDisk === `\ufeff${text}`) {
    return [
      block(
        'inventory-bom',
        l10n.t(
          'The inventory begins with a byte order mark, which Ansible takes for part of the first line. Save it with the encoding "UTF-8".',
        ),
      ),
    ];
  }
  return [
    block(
      'inventory-changed',
      l10n.t('The inventory on disk has changed meanwhile. Look at it, then try again.'),
    ),
  ];
}

const block = (id: string, sentence: string): Check => ({ id, status: 'block', sentence });
