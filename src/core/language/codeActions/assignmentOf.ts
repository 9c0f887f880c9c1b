import type { Problem } from '../../cluster/problem';
import { assignmentsOf } from '../../inventory/edits/assignments';
import type { Inventory, Variable } from '../../inventory/inventory';
import { lineAt } from '../../inventory/lineAt';

/** The assignment that a problem is shown at, if it is the variable that the problem is about. */
export function assignmentOf(inventory: Inventory, problem: Problem): Variable | undefined {
  if (problem.path !== undefined) return undefined;
  const { start, end } = problem.span;
  return assignmentsOf(inventory, lineAt(inventory, start)).find(
    ({ name, nameSpan, valueSpan }) =>
      nameSpan.start <= start &&
      end <= Math.max(valueSpan.end, nameSpan.end) &&
      (problem.data?.variable === undefined || problem.data.variable === name),
  );
}
