import * as l10n from '@vscode/l10n';
import type { Override } from '../core/procedure/check';
import type { Plan } from '../core/procedure/plan';
import { goneOver, hardBlocks, softBlocks } from '../core/procedure/planning/goneOver';
import { planDocument } from '../core/procedure/planning/planDocument';
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
  const [hard, soft] = [hardBlocks(plan), softBlocks(plan)];
  const question = l10n.t('Why go on over what blocks it? (nothing: run nothing) ');
  const mayAsk = hard.length === 0 && soft.length > 0 && !yes;
  const reason = (override ?? (mayAsk ? await person?.ask(question) : undefined))?.trim() ?? '';
  const blocks = [...hard, ...(reason === '' ? soft : [])];
  for (const { sentence, canOverride } of blocks) {
    complain(`dm-cluster: ${sentence}${canOverride === true ? ` ${overrideHint()}` : ''}\n`);
  }
  if (blocks.length > 0) return undefined;
  if (yes || (await isConfirmed(plan, context))) return goneOver(plan, reason);
  complain(`dm-cluster: ${l10n.t('Nothing was run.')}\n`);
  return undefined;
}

const overrideHint = (): string => l10n.t('(To go on all the same, say --override REASON.)');

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
