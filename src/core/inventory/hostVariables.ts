import type { Span } from '../text/textEdit';
import { holdsQuotes, unquote } from './hostLine';
import type { Group, Host, HostWords, Mention, Variable } from './inventory';
import { typeValue } from './parseValue';

/** The last assignment of a variable on the host's lines, without reading the others. */
export function hostVariable(host: Host, words: HostWords, name: string): Variable | undefined {
  const mentions = host.only === undefined ? host.mentions.toReversed() : [host.only];
  for (const { setsGroup, line } of mentions) {
    const found = setsGroup ? -1 : findWord(words, line, name);
    if (found >= 0) return readWord(words, line, found);
  }
  return undefined;
}

/** All assignments of a host line, in order. */
export function lineVariables(words: HostWords, line: number): readonly Variable[] {
  const variables: Variable[] = [];
  const end = words.firstOfLine[line + 1] ?? 0;
  // The first word is the host pattern.
  for (let at = (words.firstOfLine[line] ?? 0) + 3; at < end; at += 3)
    variables.push(readWord(words, line, at));
  return variables;
}

/** Where the last word of the line that sets the name stands in `offsets`, or -1. */
function findWord(words: HostWords, line: number, name: string): number {
  const { text, offsets, hasQuotedNames } = words;
  const first = (words.firstOfLine[line] ?? 0) + 3;
  for (let at = (words.firstOfLine[line + 1] ?? 0) - 3; at >= first; at -= 3) {
    const start = offsets[at] ?? 0;
    const length = (offsets[at + 1] ?? 0) - start;
    if (length === name.length && text.startsWith(name, start)) return at;
    if (hasQuotedNames && length > name.length && readWord(words, line, at).name === name)
      return at;
  }
  return -1;
}

/** Removes the quotes of a whole word and splits it at its first `=`, as Ansible does. */
function readWord(words: HostWords, line: number, at: number): Variable {
  const start = words.offsets[at] ?? 0;
  const equals = words.offsets[at + 1] ?? 0;
  const end = words.offsets[at + 2] ?? 0;
  const { text, units } = words;
  const isPlain = !holdsQuotes(units.codes, start, end);
  const word = isPlain ? '' : unquote(text.slice(start, end));
  const split = isPlain ? 0 : word.indexOf('=');
  const valueText = isPlain ? text.slice(equals + 1, end) : word.slice(split + 1);
  return {
    name: isPlain ? text.slice(start, equals) : word.slice(0, split),
    value: typeValue(valueText),
    text: valueText,
    nameSpan: { start, end: equals },
    valueSpan: { start: equals + 1, end },
    line,
  };
}

/**
 * A host whose variables are read when they are asked for. A class, because a getter on an object
 * literal costs about a microsecond for each host.
 */
export class HostOfLines implements Host {
  /** The groups that name it, without their ancestors; hosts of one group share its list. */
  memberOf: readonly string[];
  groups: readonly Group[] = noGroups;
  private others: Mention[] | undefined;
  private read: ReadonlyMap<string, Variable> | undefined;

  constructor(
    readonly name: string,
    readonly port: bigint | undefined,
    private readonly words: HostWords,
    memberOf: readonly string[],
    private readonly first: Mention,
  ) {
    this.memberOf = memberOf;
  }

  get mentions(): readonly Mention[] {
    return this.others === undefined ? [this.first] : [this.first, ...this.others];
  }

  get only(): Mention | undefined {
    return this.others === undefined ? this.first : undefined;
  }

  mention(again: Mention): void {
    this.others ??= [];
    this.others.push(again);
  }

  get variables(): ReadonlyMap<string, Variable> {
    this.read ??= new Map(
      this.mentions
        .filter((mention) => !mention.setsGroup)
        .flatMap((mention) => lineVariables(this.words, mention.line))
        .map((variable) => [variable.name, variable]),
    );
    return this.read;
  }
}

const noGroups: readonly Group[] = [];

/** Ten thousand of them are kept, and the spans of few are looked at. */
export class LineMention implements Mention {
  constructor(
    readonly group: string,
    readonly line: number,
    private readonly start: number,
    private readonly end: number,
    readonly setsGroup = false,
  ) {}

  get span(): Span {
    return { start: this.start, end: this.end };
  }

  ofGroup(): Mention {
    return new LineMention(this.group, this.line, this.start, this.end, true);
  }
}
