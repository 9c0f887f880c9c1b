import { dmctlCan } from '../dmctl/dmctlVersion';
import type { DmctlLimits, RunDmctl } from '../dmctl/openDmctl';
import type { DdlLock, WorkerStatus } from '../dmctl/results';
import { askEachWorker, type WorkerAnswer, workerAnswer } from './askEachWorker';
import { askForSuspects } from './askForSuspects';
import { attempt } from './attempt';

/** What DM-master told; `silent` when it told nothing, with the reason in one sentence. */
export type MasterAnswer =
  | {
      readonly kind: 'told';
      readonly locks: readonly DdlLock[];
      /** By address, of the workers that were asked for: what it told, or why it told nothing. */
      readonly workers: ReadonlyMap<string, WorkerAnswer>;
      /** Addresses of all workers that it knows; undefined when it was not asked or can't say. */
      readonly members: ReadonlySet<string> | undefined;
      /** Asked for all, it was late, and in time for those of the inventory: another one may hang. */
      readonly waitsForStranger: boolean;
      /** Of the suspects, those that it still knows; empty when nobody can tell. */
      readonly stillKnown: ReadonlySet<string>;
    }
  | { readonly kind: 'silent'; readonly reason: string };

export interface Questions {
  /** Addresses to ask for, `HOST:PORT`. */
  readonly workers: readonly string[];
  /** DM-master waits half a minute for a member that hangs: none of the inventory's does. */
  readonly wantsMembers: boolean;
  /** Addresses that it was found to know and the inventory lacks: asked for where it can't tell all. */
  readonly suspects: readonly string[];
  /** Of DM-master. */
  readonly version: string | undefined;
}

/** Milliseconds for one command: DM-master answers within some tens of them. */
const timeout = 6_000;
/** Workers asked for in one command: if one of them hangs, nothing is told of the others. */
const chunk = 100;

const lockQuestion = { kind: 'show-ddl-locks' } as const;
/** It tells of every worker that DM-master knows, in every version. */
const memberQuestion = { kind: 'query-error' } as const;
/** It tells of every worker, and all of each (1.0.6+). */
const wholeQuestion = { kind: 'query-status', more: true } as const;

/**
 * Asks DM-master through dmctl. The locks are in its memory, so that this question also tells
 * whether it answers at all. Rejects with `cancelled` only.
 */
export async function askMaster(
  dmctl: RunDmctl,
  questions: Questions,
  signal: AbortSignal,
): Promise<MasterAnswer> {
  const limits = { timeout, signal };
  const locks = await attempt(lockQuestion, dmctl(lockQuestion, limits));
  if (locks.kind === 'silent') return locks;
  return { kind: 'told', locks: locks.value, ...(await askForWorkers(questions, dmctl, limits)) };
}

type Told = Omit<Extract<MasterAnswer, { readonly kind: 'told' }>, 'kind' | 'locks'>;

/** All in one command, or in parts where that can't be, as with a dmctl older than DM-master. */
async function askForWorkers(
  questions: Questions,
  dmctl: RunDmctl,
  limits: DmctlLimits,
): Promise<Told> {
  const { wantsMembers, version } = questions;
  if (!wantsMembers || !dmctlCan(version, 'more')) return askInParts(questions, dmctl, limits);
  const whole = await attempt(wholeQuestion, dmctl(wholeQuestion, limits));
  if (whole.kind === 'value') return wholeTold(questions.workers, whole.value);
  if (!whole.isLate) return askInParts(questions, dmctl, limits);
  // Who made it late would hold up the question for the members, and for the suspects, as long.
  const alone = { ...questions, wantsMembers: false, suspects: [] };
  const told = await askInParts(alone, dmctl, limits);
  return { ...told, ...lateTold(told, questions) };
}

function wholeTold(workers: readonly string[], value: readonly WorkerStatus[]): Told {
  const told = new Map(value.map((status) => [status.worker, workerAnswer(status)]));
  const stranger = { kind: 'stranger' } as const;
  return {
    workers: new Map(workers.map((address) => [address, told.get(address) ?? stranger])),
    members: new Set(told.keys()),
    waitsForStranger: false,
    stillKnown: new Set(),
  };
}

/** What it means that DM-master was late: of whom it does not know it tells at once. */
function lateTold(
  told: Pick<Told, 'workers'>,
  { suspects }: Questions,
): Pick<Told, 'waitsForStranger' | 'stillKnown'> {
  const waitsForStranger = areAllTold(told);
  return { waitsForStranger, stillKnown: new Set(waitsForStranger ? suspects : []) };
}

const areAllTold = ({ workers }: Pick<Told, 'workers'>): boolean =>
  [...workers.values()].every(({ kind }) => kind === 'told' || kind === 'stranger');

async function askInParts(
  questions: Questions,
  dmctl: RunDmctl,
  limits: DmctlLimits,
): Promise<Told> {
  const { workers: addresses, wantsMembers, suspects } = questions;
  const chunks = Array.from({ length: Math.ceil(addresses.length / chunk) }, (_, index) =>
    addresses.slice(index * chunk, (index + 1) * chunk),
  );
  const [members, known, ...details] = await Promise.all([
    wantsMembers ? attempt(memberQuestion, dmctl(memberQuestion, limits)) : undefined,
    wantsMembers ? new Set<string>() : askForSuspects(suspects, dmctl, limits),
    ...chunks.map((workers) =>
      askEachWorker(workers, (asked) => {
        const question = { kind: 'query-status', workers: asked } as const;
        return attempt(question, dmctl(question, limits));
      }),
    ),
  ]);
  const told = {
    workers: new Map(details.flatMap((answers) => [...answers])),
    members: undefined,
    waitsForStranger: false,
    stillKnown: new Set<string>(),
  };
  if (members?.kind === 'value') {
    return { ...told, members: new Set(members.value.map(({ worker }) => worker)) };
  }
  if (members?.isLate === true) return { ...told, ...lateTold(told, questions) };
  if (known !== 'late') return { ...told, stillKnown: known };
  return { ...told, stillKnown: lateTold(told, questions).stillKnown };
}
