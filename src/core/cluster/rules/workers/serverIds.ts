import * as l10n from '@vscode/l10n';
import { isBefore } from '../../version';
import { eachWorkerValue, eachWorkerWithout } from '../each';
import type { Finding, Rule } from '../rule';
import type { DmContext } from '../ruleContext';
import type { SetValue } from '../setting';
import { areNaturals, type Traits } from '../traits';
import { duplicates } from './duplicates';
import { upstreamKey, upstreams } from './upstreams';

const greatest = 4294967295;
const tenDigits = /^(?:0|[1-9]\d{0,9})$/;
/** Below half of the greatest, whatever they are. */
const areSmall = (traits: Traits): boolean => areNaturals(traits, 9);

/** W7. Go's uint32: anything else is "out of range" or a TOML type error. */
export const invalidServerId: Rule<DmContext> = {
  code: 'invalid-server-id',
  severity: 'error',
  check: (context) =>
    eachWorkerValue(
      context,
      'server_id',
      ({ text }) => {
        // Empty or False is left out of dm-worker.toml since 1.0.3, as if it were not set.
        const isFine =
          text === '' || text === 'False' || (tenDigits.test(text) && Number(text) <= greatest);
        return isFine
          ? undefined
          : { message: l10n.t('server_id must be a number from 1 to {0}.', greatest) };
      },
      areSmall,
    ),
};

/** W7. The same as none: DM-worker takes another id at every start. */
export const zeroServerId: Rule<DmContext> = {
  code: 'zero-server-id',
  severity: 'warning',
  check: (context) =>
    eachWorkerValue(
      context,
      'server_id',
      ({ text }) =>
        text === '0'
          ? {
              message: l10n.t(
                'server_id 0 is the same as none: DM-worker takes another one at every start. Set a number that no server of the upstream has.',
              ),
            }
          : undefined,
      ({ shortest }) => shortest > '0'.length,
    ),
};

/** W7. The template of DM-Ansible before 1.0.3 fails without it. */
export const missingServerId: Rule<DmContext> = {
  code: 'missing-server-id',
  severity: 'error',
  check: (context) => {
    const version = context.global('dm_version')?.text;
    if (version === undefined || !isBefore(version, [1, 0, 3])) return [];
    return eachWorkerWithout(context, 'server_id', 'value', ({ alias, span }) => ({
      span,
      message: l10n.t('{0} has no server_id, which DM-Ansible needs before 1.0.3.', alias),
      data: { variable: 'server_id', host: alias },
    }));
  },
};

const positive = /^[1-9]\d*$/;
const isId = ({ text }: SetValue): boolean => positive.test(text);

/** W8. Two replicas of one id throw each other out of the upstream. */
export const duplicateServerId: Rule<DmContext> = {
  code: 'duplicate-server-id',
  severity: 'warning',
  check: (context) => {
    const found = duplicates(context, 'server_id', isId);
    if (found.length === 0) return [];
    const upstreamOf = upstreams(context);
    return found.map(({ setting, worker, workers, ...finding }) => {
      const own = upstreamOf(worker);
      const isShared =
        own !== undefined && workers.some((one) => one !== worker && upstreamOf(one) === own);
      return {
        ...finding,
        severity: isShared ? 'error' : 'warning',
        message: isShared
          ? l10n.t(
              'Another DM-worker of the same upstream has the server_id {0} too: they would throw each other out. Give each its own.',
              setting.text,
            )
          : l10n.t(
              'Another DM-worker has the server_id {0} too: give each its own, for replication needs unique ids.',
              setting.text,
            ),
      };
    });
  },
};

/** W8. To read sharding DDL again, syncer.go uses 4294967295 - server_id as a second id. */
export const complementaryServerIds: Rule<DmContext> = {
  code: 'complementary-server-ids',
  severity: 'warning',
  check: (context) => {
    const { values, valueOf } = context.column('server_id');
    // Of two ids of that sum, one is in the upper half.
    if (areSmall(values.traits)) return [];
    const seen = new Map<string, number>();
    const findings: Finding[] = [];
    for (const [index, worker] of context.workers.entries()) {
      const setting = valueOf(index);
      if (setting === undefined || !isId(setting)) continue;
      const upstream = upstreamKey(context, index);
      if (upstream === undefined) continue;
      const other =
        context.workers[seen.get(`${upstream} ${greatest - Number(setting.text)}`) ?? -1];
      seen.set(`${upstream} ${setting.text}`, index);
      if (other === undefined) continue;
      findings.push({
        span: worker.span,
        message: l10n.t(
          'The server_id of {0} and of {1} are {2} together, and both read the same upstream: DM-worker uses that difference as a second id. Change one of them.',
          worker.alias,
          other.alias,
          greatest,
        ),
        related: [{ span: other.span, message: other.alias }],
        data: { variable: 'server_id', host: worker.alias },
      });
    }
    return findings;
  },
};
