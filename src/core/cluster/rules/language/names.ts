import * as l10n from '@vscode/l10n';
import { lineVariables } from '../../../inventory/hostVariables';
import type { Span } from '../../../text/textEdit';
import { type LineShape, linesOf } from '../lineShapes';
import type { Finding, Rule } from '../rule';
import type { TextContext } from '../ruleContext';

/** A name of a variable where it is set, and the group of its line. */
export interface NamePlace {
  readonly name: string;
  readonly span: Span;
  readonly group: string;
}

/**
 * The names of all variables for which `judge` has something to say, wherever they are set. It is
 * asked once for each name.
 */
export function namesWith<T>(
  { inventory, shapes, sections }: TextContext,
  judge: (name: string) => T | undefined,
): readonly (NamePlace & { readonly verdict: T })[] {
  const verdicts = new Map<string, T | undefined>();
  const ask = (name: string): T | undefined => {
    if (!verdicts.has(name)) verdicts.set(name, judge(name));
    return verdicts.get(name);
  };
  const marked = new Set<LineShape>();
  for (const shape of shapes.all)
    if (shape.names.some((name) => ask(name) !== undefined)) marked.add(shape);
  const found: (NamePlace & { readonly verdict: T })[] = [];
  const add = (name: string, span: Span, group: string): void => {
    const verdict = ask(name);
    if (verdict !== undefined) found.push({ name, span, group, verdict });
  };
  for (const line of linesOf(shapes, marked)) {
    const group = inventory.lines[line]?.section.group ?? '';
    for (const { name, nameSpan } of lineVariables(inventory.hostWords, line))
      add(name, nameSpan, group);
  }
  for (const { name, nameSpan, group } of sections) add(name, nameSpan, group);
  return found;
}

/** L13. Ansible takes any name, templates can use identifiers only. */
export const oddVariableName: Rule<TextContext> = {
  code: 'odd-variable-name',
  severity: 'hint',
  check: (context) =>
    namesWith(context, (name) => (/^[A-Za-z_]\w*$/.test(name) ? undefined : true)).map(
      ({ name, span }): Finding => ({
        span,
        message: l10n.t(
          'No template can use a variable of the name "{0}": letters, digits and underscores make a name.',
          name,
        ),
        data: { variable: name, suggestion: name.replaceAll(/\W/g, '_') },
      }),
    ),
};
