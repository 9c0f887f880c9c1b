import * as l10n from '@vscode/l10n';
import type { Instance, Sourced } from '../cluster/cluster';
import { componentById } from '../cluster/components';
import { describeSource } from '../cluster/describeSource';
import { lineAt } from '../inventory/lineAt';
import type { Span } from '../text/textEdit';
import type { LanguageModel } from './languageModel';
import { lineWords } from './lineWords';

/** A setting in force that the line does not show. */
export interface InlayHint {
  /** Where the line's words end. */
  readonly offset: number;
  readonly label: string;
  readonly tooltip: string;
}

/** Port and directory of the instances whose lines a span touches, where they come from elsewhere. */
export function inlayHints(model: LanguageModel, span: Span): readonly InlayHint[] {
  const { cluster, inventory } = model;
  if (cluster === undefined || inventory.error !== undefined) return [];
  const hints: InlayHint[] = [];
  for (const group of byLine(cluster.components.flatMap(({ instances }) => instances))) {
    const [first] = group;
    if (first === undefined || first.span.start > span.end) continue;
    const line = inventory.lines[lineAt(inventory, first.span.start)];
    if (line === undefined || line.start + line.text.length <= span.start) continue;
    // An alias in two groups has one line and two ports.
    const settings = [...byComponent(group)].flatMap(hiddenSettings);
    if (settings.length === 0) continue;
    const offset = lineWords(line).at(-1)?.span.end ?? first.span.end;
    for (const setting of settings) hints.push({ offset, ...setting });
  }
  return hints.sort((a, b) => a.offset - b.offset);
}

type Setting = Omit<InlayHint, 'offset'>;

function hiddenSettings(instances: readonly Instance[]): readonly Setting[] {
  const [first] = instances;
  if (first === undefined) return [];
  const { portVariable } = componentById(first.component);
  const ports = instances.map(({ port }) => port);
  const directories = instances.flatMap(({ deployDir }) => deployDir ?? []);
  return [hidden(portVariable, ports), hidden('deploy_dir', directories)].flat();
}

/** A range is one line of many instances: shown is only what is the same for all of them. */
function hidden(
  name: string,
  settings: readonly Sourced<string | number | undefined>[],
): readonly Setting[] {
  const [first] = settings;
  if (first?.value === undefined || first.source.kind === 'hostLine') return [];
  if (settings.some(({ value }) => value !== first.value)) return [];
  const tooltip = l10n.t('Not written on this line: {0}', describeSource(first.source));
  return [{ label: `${name}=${first.value}`, tooltip }];
}

function byLine(instances: readonly Instance[]): Iterable<readonly Instance[]> {
  return groupBy(instances, ({ span }) => span.start);
}

function byComponent(instances: readonly Instance[]): Iterable<readonly Instance[]> {
  return groupBy(instances, ({ component }) => component);
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => unknown): Iterable<readonly T[]> {
  const groups = new Map<unknown, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups.values();
}
