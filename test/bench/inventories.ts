import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { subjectFile } from './build';
import { largeInventory, otherInstances } from './largeInventory';
import { count, median, megabytes, milliseconds, quantile } from './numbers';
import { runRepeatedly, runToEnd } from './processes';
import { atLeast, atMost, type Row } from './report';

/** How often each is run in a pass, so that the whole takes some minutes. */
const sizes = [
  { workers: 10, ansibleRuns: 2, warmRounds: 500 },
  { workers: 1_000, ansibleRuns: 2, warmRounds: 100 },
  { workers: 10_000, ansibleRuns: 1, warmRounds: 30 },
] as const;
type Size = (typeof sizes)[number];
const largest = 10_000;
const coldRuns = 3;
const keystrokes = 400;
/**
 * Each is measured as often, in turns, and of each the fastest pass counts: what else a machine does
 * for some seconds makes one of them slower, never faster.
 */
const passes = 3;

const factor = (value: number): string => `${count(Math.round(value))} ×`;

/** Gives each size its file; whatever was written goes away afterwards. */
export function measureInventories(): readonly Row[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'dm-bench-'));
  try {
    return sizes.flatMap((size) => {
      const file = path.join(folder, `${size.workers}.ini`);
      const text = largeInventory(size.workers);
      writeFileSync(file, text);
      console.error(`${count(size.workers)} workers`);
      return measureSize(file, text.length, size);
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function measureSize(file: string, bytes: number, size: Size): readonly Row[] {
  const { workers } = size;
  const name = `${count(workers)} workers`;
  const isLargest = workers === largest;

  const measured = Array.from({ length: passes }, () => pass(file, size));
  const fastest = (of: (one: Pass) => number): number => Math.min(...measured.map(of));
  const reference = fastest(({ ansible }) => ansible);
  const coldTime = fastest(({ cold }) => cold);
  const warmTime = fastest(({ warm }) => warm);
  const times = (time: number, limit: number): Partial<Row> =>
    isLargest ? { target: atLeast(reference / time, limit, factor) } : {};
  return [
    { what: `${name} (${megabytes(bytes)}): ansible-inventory`, measured: milliseconds(reference) },
    {
      what: `${name}: cold, a new process (Node alone: ${milliseconds(fastest(({ empty }) => empty))})`,
      measured: milliseconds(coldTime),
    },
    {
      what: `${name}: cold against Ansible`,
      measured: factor(reference / coldTime),
      ...times(coldTime, 200),
    },
    { what: `${name}: warm`, measured: milliseconds(warmTime) },
    {
      what: `${name}: warm against Ansible`,
      measured: factor(reference / warmTime),
      ...times(warmTime, 500),
    },
    {
      what: `${name}: all of the tree opened after that`,
      measured: milliseconds(fastest(({ opened }) => opened)),
    },
    ...(isLargest ? memoryRows(name, file) : []),
    ...(workers === 1_000 ? keystrokeRows(name, file) : []),
  ];
}

/** Medians of one pass, in milliseconds. */
interface Pass {
  readonly ansible: number;
  readonly cold: number;
  readonly empty: number;
  readonly warm: number;
  readonly opened: number;
}

function pass(file: string, { workers, ansibleRuns, warmRounds }: Size): Pass {
  const ansible = runRepeatedly(ansibleRuns, 'ansible-inventory', ['-i', file, '--list']);
  const listed = JSON.parse(ansible.output) as { readonly _meta: { readonly hostvars: object } };
  expectInstances(Object.keys(listed._meta.hostvars).length, workers);
  const cold = runRepeatedly(coldRuns, process.execPath, [subjectFile('coldSubject'), file]);
  expectInstances(Number(cold.output), workers);
  const empty = runRepeatedly(coldRuns, process.execPath, ['-e', '0']);
  const warm = runToEnd(process.execPath, [subjectFile('warmSubject'), file, String(warmRounds)]);
  const { shown, opened } = JSON.parse(warm.output) as {
    readonly shown: readonly number[];
    readonly opened: readonly number[];
  };
  return {
    ansible: median(ansible.times),
    cold: median(cold.times),
    empty: median(empty.times),
    warm: median(shown),
    opened: median(opened),
  };
}

function expectInstances(found: number, workers: number): void {
  // Ansible counts the master's machine by its alias, so hosts and instances are as many.
  if (found !== workers + otherInstances) throw new Error(`${found} instances of ${workers}`);
}

function memoryRows(name: string, file: string): readonly Row[] {
  const argv = ['--expose-gc', subjectFile('coldSubject'), file];
  const { output } = runToEnd(process.execPath, argv);
  const { retained, peak } = JSON.parse(output) as {
    readonly retained: number;
    readonly peak: number;
  };
  return [
    { what: `${name}: kept in memory, text and tree included`, measured: megabytes(retained) },
    {
      what: `${name}: peak of the process (RSS)`,
      measured: megabytes(peak),
      target: atMost(peak, 150e6, megabytes),
    },
  ];
}

function keystrokeRows(name: string, file: string): readonly Row[] {
  const argv = [subjectFile('keystrokeSubject'), file, String(keystrokes)];
  const measured = Array.from({ length: passes }, () => {
    const { output } = runToEnd(process.execPath, argv);
    return JSON.parse(output) as { readonly times: readonly number[]; readonly refused: number };
  });
  const fastest = (part: number): number =>
    Math.min(...measured.map(({ times }) => quantile(times, part)));
  const refused = measured[0]?.refused ?? 0;
  const what = `${name}: a keystroke (${refused} of ${keystrokes} leave a parse error)`;
  const p95 = fastest(0.95);
  return [
    { what: `${what}, p50`, measured: milliseconds(fastest(0.5)) },
    {
      what: `${name}: a keystroke, p95`,
      measured: milliseconds(p95),
      target: atMost(p95, 10, milliseconds),
    },
    { what: `${name}: a keystroke, slowest`, measured: milliseconds(fastest(1)) },
  ];
}
