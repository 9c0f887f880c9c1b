import type { Inventory } from '../inventory/inventory';
import type { VariableFiles } from '../inventory/variableFiles';
import type { Cluster } from './cluster';
import type { Problem } from './problem';
import { ansibleRules, dmRules } from './rules/catalog';
import { parseError } from './rules/language/parseError';
import type { Rule } from './rules/rule';
import { type Beside, createDmContext, createTextContext } from './rules/ruleContext';

/**
 * Everything known to be wrong with an inventory, in file order. `cluster` is what `readCluster`
 * made of it; an inventory that is not DM's is checked for what is general to Ansible.
 */
export function validate(
  inventory: Inventory,
  cluster: Cluster | undefined,
  files: VariableFiles,
  beside: Beside = {},
): readonly Problem[] {
  const text = createTextContext(inventory);
  // After a parse error the groups are only what stood before it: judging them would mislead.
  if (inventory.error !== undefined) return problemsOf([parseError], text);
  const problems = problemsOf(ansibleRules, text);
  if (cluster !== undefined)
    problems.push(...problemsOf(dmRules, createDmContext(text, cluster, files, beside)));
  return problems.sort((a, b) => a.span.start - b.span.start);
}

function problemsOf<C>(rules: readonly Rule<C>[], context: C): Problem[] {
  const problems: Problem[] = [];
  for (const { code, severity, check } of rules) {
    const places = new Set<string>();
    for (const finding of check(context)) {
      // What many hosts take from one place is one problem there; two groups, or files, are two.
      const { group = '', file = '' } = finding.data ?? {};
      const place = `${finding.path ?? ''}:${finding.span.start}:${group}:${file}`;
      if (places.has(place)) continue;
      places.add(place);
      problems.push({ severity, ...finding, code });
    }
  }
  return problems;
}
