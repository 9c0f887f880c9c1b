import type { Value } from '../value';
import { maxIntegerDigits } from './pythonInt';

/** A literal and its length in the text. */
export interface Literal {
  readonly value: Value;
  readonly length: number;
}

const based = /^0(?:[xX](?:_?[0-9a-fA-F])+|[oO](?:_?[0-7])+|[bB](?:_?[01])+)/;
const digits = '[0-9](?:_?[0-9])*';
const float = new RegExp(
  `^(?:(?:${digits}\\.(?:${digits})?|\\.${digits})(?:[eE][+-]?${digits})?|${digits}[eE][+-]?${digits})`,
);
const plain = new RegExp(`^${digits}`);
const whole = /^(?:[1-9](?:_?[0-9])*|0(?:_?0)*)/;
/** Python still accepts `1if x else y`: these words may touch a number. */
const keywordAfter = /^(?:and|else|for|if|in|is|or|not)/;

/** The number at the start of the text as Python 3.11 reads it; undefined if it is malformed. */
export function readNumber(text: string): Literal | undefined {
  const literal = readBased(text) ?? readImaginary(text) ?? readFloat(text) ?? readWhole(text);
  if (literal === undefined) return undefined;
  const rest = text.slice(literal.length, literal.length + 4);
  const isTouched = rest !== '' && /^[\w\x80-\uffff]/.test(rest) && !keywordAfter.test(rest);
  return isTouched ? undefined : literal;
}

function readBased(text: string): Literal | undefined {
  const match = based.exec(text)?.[0];
  if (match === undefined) return undefined;
  const value = BigInt(match.toLowerCase().replaceAll('_', ''));
  return { value: { kind: 'int', digits: String(value) }, length: match.length };
}

function readImaginary(text: string): Literal | undefined {
  const match = float.exec(text)?.[0] ?? plain.exec(text)?.[0];
  if (match === undefined || !/^[jJ]/.test(text.slice(match.length, match.length + 1)))
    return undefined;
  const imaginary = Number(match.replaceAll('_', ''));
  return { value: { kind: 'complex', real: 0, imaginary }, length: match.length + 1 };
}

function readFloat(text: string): Literal | undefined {
  const match = float.exec(text)?.[0];
  if (match === undefined) return undefined;
  const value = Number(match.replaceAll('_', ''));
  return { value: { kind: 'float', value }, length: match.length };
}

function readWhole(text: string): Literal | undefined {
  const match = whole.exec(text)?.[0];
  if (match === undefined) return undefined;
  const all = match.replaceAll('_', '');
  if (all.length > maxIntegerDigits) return undefined;
  return { value: { kind: 'int', digits: all.startsWith('0') ? '0' : all }, length: match.length };
}
