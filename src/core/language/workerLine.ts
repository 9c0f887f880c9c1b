import type { Instance } from '../cluster/cluster';
import { variableByName } from '../cluster/variables';
import { lineVariables } from '../inventory/hostVariables';
import { lineAt } from '../inventory/lineAt';
import { nextPort, nextServerId, nextSourceId } from './completion/freeValues';
import type { LanguageModel } from './languageModel';

/** One assignment of the model line: its name, what encloses its value, the value to begin with. */
interface Word {
  readonly name: string;
  readonly quote: string;
  readonly value: string;
}

/** As in the manual's sample inventory. */
const sample: readonly Word[] = [
  { name: 'ansible_host', quote: '', value: '' },
  { name: 'server_id', quote: '', value: '' },
  { name: 'source_id', quote: '"', value: '' },
  { name: 'mysql_host', quote: '', value: '' },
  { name: 'mysql_user', quote: '', value: 'root' },
  { name: 'mysql_password', quote: "'", value: '' },
  { name: 'mysql_port', quote: '', value: '3306' },
];

/** Describe where one worker once began: never copied to another. */
const ofOne: ReadonlySet<string> = new Set(['relay_binlog_name', 'relay_binlog_gtid']);
/** Of one machine's workers, each needs its own. */
const ofNeighbours = ['dm_worker_port', 'deploy_dir'];

/** Makes snippets of lines that go on in a file's style. */
export type WorkerLine = (alias: string | undefined, neighbour: Instance | undefined) => string;

/**
 * Snippets for a worker's line in the style of the last one: same variables, order and quotes.
 * Passwords are left empty; what must differ is counted up; the rest can be typed over.
 */
export function workerLine(
  model: LanguageModel,
  line: number,
  instances: readonly Instance[],
): WorkerLine {
  const workers = instances.filter(({ component }) => component === 'dm-worker');
  const counted: ReadonlyMap<string, string> = new Map([
    ['server_id', String(nextServerId(model, line))],
    ['source_id', nextSourceId(model, line, instances) ?? ''],
    ['ansible_host', ''],
    ['mysql_host', ''],
  ]);
  const words = (lastWords(model, workers.at(-1)) ?? sample)
    .filter(({ name }) => !ofOne.has(name))
    .filter(({ name }) => !ofNeighbours.includes(name) || isOnEach(model, workers, name))
    .map((word) => ({ ...word, value: counted.get(word.name) ?? word.value }));
  return (alias, neighbour) => {
    const all = neighbour === undefined ? words : beside(words, neighbour, instances);
    const assignments = all.map(
      ({ name, quote, value }, index) => `${name}=${quote}${stop(index + 2, value)}${quote}`,
    );
    return [stop(1, alias ?? ''), ...assignments].join(' ');
  };
}

function lastWords(
  { inventory }: LanguageModel,
  last: Instance | undefined,
): readonly Word[] | undefined {
  if (last === undefined) return undefined;
  const variables = lineVariables(inventory.hostWords, lineAt(inventory, last.span.start));
  if (variables.length === 0) return undefined;
  return variables.map(({ name, text, valueSpan }) => {
    const sign = inventory.text[valueSpan.start] ?? '';
    const isSecret = variableByName(name)?.isSecret === true;
    return { name, quote: /["']/.test(sign) ? sign : '', value: isSecret ? '' : text };
  });
}

function isOnEach(model: LanguageModel, workers: readonly Instance[], name: string): boolean {
  return workers.every(({ alias }) => model.lookup.find(alias, name)?.origin.kind === 'hostLine');
}

/** The words for a machine that has a worker: its address, a free port, a directory of its own. */
function beside(
  words: readonly Word[],
  neighbour: Instance,
  instances: readonly Instance[],
): readonly Word[] {
  const address = neighbour.host.value;
  const port = nextPort('dm-worker', address, instances);
  const own: ReadonlyMap<string, string> = new Map([
    ['ansible_host', address],
    ['dm_worker_port', String(port)],
    ['deploy_dir', freeDirectory(neighbour, port, instances)],
  ]);
  const missing = [...own.keys()]
    .filter((name) => !words.some((word) => word.name === name))
    .map((name) => ({ name, quote: '', value: '' }));
  const isAddress = ({ name }: Word): boolean => name === 'ansible_host';
  return [
    ...missing.filter(isAddress),
    ...words,
    ...missing.filter((word) => !isAddress(word)),
  ].map((word) => ({ ...word, value: own.get(word.name) ?? word.value }));
}

/** The neighbour's directory with the port at its end. */
function freeDirectory(
  { deployDir, host }: Instance,
  port: number,
  instances: readonly Instance[],
): string {
  if (deployDir === undefined) return '';
  const stem = `${deployDir.value.replace(/\/+$/, '')}_${port}`;
  const isUsed = (path: string): boolean =>
    instances.some((other) => other.host.value === host.value && other.deployDir?.value === path);
  let path = stem;
  for (let count = 2; isUsed(path); count++) path = `${stem}_${count}`;
  return path;
}

/** A tab stop of a snippet; the signs that mean something there are escaped. */
function stop(number: number, text: string): string {
  return text === '' ? `$${number}` : `\${${number}:${text.replaceAll(/[\\$}]/g, '\\$&')}}`;
}
