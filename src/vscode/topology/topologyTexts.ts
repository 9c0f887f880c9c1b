import * as l10n from '@vscode/l10n';
import type { PageTexts } from '../../core/topology/pageMessages';

/** The sentences of the topology's page, which has no translations of its own. */
export function topologyTexts(): PageTexts {
  // The page fills in the values: their places are put into the sentences again.
  return {
    label: l10n.t('Topology: arrow keys move, Enter opens the inventory, Shift+F10 the actions'),
    filter: l10n.t('Filter DM-workers'),
    refresh: l10n.t('Look Again'),
    zoomIn: l10n.t('Zoom In'),
    zoomOut: l10n.t('Zoom Out'),
    zoomFit: l10n.t('Zoom to Fit'),
    workers: l10n.t('DM-workers: {0}', '{0}'),
    workersShown: l10n.t('DM-workers: {0} of {1}', '{0}', '{1}'),
    noMatch: l10n.t('No DM-worker matches the filter.'),
    never: l10n.t('Nobody has looked yet: no state is known.'),
    seen: l10n.t('As of {0}', '{0}'),
    old: l10n.t('Old: as of {0}', '{0}'),
    open: l10n.t('Show in Inventory'),
    actions: l10n.t('Actions...'),
    noSelection: l10n.t('Nothing is selected.'),
    lag: l10n.t('lag {0}', '{0}'),
    source: l10n.t('Upstream {0}', '{0}'),
    problems: l10n.t('Only what needs attention'),
    up: l10n.t('{0} up', '{0}'),
    down: l10n.t('{0} down', '{0}'),
    starting: l10n.t('{0} starting', '{0}'),
    unknown: l10n.t('{0} unknown', '{0}'),
  };
}
