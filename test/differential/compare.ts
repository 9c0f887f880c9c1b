import type { InventoryError } from '../../src/core/inventory/inventory';
import { makeListing } from '../../src/core/inventory/listInventory';
import { parseInventory } from '../../src/core/inventory/parseInventory';
import { noVariableFiles } from '../../src/core/inventory/variableFiles';
import type { Ansible, Answer, Printed } from './ansible';

/** A text that the parser and Ansible understand differently. */
export interface Difference {
  readonly text: string;
  readonly ours: Answer;
  readonly ansibles: Answer;
}

export interface Comparison {
  readonly accepted: number;
  readonly refused: number;
  readonly differences: readonly Difference[];
}

const batchSize = 200;

/** Reads all texts with both; the process of Ansible works while the next texts are parsed here. */
export async function compareAll(texts: readonly string[], ansible: Ansible): Promise<Comparison> {
  let refused = 0;
  const differences: Difference[] = [];
  for (let start = 0; start < texts.length; start += batchSize) {
    const batch = texts.slice(start, start + batchSize);
    const reading = ansible.read(batch);
    const answers = batch.map(answer);
    const ansibles = await reading;
    batch.forEach((text, index) => {
      const pair = [answers[index], ansibles[index]];
      const [ours, theirs] = pair.map((each) => each && normalized(each));
      if (ours === undefined || theirs === undefined) throw new Error('an answer is missing');
      if (ours.refused !== null) refused++;
      if (JSON.stringify(ours) !== JSON.stringify(theirs))
        differences.push({ text, ours, ansibles: theirs });
    });
  }
  return { accepted: texts.length - refused, refused, differences };
}

/** The parser's answer in Ansible's form. */
function answer(text: string): Answer {
  const inventory = parseInventory(text);
  const { error } = inventory;
  if (error !== undefined) return { refused: sentence(error) };
  const list = makeListing(inventory, noVariableFiles, { form: 'ansible' });
  const exported = makeListing(inventory, noVariableFiles, { form: 'ansible', export: true });
  return {
    refused: null,
    list: printed(list.text, list.error),
    export: printed(exported.text, exported.error),
    warnings: [...inventory.warnings, ...list.warnings],
    exportWarnings: exported.warnings,
  };
}

function sentence({ ansibleLine, message }: InventoryError): string {
  return ansibleLine === undefined ? message : `inventory.ini:${ansibleLine}: ${message}`;
}

function printed(text: string, error: InventoryError | undefined): Printed {
  return error === undefined ? { text: unescaped(text).trimEnd() } : { error: error.message };
}

/** A byte that is no UTF-8 is in Ansible's text what it is in memory, and in ours `\udcff`. */
function unescaped(text: string): string {
  return text.replace(
    /(?<!\\)((?:\\\\)*)\\u(d[89a-f][0-9a-f]{2})/g,
    (_, before: string, code: string) => before + String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** Of a refused file only that and why: what was read before it is compared by the corpus. */
function normalized(each: Answer): Answer {
  if (each.refused !== null) return { refused: each.refused };
  const { list, export: exported, warnings = [], exportWarnings = [] } = each;
  return {
    refused: null,
    ...(list && { list: orderless(list, warnings) }),
    ...(exported && { export: orderless(exported, exportWarnings) }),
    // Namesakes come out of a Python set.
    warnings: [...new Set(warnings)].sort(),
    exportWarnings,
  };
}

/**
 * Where keys are not sorted, hosts come in the order of a Python set, another one each time; so it
 * is by chance which of several unprintable values is complained of.
 */
function orderless(each: Printed, warnings: readonly string[]): Printed {
  if ('error' in each) return { error: each.error.replace(/(?<=Object of type |, not )\w+/, 'T') };
  if (!warnings.some((warning) => warning.startsWith('Could not sort'))) return each;
  return { text: each.text.replace(/,$/gm, '').split('\n').sort().join('\n') };
}
