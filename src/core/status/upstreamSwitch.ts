import * as l10n from '@vscode/l10n';
import {
  containsGtidSet,
  type GtidFlavor,
  parseGtidSet,
  printGtidSet,
  subtractGtidSet,
} from './gtidSet';

/** What decides whether a worker can go on from a new primary, as texts. */
export interface SwitchGtids {
  /** `relayBinlogGtid` of the worker, from query-status. */
  readonly relay: string;
  /** `gtid_purged` of the new primary, as the operator pasted it. */
  readonly purged: string;
  /** `gtid_executed` of the new primary. */
  readonly executed: string;
}

export type SwitchVerdict =
  | { readonly kind: 'can-switch' }
  /** One of the texts is no GTID set. */
  | { readonly kind: 'unreadable'; readonly which: keyof SwitchGtids }
  /** The new primary no longer has binlogs that the relay still needs. */
  | { readonly kind: 'purged'; readonly missing: string }
  /** The relay has transactions that the new primary never had. */
  | { readonly kind: 'not-executed'; readonly extra: string };

/**
 * May the relay go on from the new primary? What it has must contain `gtid_purged` and be contained
 * in `gtid_executed`. An empty relay or executed set says nothing and is unreadable. Source: manual,
 * "switch the upstream primary".
 */
export function judgeSwitch(flavor: GtidFlavor, gtids: SwitchGtids): SwitchVerdict {
  const read = (which: keyof SwitchGtids) => {
    const isNeeded = which !== 'purged';
    return isNeeded && gtids[which].trim() === '' ? undefined : parseGtidSet(gtids[which], flavor);
  };
  const [relay, purged, executed] = [read('relay'), read('purged'), read('executed')];
  if (relay === undefined) return { kind: 'unreadable', which: 'relay' };
  if (purged === undefined) return { kind: 'unreadable', which: 'purged' };
  if (executed === undefined) return { kind: 'unreadable', which: 'executed' };
  if (!containsGtidSet(relay, purged)) {
    return { kind: 'purged', missing: printGtidSet(subtractGtidSet(purged, relay)) };
  }
  if (!containsGtidSet(executed, relay)) {
    return { kind: 'not-executed', extra: printGtidSet(subtractGtidSet(relay, executed)) };
  }
  return { kind: 'can-switch' };
}

/** The verdict for people; empty when the worker can switch. */
export function switchSentence(verdict: SwitchVerdict): string {
  switch (verdict.kind) {
    case 'can-switch':
      return '';
    case 'unreadable':
      return l10n.t(
        '{0} is no GTID set: it should look like UUID:1-100, or 0-1-100 for MariaDB.',
        names[verdict.which],
      );
    case 'purged':
      return l10n.t(
        'The new primary has purged transactions that the relay log does not have: {0}. Choose a primary that still has them, or import the data again.',
        verdict.missing,
      );
    case 'not-executed':
      return l10n.t(
        'The relay log has transactions that the new primary never executed: {0}. Wait until it has them, or choose another primary.',
        verdict.extra,
      );
  }
}

const names: Readonly<Record<keyof SwitchGtids, string>> = {
  relay: 'relayBinlogGtid',
  purged: 'gtid_purged',
  executed: 'gtid_executed',
};
