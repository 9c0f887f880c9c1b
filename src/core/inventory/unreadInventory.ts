import type { Inventory } from './inventory';
import { parseInventory } from './parseInventory';

/** An inventory that could not be read: there is nothing in it but the sentence that says why. */
export function unreadInventory(sentence: string): Inventory {
  return {
    ...parseInventory(''),
    error: {
      message: sentence,
      ansibleLine: undefined,
      line: 0,
      span: { start: 0, end: 0 },
      stage: 'read',
    },
  };
}
