import { type Builder, createBuilder, type Place, refuse } from './builder';
import { skipSpace, skipSpaceBack } from './characters';
import type { Inventory } from './inventory';
import { type Line, LineOfText, type Section } from './line';
import { readHostLine } from './readHostLine';
import {
  type LineReading,
  readBracketLine,
  readChildLine,
  readVariableLine,
} from './readSectionLine';
import { orderGroups, reconcile } from './reconcile';

/**
 * Reads an inventory as ansible-core 2.14's ini plugin does. Total: every text has an inventory,
 * and `error` says why Ansible refuses it. Lines go on being classified after an error; groups and
 * hosts are those that were read before it.
 */
export function parseInventory(text: string): Inventory {
  const builder = createBuilder(text);
  refuseVault(builder, text);
  const lines = readLines(builder, text);
  if (builder.error === undefined) reconcile(builder);
  orderGroups(builder);
  const { error, warnings, groups, hosts, words } = builder;
  const repeatedHosts = builder.hasRepeatedHosts
    ? [...hosts.values()].filter(({ only }) => only === undefined)
    : [];
  return { text, lines, error, warnings, groups, hosts, repeatedHosts, hostWords: words };
}

/** A wholly encrypted file; it has to be ASCII to be taken for one. */
function refuseVault(builder: Builder, text: string): void {
  if (!text.startsWith('$ANSIBLE_VAULT') || /[^\0-\x7f]/.test(text)) return;
  const end = text.search(/[\r\n]|$/);
  refuse(builder, vaultRefusal(text.slice(0, end)), { line: 0, start: 0, end }, false);
}

/** Ansible reads `$ANSIBLE_VAULT;1.1;AES256` before it looks for a password (parsing/vault). */
function vaultRefusal(header: string): string {
  const cipher = header.split(';')[2]?.trim();
  if (cipher === undefined) return 'Vault envelope format error: list index out of range';
  return cipher === 'AES256'
    ? 'Attempting to decrypt but no vault secrets found'
    : `${cipher} cipher could not be found`;
}

function readLines(builder: Builder, text: string): readonly Line[] {
  const lines: Line[] = [];
  const { words } = builder;
  const nextFeed = finder(text, (from) => text.indexOf('\n', from));
  const nextOddBreak = oddBreakFinder(text);
  const nextBrace = finder(text, (from) => text.indexOf('{', from));
  let section: Section = { group: 'ungrouped', kind: 'hosts' };
  for (let start = 0; start < text.length; ) {
    const breakAt = Math.min(nextFeed(start), nextOddBreak(start));
    const next = afterBreak(text, breakAt);
    words.firstOfLine.push(words.count);
    const contentStart = skipSpace(text, start, breakAt);
    const place = {
      line: lines.length,
      start: contentStart,
      end: skipSpaceBack(text, contentStart, breakAt),
    };
    const reading = readLine(builder, section, place, nextBrace(start) < breakAt);
    const isHeader = typeof reading === 'object';
    if (isHeader) section = reading;
    const kind = isHeader ? 'header' : reading;
    lines.push(new LineOfText(kind, section, start, next, text));
    start = next;
  }
  words.firstOfLine.push(words.count);
  return lines;
}

/** The next place at or after an offset, or the end; searches on only when it is passed. */
function finder(text: string, find: (from: number) => number): (from: number) => number {
  let found = -1;
  return (from) => {
    if (found < from) {
      found = find(from);
      if (found < 0) found = text.length;
    }
    return found;
  };
}

const oddBreaks = ['\v', '\f', '\r', '\x1c', '\x1d', '\x1e', '\x85', '\u2028', '\u2029'];

/** Line breaks of Python's other than LF (SPEC 1.3); a text has few kinds of them, mostly none. */
function oddBreakFinder(text: string): (from: number) => number {
  const finders = oddBreaks
    .filter((sign) => text.includes(sign))
    .map((sign) => finder(text, (from) => text.indexOf(sign, from)));
  if (finders.length === 0) return () => text.length;
  return (from) => finders.reduce((first, find) => Math.min(first, find(from)), text.length);
}

/** CR LF is one break. */
function afterBreak(text: string, breakAt: number): number {
  if (breakAt >= text.length) return text.length;
  const isPair = text.charCodeAt(breakAt) === 0x0d && text.charCodeAt(breakAt + 1) === 0x0a;
  return breakAt + (isPair ? 2 : 1);
}

const bracket = 0x5b;
const hash = 0x23;
const semicolon = 0x3b;

/** The line machine of SPEC 2: comment, header, else what the section holds. */
function readLine(
  builder: Builder,
  section: Section,
  place: Place,
  hasBrace: boolean,
): LineReading {
  if (place.start === place.end) return 'blank';
  const first = builder.words.text.charCodeAt(place.start);
  if (first === hash || first === semicolon) return 'comment';
  if (first === bracket) {
    const reading = readBracketLine(builder, place);
    if (reading !== undefined) return reading;
  }
  if (section.kind === 'vars') return readVariableLine(builder, section, place);
  if (section.kind === 'children') return readChildLine(builder, section, place);
  const group = builder.groups.get(section.group);
  if (builder.error === undefined && group !== undefined)
    readHostLine(builder, group, place, hasBrace);
  return 'host';
}
