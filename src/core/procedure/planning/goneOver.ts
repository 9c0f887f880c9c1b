import * as l10n from '@vscode/l10n';
import type { Check, Override } from '../check';
import type { Plan } from '../plan';

/** Blocks that the operator can't go on over. */
export function hardBlocks({ checks }: Plan): readonly Check[] {
  return checks.filter(({ status, canOverride }) => status === 'block' && canOverride !== true);
}

/** Blocks that the operator may go on over, with a reason. */
export function softBlocks({ checks }: Plan): readonly Check[] {
  return checks.filter(({ status, canOverride }) => status === 'block' && canOverride === true);
}

/**
 * What is journaled when a plan is confirmed: that the operator went on over its warnings, which
 * stood in the plan, and over its blocks for `reason`.
 */
export function goneOver(plan: Plan, reason = ''): readonly Override[] {
  const warned = plan.checks.filter(({ status }) => status === 'warn');
  return [
    ...softBlocks(plan).map(({ id }) => ({ check: id, reason })),
    ...warned.map(({ id, sentence }) => ({
      check: id,
      reason: l10n.t('confirmed with this warning: {0}', sentence),
    })),
  ];
}
