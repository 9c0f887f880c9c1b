import { addHost, type Builder, type Place, refuse, setGroupVariable } from './builder';
import type { GroupNode } from './groupGraph';
import {
  bareWord,
  danglingBackslash,
  longToken,
  quotedName,
  scanHostLine,
  unclosedQuote,
  unquote,
} from './hostLine';
import { expandHostPattern, isPlainName } from './hostPattern';
import { maxHosts } from './hostRange';
import { LineMention, lineVariables } from './hostVariables';
import type { Variable } from './inventory';
import { parseValue } from './parseValue';

/**
 * A host line (SPEC 4, 5), given stripped. Errors come in Ansible's order: the quotes of the whole
 * line, the host pattern, each word from left to right; only then are its hosts added. Values are
 * read only where one may be refused: that takes a brace or a number of hundreds of digits.
 */
export function readHostLine(
  builder: Builder,
  group: GroupNode,
  place: Place,
  hasBrace: boolean,
): void {
  const { words } = builder;
  const { text, units } = words;
  const first = words.count;
  const flags = scanHostLine(units, place.start, place.end, words);
  if ((flags & (unclosedQuote | danglingBackslash)) !== 0) {
    const reason = (flags & unclosedQuote) !== 0 ? 'No closing quotation' : 'No escaped character';
    const stripped = text.slice(place.start, place.end);
    refuse(builder, `Error parsing host definition '${stripped}': ${reason}`, place, true);
    return;
  }
  if ((flags & quotedName) !== 0) words.hasQuotedNames = true;
  const { line, start } = place;
  const end = words.offsets[first + 2] ?? place.end;
  const written = text.slice(start, end);
  const pattern = isPlainName(units, start, end)
    ? undefined
    : expandHostPattern(unquote(written), maxHosts - builder.expanded);
  if (pattern !== undefined && 'message' in pattern) {
    refuse(builder, pattern.message, { line, start, end }, false);
    return;
  }
  const isSuspect = hasBrace || (flags & (longToken | bareWord)) !== 0;
  if (isSuspect && !checkWords(builder, line, first + 3)) return;
  const mention = new LineMention(group.name, line, start, end);
  if (pattern === undefined) {
    addMention(builder, written, group, undefined, mention);
    return;
  }
  const { names, port } = pattern;
  if (names.length > 1) builder.expanded += names.length;
  for (const name of names) {
    if (name === '') {
      refuse(builder, 'Invalid empty host name provided: ', { line, start, end }, false);
      return;
    }
    addMention(builder, name, group, port, mention);
  }
}

/** Names a host, which may be named as a group: then its line's variables go to that (SPEC 9). */
function addMention(
  builder: Builder,
  name: string,
  group: GroupNode,
  port: bigint | undefined,
  mention: LineMention,
): void {
  const namesake = builder.groups.get(name);
  if (namesake === undefined) {
    addHost(builder, name, group, port, mention);
    return;
  }
  addHost(builder, name, group, port, mention.ofGroup());
  for (const variable of lastOfEachName(builder, mention.line)) {
    const refusal = setGroupVariable(namesake, variable);
    if (refusal === undefined) continue;
    refuse(builder, refusal, { line: mention.line, ...variable.valueSpan }, false);
    return;
  }
}

/** Is every word after the host `key=value` with a value that Ansible can read? */
function checkWords(builder: Builder, line: number, first: number): boolean {
  const { text, offsets, count } = builder.words;
  for (let at = first; at < count; at += 3) {
    const hasEquals = (offsets[at + 1] ?? -1) >= 0;
    const place = { line, start: offsets[at] ?? 0, end: offsets[at + 2] ?? 0 };
    const word = unquote(text.slice(place.start, place.end));
    if (!hasEquals) {
      const message = `Expected key=value host variable assignment, got: ${word}`;
      refuse(builder, message, place, true);
      return false;
    }
    const value = parseValue(word.slice(word.indexOf('=') + 1));
    if (value.kind === 'refused') {
      refuse(builder, value.message, place, false);
      return false;
    }
  }
  return true;
}

function lastOfEachName(builder: Builder, line: number): Iterable<Variable> {
  // The line is still being read: close it for the reader of words, then open it again.
  builder.words.firstOfLine.push(builder.words.count);
  const variables = lineVariables(builder.words, line);
  builder.words.firstOfLine.pop();
  return new Map(variables.map((variable) => [variable.name, variable])).values();
}
