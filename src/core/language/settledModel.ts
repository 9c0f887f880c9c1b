import { readCluster } from '../cluster/readCluster';
import { createVariableLookup } from '../inventory/effectiveVariables';
import type { Inventory } from '../inventory/inventory';
import { parseInventory } from '../inventory/parseInventory';
import type { LanguageModel } from './languageModel';

/** Lines that may be set aside: with more errors than that, nobody expects to be helped. */
const mostErrors = 8;

/**
 * The model without the lines that Ansible refuses, such as one that is being typed: an error
 * hides all that stands below it. They become comments of the same length, so that every offset
 * stays what it was.
 */
export function settledModel(model: LanguageModel): LanguageModel {
  let { inventory } = model;
  for (let count = 0; count < mostErrors; count++) {
    const { error, lines } = inventory;
    // Without a header the lines below would mean something else; such errors end the reading last.
    if (error?.stage !== 'parse' || lines[error.line]?.kind === 'header') break;
    inventory = withoutLine(inventory, error.line);
  }
  if (inventory === model.inventory) return model;
  const { files } = model;
  return {
    ...model,
    inventory,
    lookup: createVariableLookup(inventory, files),
    cluster: readCluster(inventory, files),
  };
}

function withoutLine({ text, lines }: Inventory, index: number): Inventory {
  const { start, text: content } = lines[index] ?? { start: 0, text: '' };
  const end = start + content.trimEnd().length;
  return parseInventory(`${text.slice(0, start)}${'#'.repeat(end - start)}${text.slice(end)}`);
}
