import * as l10n from '@vscode/l10n';
import { lineVariables } from '../../../inventory/hostVariables';
import type { Host, Variable } from '../../../inventory/inventory';
import { renderValue } from '../../../inventory/renderValue';
import type { Span } from '../../../text/textEdit';
import { type LineShape, linesOf } from '../lineShapes';
import type { Finding, Rule } from '../rule';
import type { TextContext } from '../ruleContext';

/** L10. The last assignment wins, silently (SPEC 4.2, 9). */
export const repeatedVariable: Rule<TextContext> = {
  code: 'repeated-variable',
  severity: 'warning',
  check: (context) => [...onLines(context), ...inSections(context), ...ofHosts(context)],
};

/** Twice on one line. */
function onLines({ inventory, shapes }: TextContext): readonly Finding[] {
  const findings: Finding[] = [];
  for (const line of linesOf(shapes, new Set(shapes.all.filter(hasRepeats)))) {
    const last = new Map<string, Variable>();
    for (const variable of lineVariables(inventory.hostWords, line).toReversed()) {
      const winner = last.get(variable.name);
      if (winner === undefined) last.set(variable.name, variable);
      else findings.push(overridden(variable.name, whole(variable), whole(winner)));
    }
  }
  return findings;
}

const hasRepeats = ({ lastWord, names }: LineShape): boolean => lastWord.size < names.length;

/** Twice in the sections of one group. */
function inSections({ sections }: TextContext): readonly Finding[] {
  const last = new Map<string, Span>();
  return sections.toReversed().flatMap(({ name, group, span }) => {
    const id = `${group}:${name}`;
    const winner = last.get(id);
    if (winner !== undefined) return [overridden(name, span, winner)];
    last.set(id, span);
    return [];
  });
}

/** On several lines of one host, with other values. */
function ofHosts({ inventory }: TextContext): readonly Finding[] {
  const findings: Finding[] = [];
  const reported = new Set<number>();
  for (const host of inventory.repeatedHosts) {
    for (const variable of earlierVariables(host, inventory.hostWords)) {
      const winner = host.variables.get(variable.name);
      if (winner === undefined || winner.line === variable.line) continue;
      if (renderValue(winner.value) === renderValue(variable.value)) continue;
      if (reported.has(variable.nameSpan.start)) continue;
      reported.add(variable.nameSpan.start);
      findings.push(overridden(variable.name, whole(variable), whole(winner)));
    }
  }
  return findings;
}

function earlierVariables(
  host: Host,
  words: TextContext['inventory']['hostWords'],
): readonly Variable[] {
  return host.mentions
    .filter(({ setsGroup }) => !setsGroup)
    .slice(0, -1)
    .flatMap(({ line }) => lineVariables(words, line));
}

function overridden(name: string, span: Span, winner: Span): Finding {
  return {
    span,
    message: l10n.t('{0} is set again further on, and the last assignment counts.', name),
    related: [{ span: winner, message: l10n.t('This one counts') }],
    tags: ['unnecessary'],
    data: { variable: name },
  };
}

const whole = ({ nameSpan, valueSpan }: Variable): Span => ({
  start: nameSpan.start,
  end: valueSpan.end,
});
