import { variableByName } from '../cluster/variables';
import type { Line } from '../inventory/line';
import { lineAt } from '../inventory/lineAt';
import type { Span } from '../text/textEdit';
import type { LanguageModel } from './languageModel';
import { type LineWord, lineWords } from './lineWords';
import { beatingFile, fits, type SettingPlace, settingPlace } from './navigation/variablePlace';

/** What only the model knows; package.json contributes the same names. */
export type SemanticTokenType =
  | 'dmVariable'
  | 'dmUnknownVariable'
  | 'dmSecret'
  | 'dmUndefinedGroup'
  | 'dmAlias';

export interface SemanticToken {
  readonly type: SemanticTokenType;
  readonly span: Span;
  /** Set where it has no effect: DM-Ansible's files beat it, or no machine there reads it. */
  readonly isIneffective: boolean;
}

/** The tokens of the lines that a span touches, in order. */
export function semanticTokens(model: LanguageModel, span: Span): readonly SemanticToken[] {
  const { inventory } = model;
  const declared = declaredGroups(inventory.lines);
  const places = new Map<string, SettingPlace>();
  const placeOf = (line: Line, host: string | undefined): SettingPlace => {
    const known = inventory.hosts.get(host ?? '');
    if (known !== undefined && known.only === undefined)
      return settingPlace(model, line.section, host);
    const key = `${line.section.kind} ${line.section.group}`;
    const place = places.get(key) ?? settingPlace(model, line.section);
    places.set(key, place);
    return place;
  };
  const tokens: SemanticToken[] = [];
  const last = lineAt(inventory, span.end);
  for (let index = Math.max(0, lineAt(inventory, span.start)); index <= last; index++) {
    const line = inventory.lines[index];
    if (line === undefined || line.kind === 'blank' || line.kind === 'comment') continue;
    const words = lineWords(line);
    const host = words.find(({ kind }) => kind === 'hostPattern')?.text;
    words.forEach((word, at) => {
      const token = isName(word.kind)
        ? groupOrAlias(model, line, word, declared)
        : variableToken(model, placeOf(line, host), word, words[at - 1]);
      if (token !== undefined) tokens.push(token);
    });
  }
  return tokens;
}

/** Groups with a header of hosts or children: `:vars` alone declares none (SPEC 7). */
function declaredGroups(lines: readonly Line[]): ReadonlySet<string> {
  const names = new Set(['all', 'ungrouped']);
  for (const { kind, section } of lines) {
    if (kind === 'header' && section.kind !== 'vars') names.add(section.group);
  }
  return names;
}

const isName = (kind: LineWord['kind']): boolean => kind !== 'key' && kind !== 'value';

function groupOrAlias(
  model: LanguageModel,
  line: Line,
  { kind, text, span }: LineWord,
  declared: ReadonlySet<string>,
): SemanticToken | undefined {
  if (kind === 'hostPattern') {
    return model.cluster && { type: 'dmAlias', span, isIneffective: false };
  }
  const mayBeUndefined = kind === 'childGroup' || (kind === 'groupName' && line.kind === 'header');
  if (!mayBeUndefined || declared.has(text)) return undefined;
  return { type: 'dmUndefinedGroup', span, isIneffective: false };
}

function variableToken(
  { cluster, files }: LanguageModel,
  place: SettingPlace,
  { kind, text, span }: LineWord,
  before: LineWord | undefined,
): SemanticToken | undefined {
  if (kind === 'value') {
    const isSecret = before?.kind === 'key' && variableByName(before.text)?.isSecret === true;
    return isSecret ? { type: 'dmSecret', span, isIneffective: false } : undefined;
  }
  const known = variableByName(text);
  const isBeaten = beatingFile(files, place, text) !== undefined;
  if (known !== undefined) {
    const isIneffective = isBeaten || (cluster !== undefined && !fits(known, place));
    return { type: 'dmVariable', span, isIneffective };
  }
  // Ansible has hundreds of its own, and other inventories theirs.
  if (cluster === undefined || text.startsWith('ansible_')) return undefined;
  return { type: 'dmUnknownVariable', span, isIneffective: isBeaten };
}
