import type { Value } from '../value';
import { readNumber } from './pythonNumber';
import { type FormattedString, readString, startsString } from './pythonString';

export type PythonToken =
  | { readonly kind: 'literal'; readonly isString: boolean; readonly value: Value }
  | { readonly kind: 'formatted'; readonly string: FormattedString }
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'operator'; readonly text: string }
  | { readonly kind: 'newline' };

/** Python's tokenizer gives up at the 201st open bracket. */
const maxOpenBrackets = 200;

const operator =
  /^(?:\.\.\.|\*\*=|\/\/=|>>=|<<=|\*\*|\/\/|<<|>>|<=|>=|==|!=|->|:=|[-+*/%@&|^]=|[-+*/%@&|^~<>()[\]{},:.=])/;
const identifier = /^[\p{XIDS}_][\p{XIDC}]*/u;

/** The tokens of a Python expression; undefined where Python's tokenizer fails. */
export function pythonTokens(text: string): readonly PythonToken[] | undefined {
  const tokens: PythonToken[] = [];
  let open = 0;
  for (let at = 0; at < text.length; ) {
    const character = text.charAt(at);
    if (character === ' ' || character === '\t' || character === '\f') {
      at++;
    } else if (character === '#') {
      at += commentLength(text.slice(at));
    } else if (character === '\n' || character === '\r') {
      if (open === 0 && tokens.length > 0) tokens.push({ kind: 'newline' });
      at++;
    } else {
      const read = readToken(text.slice(at));
      if (read === undefined) return undefined;
      if (read.token.kind === 'operator') {
        if ('([{'.includes(read.token.text)) open++;
        else if (')]}'.includes(read.token.text)) open--;
        if (open > maxOpenBrackets) return undefined;
      }
      tokens.push(read.token);
      at += read.length;
    }
  }
  return tokens;
}

function commentLength(text: string): number {
  const end = text.search(/[\n\r]/);
  return end < 0 ? text.length : end;
}

interface Read {
  readonly token: PythonToken;
  readonly length: number;
}

function readToken(text: string): Read | undefined {
  if (/^\.?[0-9]/.test(text)) {
    const number = readNumber(text);
    return number && literal(number.value, false, number.length);
  }
  if (startsString(text)) {
    const string = readString(text);
    if (string === undefined) return undefined;
    return 'formatted' in string
      ? { token: { kind: 'formatted', string: string.formatted }, length: string.length }
      : literal(string.value, true, string.length);
  }
  const name = identifier.exec(text)?.[0];
  if (name !== undefined) return { token: { kind: 'name', text: name }, length: name.length };
  const symbol = operator.exec(text)?.[0];
  if (symbol === undefined) return undefined;
  return { token: { kind: 'operator', text: symbol }, length: symbol.length };
}

function literal(value: Value, isString: boolean, length: number): Read {
  return { token: { kind: 'literal', isString, value }, length };
}
