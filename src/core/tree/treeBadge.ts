import * as l10n from '@vscode/l10n';

/** What the view's badge tells of one cluster. */
export interface ClusterProblems {
  /** undefined where it is the only one. */
  readonly name: string | undefined;
  /** One sentence each, the worst first. */
  readonly sentences: readonly string[];
}

export interface TreeBadge {
  readonly value: number;
  /** Several lines. */
  readonly tooltip: string;
}

/** A hover of hundreds of lines is no help. */
const most = 10;

/** The number of problems in all clusters, and what they are; undefined when there is none. */
export function treeBadge(clusters: readonly ClusterProblems[]): TreeBadge | undefined {
  const all = clusters.flatMap(({ name, sentences }) =>
    sentences.map((sentence) => (name === undefined ? sentence : `${name}: ${sentence}`)),
  );
  if (all.length === 0) return undefined;
  const rest = all.length - most;
  const shown = rest > 1 ? [...all.slice(0, most), l10n.t('and {0} more', rest)] : all;
  return { value: all.length, tooltip: shown.join('\n') };
}
