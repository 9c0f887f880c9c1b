import * as l10n from '@vscode/l10n';
import type { Cluster } from '../../cluster/cluster';
import { type ComponentId, componentById } from '../../cluster/components';

/** Zero-based numbers of the lines that put a host into a component's group. */
export function linesOf(
  { inventory }: Cluster,
  alias: string,
  component: ComponentId,
): readonly number[] {
  const { group } = componentById(component);
  const mentions = inventory.hosts.get(alias)?.mentions ?? [];
  return mentions.filter((mention) => mention.group === group).map(({ line }) => line);
}

/** Why the lines of a host can't be changed without touching another; undefined when they can. */
export function lineProblem(
  cluster: Cluster,
  alias: string,
  component: ComponentId,
): string | undefined {
  const { inventory } = cluster;
  const { group } = componentById(component);
  const lines = linesOf(cluster, alias, component);
  if (lines.length === 0) {
    return l10n.t(
      '{0} does not stand in [{1}] itself: it comes there by a group below it. Edit the inventory by hand.',
      alias,
      group,
    );
  }
  const isShared = [...inventory.hosts.values()].some(
    ({ name, mentions }) => name !== alias && mentions.some(({ line }) => lines.includes(line)),
  );
  return isShared
    ? l10n.t(
        '{0} shares its line in the inventory with other hosts (a range such as w[1:3]). Write each on a line of its own first.',
        alias,
      )
    : undefined;
}

/** The same, where exactly one line has to say all. */
export function singleLineProblem(
  cluster: Cluster,
  alias: string,
  component: ComponentId,
): string | undefined {
  const problem = lineProblem(cluster, alias, component);
  if (problem !== undefined || linesOf(cluster, alias, component).length === 1) return problem;
  return l10n.t('{0} stands on several lines of the inventory. Put them together first.', alias);
}
