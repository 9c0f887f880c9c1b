import * as l10n from '@vscode/l10n';
import type { Target } from '../cluster/target';
import type { ProcedureId } from './procedure';

/** What belongs together in a list of all procedures. */
export type OfferGroup = 'run' | 'change' | 'upstream' | 'task' | 'care';

export interface Offer {
  readonly procedure: ProcedureId;
  /** What it does, without saying to what: "Create a DM-worker". */
  readonly name: string;
  readonly group: OfferGroup;
}

/** Every procedure of the catalog, in the order in which they are listed. */
export function allOffers(): readonly Offer[] {
  return Object.entries(names()).flatMap(([group, procedures]) =>
    Object.entries(procedures).map(([procedure, name]) => ({
      procedure: procedure as ProcedureId,
      name,
      group: group as OfferGroup,
    })),
  );
}

/**
 * What can be done with a target beside start, stop, restart, rolling update and deploy; what
 * destroys comes last.
 */
export function offersFor(target: Target): readonly Offer[] {
  const ids = proceduresFor(target);
  const offers = allOffers();
  return ids.flatMap((id) => offers.find(({ procedure }) => procedure === id) ?? []);
}

function proceduresFor(target: Target): readonly ProcedureId[] {
  if (target.kind === 'cluster')
    return ['upgrade', 'create-worker', 'start-task', 'handle-ddl-lock'];
  switch (target.component) {
    case 'dm-worker':
      return target.kind === 'component'
        ? ['create-worker', 'switch-upstream-vip']
        : ['replace-worker', 'switch-upstream-vip', 'switch-upstream-address', 'remove-worker'];
    case 'dm-master':
      return ['replace-master'];
    default:
      return [];
  }
}

/** A procedure that is in none of the groups, or in two, does not compile. */
const names = () =>
  ({
    run: {
      start: l10n.t('Start'),
      'restart-worker': l10n.t('Restart DM-workers'),
      'restart-master': l10n.t('Restart DM-master'),
      restart: l10n.t('Restart another component, or all'),
      'rolling-update': l10n.t('Rolling update'),
      deploy: l10n.t('Deploy'),
      stop: l10n.t('Stop'),
    },
    change: {
      'create-worker': l10n.t('Create a DM-worker'),
      'replace-worker': l10n.t('Move a DM-worker to another machine'),
      'replace-master': l10n.t('Move DM-master to another machine'),
      upgrade: l10n.t('Change the version'),
      'remove-worker': l10n.t('Remove a DM-worker'),
    },
    upstream: {
      'switch-upstream-vip': l10n.t('Switch the upstream behind its virtual IP'),
      'switch-upstream-address': l10n.t('Switch the upstream to another address'),
    },
    task: {
      'start-task': l10n.t('Start a task'),
      'pause-task': l10n.t('Pause a task'),
      'resume-task': l10n.t('Resume a task'),
      'update-task': l10n.t('Update a task'),
      'stop-task': l10n.t('Stop a task'),
      'handle-ddl-lock': l10n.t('Handle a sharding DDL lock'),
      'pause-relay': l10n.t('Pause a relay log'),
      'resume-relay': l10n.t('Resume a relay log'),
      'purge-relay': l10n.t('Purge a relay log'),
    },
    care: {
      'check-connectivity': l10n.t('Check the connection to all machines'),
      'refresh-worker-tasks': l10n.t('Let DM-master ask for tasks again'),
      'roll-dmctl': l10n.t('Put dmctl in place again'),
    },
  }) satisfies Readonly<Record<OfferGroup, Partial<Record<ProcedureId, string>>>>;
