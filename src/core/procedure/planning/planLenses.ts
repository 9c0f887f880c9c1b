import { isBlocked, type Plan } from '../plan';
import { stepCommandLine } from '../run/stepCommand';
import { goneOver } from './goneOver';
import { planDocument } from './planDocument';
import { planJson } from './planJson';

/** What can be done with a plan that is shown as a document; `line` counts from 0. */
export interface PlanLens {
  readonly line: number;
  readonly action:
    | { readonly kind: 'run' | 'save' | 'copy-all' | 'preview' }
    /** Copies this command alone. */
    | { readonly kind: 'copy'; readonly command: string };
}

/** At its title what is for all of it, at each step with a command what is for that. */
export function planLenses(plan: Plan, text = planDocument(plan)): readonly PlanLens[] {
  const lines = text.split('\n');
  const commands = plan.steps.map((step) => stepCommandLine(step, plan));
  const canRun = !isBlocked(plan, goneOver(plan, 'any'));
  const kinds = [
    ...(canRun ? (['run'] as const) : []),
    'save' as const,
    ...(commands.some((command) => command !== undefined) ? (['copy-all'] as const) : []),
    'preview' as const,
  ];
  let from = 0;
  return [
    ...kinds.map((kind): PlanLens => ({ line: 0, action: { kind } })),
    ...plan.steps.flatMap(({ title }, index): readonly PlanLens[] => {
      const command = commands[index];
      const line = lines.indexOf(`${index + 1}. ${title}`, from);
      if (line < 0) return [];
      from = line + 1;
      return command === undefined ? [] : [{ line, action: { kind: 'copy', command } }];
    }),
  ];
}

/** Whether two plans are the same to whoever confirms: all but when it was looked. */
export function isSamePlan(one: Plan, other: Plan): boolean {
  const text = (plan: Plan): string => JSON.stringify({ ...planJson(plan), earlier: [] });
  return text(one) === text(other);
}
