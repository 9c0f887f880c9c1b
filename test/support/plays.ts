import { parsePlayEvent } from '../../src/core/ansible/playEvents';
import { addEvent, noResults, type PlayResults } from '../../src/core/ansible/playResults';

/** The fold of events that are written as the plugin writes them. */
export function resultsOf(events: readonly object[]): PlayResults {
  return events
    .map((event) => parsePlayEvent(JSON.stringify(event)))
    .filter((event) => event !== undefined)
    .reduce(addEvent, noResults);
}

export const started = { ev: 'start', playbook: 'start.yml', ansible: '2.14.18' };

export const task = (id: string): object => ({ ev: 'task', task: `task ${id}`, task_id: id });

export const result = (ev: string, host: string, id: string, more: object = {}): object => ({
  ev,
  host,
  task: `task ${id}`,
  task_id: id,
  ...more,
});

/** The recap; a host's counts are `ok` alone unless given. */
export const stats = (hosts: Readonly<Record<string, object>>): object => ({
  ev: 'stats',
  hosts: Object.fromEntries(
    Object.entries(hosts).map(([host, counts]) => [
      host,
      { ok: 1, changed: 0, failures: 0, unreachable: 0, skipped: 0, ...counts },
    ]),
  ),
});

/** A play in which dm_worker1 is done and dm_worker2 was not reached over ssh. */
export const halfway = {
  exitCode: 4,
  events: [
    started,
    task('1'),
    result('ok', 'dm_worker1', '1'),
    result('unreachable', 'dm_worker2', '1', { msg: 'gone' }),
    stats({ dm_worker1: {}, dm_worker2: { unreachable: 1 } }),
  ],
};

/** A play of one task that succeeded on the given hosts, to its end. */
export function goodPlay(...hosts: readonly string[]): readonly object[] {
  return [
    started,
    { ev: 'play', play: 'start workers' },
    task('1'),
    ...hosts.map((host) => result('ok', host, '1')),
    stats(Object.fromEntries(hosts.map((host) => [host, {}]))),
    { ev: 'exit' },
  ];
}
