import * as l10n from '@vscode/l10n';
import type { ControlMachine } from '../../ports/controlMachine';
import { sha256 } from '../../text/sha256';
import type { Check } from '../check';
import type { Plan } from '../plan';
import { fileHash } from '../run/fileHash';

/** Whether each file that will be edited is, byte by byte, what the plan was made from. */
export async function checkEdits(plan: Plan, machine: ControlMachine): Promise<readonly Check[]> {
  const checks: Check[] = [];
  const seen = new Set<string>();
  for (const step of plan.steps) {
    if (step.kind !== 'edit' || seen.has(step.file)) continue;
    seen.add(step.file);
    const found = (await fileHash(machine, plan.deployment, step.file)) ?? sha256('');
    checks.push(found === step.before ? isReady(step.file) : isOther(step.file));
  }
  return checks;
}

const isReady = (file: string): Check => ({
  id: `edit-${file}`,
  status: 'pass',
  sentence: l10n.t('{0} is what the edits were made from.', file),
});

const isOther = (file: string): Check => ({
  id: `edit-${file}`,
  status: 'block',
  sentence: l10n.t(
    '{0} on disk is not what the edits were made from: it has changed, or holds bytes that are not UTF-8. Look at it, then try again.',
    file,
  ),
});
