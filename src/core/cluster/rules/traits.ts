import {
  beyondAscii,
  digit,
  letter,
  otherSign,
  type Signs,
  signOf,
  zero,
} from '../../inventory/signs';
import type { Value } from '../../inventory/value';

/**
 * What is known of all values of a column together. Mostly it says that none of them can be wrong,
 * and a rule need not look at one: making ten thousand texts is what takes the time.
 */
export interface Traits {
  /** Of all texts together. */
  readonly signs: Signs;
  /** In UTF-16 units; without any text `shortest` is greater than `longest`. */
  readonly shortest: number;
  readonly longest: number;
  readonly areStrings: boolean;
  readonly areInts: boolean;
}

export class GrowingTraits implements Traits {
  signs = 0;
  // A small integer: with Infinity each comparison were one of floats.
  shortest = 0x3fff_ffff;
  longest = 0;
  areStrings = true;
  areInts = true;

  add(kind: Value['kind'], length: number, signs: Signs): void {
    this.signs |= signs;
    if (length < this.shortest) this.shortest = length;
    if (length > this.longest) this.longest = length;
    if (kind !== 'string') this.areStrings = false;
    if (kind !== 'int') this.areInts = false;
  }

  addText(kind: Value['kind'], text: string): void {
    let signs = 0;
    for (let at = 0; at < text.length; at++) signs |= signOf(text.charCodeAt(at));
    this.add(kind, text.length, signs);
  }
}

/** Natural numbers as they are written, of so many digits at most. */
export const areNaturals = ({ areInts, signs, longest }: Traits, digits: number): boolean =>
  areInts && longest <= digits && (signs & ~(digit | zero)) === 0;

/** Letters, digits and the signs of everyday words: no quote, brace, backslash or line end. */
export const areWords = ({ signs }: Traits): boolean => (signs & (otherSign | beyondAscii)) === 0;

export const hasLetters = ({ signs }: Traits): boolean => (signs & letter) !== 0;

export const areAscii = ({ signs }: Traits): boolean => (signs & beyondAscii) === 0;
