import { type Builder, type Place, refuse, setGroupVariable, warnOddGroupName } from './builder';
import { skipSpace, skipSpaceBack } from './characters';
import { addChild, createGroup } from './groupGraph';
import type { Line, Section } from './line';
import { parseValue } from './parseValue';
import { matchChild, matchHeader } from './sectionHeader';

/** What a line is; a header is the section that it opens. */
export type LineReading = Exclude<Line['kind'], 'header'> | Section;

const sectionKinds: ReadonlyMap<string | undefined, Section['kind']> = new Map([
  [undefined, 'hosts'],
  ['hosts', 'hosts'],
  ['vars', 'vars'],
  ['children', 'children'],
]);

/**
 * A line that starts with `[`: a header, an invalid one, or undefined if it is an ordinary line
 * (SPEC 2). The place is the stripped line.
 */
export function readBracketLine(builder: Builder, place: Place): LineReading | undefined {
  const stripped = builder.words.text.slice(place.start, place.end);
  const parts = matchHeader(stripped);
  const isReading = builder.error === undefined;
  if (parts === undefined) {
    if (!stripped.endsWith(']')) return undefined;
    refuse(
      builder,
      `Invalid section entry: '${stripped}'. Please make sure that there are no spaces in the section entry, and that there are no other invalid characters`,
      place,
      true,
    );
    return 'unknown';
  }
  const { name } = parts;
  const kind = sectionKinds.get(parts.kind);
  if (isReading) warnOddGroupName(builder, name);
  if (kind === undefined) {
    const word = parts.kind ?? '';
    refuse(builder, `Section [${name}:${word}] has unknown type: ${word}`, place, true);
    return 'unknown';
  }
  if (isReading) openSection(builder, name, kind, place);
  return { group: name, kind };
}

function openSection(builder: Builder, name: string, kind: Section['kind'], place: Place): void {
  let group = builder.groups.get(name);
  if (group === undefined) {
    if (kind === 'vars' && !builder.pending.has(name))
      builder.pending.set(name, { kind: 'vars', place });
    warnOddGroupName(builder, name);
    group = createGroup(builder, name);
  }
  const close = builder.words.text.indexOf(']', place.start) + 1;
  group.headers.push({ kind, line: place.line, span: { start: place.start, end: close } });
  const pending = kind === 'vars' ? undefined : builder.pending.get(name);
  if (pending === undefined) return;
  for (const parent of pending.kind === 'child' ? pending.parents : []) {
    const refusal = addChild(builder, parent, name);
    if (refusal !== undefined) {
      refuse(builder, refusal, place, false);
      return;
    }
  }
  builder.pending.delete(name);
}

/** A line of a `:vars` section (SPEC 6). */
export function readVariableLine(builder: Builder, section: Section, place: Place): LineReading {
  const { text } = builder.words;
  const equals = text.indexOf('=', place.start);
  if (equals < 0 || equals >= place.end) {
    const stripped = text.slice(place.start, place.end);
    refuse(builder, `Expected key=value, got: ${stripped}`, place, true);
    return 'unknown';
  }
  const group = builder.groups.get(section.group);
  if (builder.error !== undefined || group === undefined) return 'variable';
  const nameSpan = { start: place.start, end: skipSpaceBack(text, place.start, equals) };
  const valueSpan = { start: skipSpace(text, equals + 1, place.end), end: place.end };
  const value = text.slice(valueSpan.start, valueSpan.end);
  const parsed = parseValue(value);
  if (parsed.kind === 'refused') {
    refuse(builder, parsed.message, { line: place.line, ...valueSpan }, false);
    return 'variable';
  }
  const name = text.slice(nameSpan.start, nameSpan.end);
  const { line } = place;
  const variable = { name, value: parsed.value, text: value, nameSpan, valueSpan, line };
  const refusal = setGroupVariable(group, variable);
  if (refusal !== undefined) refuse(builder, refusal, { line, ...valueSpan }, false);
  return 'variable';
}

/** A line of a `:children` section (SPEC 7). */
export function readChildLine(builder: Builder, section: Section, place: Place): LineReading {
  const stripped = builder.words.text.slice(place.start, place.end);
  const child = matchChild(stripped);
  if (child === undefined) {
    refuse(builder, `Expected group name, got: ${stripped}`, place, true);
    return 'unknown';
  }
  if (builder.error !== undefined) return 'child';
  if (builder.groups.has(child)) {
    const refusal = addChild(builder, section.group, child);
    if (refusal !== undefined) refuse(builder, refusal, place, false);
    return 'child';
  }
  const pending = builder.pending.get(child);
  if (pending === undefined)
    builder.pending.set(child, { kind: 'child', place, parents: [section.group] });
  else if (pending.kind === 'child') pending.parents.push(section.group);
  return 'child';
}
