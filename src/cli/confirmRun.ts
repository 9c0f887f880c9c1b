import * as l10n from '@vscode/l10n';
import { blocking, type Override } from '../core/procedure/check';
import type { Plan } from '../core/procedure/plan';
import { planDocument } from '../core/procedure/planDocument';
import type { CommandContext } from './command';
import type { PlanFormat } from './planOptions';

interface Wish {
  readonly yes: boolean;
  readonly override?: string | undefined;
}

/**
 * The one confirmation. Gives the checks that are gone on over, each with a reason for the journal;
 * undefined when nothing is to be run, and why is on standard error.
 */
export async function confirmRun(
  plan: Plan,
  { yes, override }: Wish,
  format: PlanFormat,
  context: CommandContext,
): Promise<readonly Override[] | undefined> {
  const { person, complain } = context;
  const say = format === 'json' ? complain : context.write;
  say(`${planDocument(plan)}\n`);
  const reason =
    override ??
    (needsReason(plan) && !yes
      ? await person?.ask(l10n.t('Why go on over what blocks it? (nothing: run nothing) '))
      : undefined);
  const overrides = overridesOf(plan, reason, yes);
  const blocks = blocking(plan.checks, overrides);
  for (const { sentence, canOverride } of blocks) {
    complain(`dm-cluster: ${sentence}${canOverride === true ? ` ${overrideHint()}` : ''}\n`);
  }
  if (blocks.length > 0) return undefined;
  if (yes || (await isConfirmed(plan, context))) return overrides;
  complain(`dm-cluster: ${l10n.t('Nothing was run.')}\n`);
  return undefined;
}

const overrideHint = (): string => l10n.t('(To go on all the same, say --override REASON.)');

/** Whether all that blocks it could be gone on over. */
function needsReason({ checks }: Plan): boolean {
  const blocks = blocking(checks);
  return blocks.length > 0 && blocks.every(({ canOverride }) => canOverride === true);
}

function overridesOf(
  { checks }: Plan,
  reason: string | undefined,
  isUnasked: boolean,
): readonly Override[] {
  const why = reason?.trim() ?? '';
  const warned = isUnasked ? l10n.t('confirmed by --yes') : l10n.t('confirmed at the terminal');
  return checks.flatMap(({ id, status, canOverride }) => {
    if (status === 'warn') return [{ check: id, reason: why === '' ? warned : why }];
    const isOverridden = status === 'block' && canOverride === true && why !== '';
    return isOverridden ? [{ check: id, reason: why }] : [];
  });
}

async function isConfirmed(plan: Plan, { person, complain }: CommandContext): Promise<boolean> {
  if (person === undefined) {
    complain(`dm-cluster: ${l10n.t('Nobody can be asked here: say --yes to run it.')}\n`);
    return false;
  }
  if (plan.wantsName) {
    const question = l10n.t('Type the name of the cluster, {0}, to confirm: ', plan.clusterName);
    return (await person.ask(question))?.trim() === plan.clusterName;
  }
  return isYes(await person.ask(l10n.t('Run it? [y/N] ')));
}

/** Also in Chinese, whatever the language of the messages. */
export const isYes = (answer: string | undefined): boolean =>
  /^(?:y|yes|是)$/i.test(answer?.trim() ?? '');
