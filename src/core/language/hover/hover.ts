import { expandHostPattern } from '../../inventory/hostPattern';
import { lineAt } from '../../inventory/lineAt';
import type { Span } from '../../text/textEdit';
import type { LanguageModel } from '../languageModel';
import { lineWords, touches, variablesOfLine } from '../lineWords';
import { settledModel } from '../settledModel';
import { groupHover, sectionKindDoc } from './hoverGroup';
import { hostHover } from './hoverInstance';
import { variableHover } from './hoverVariable';

export interface Hover {
  readonly span: Span;
  /** Markdown; everything that the inventory holds is escaped. */
  readonly markdown: string;
}

/** What is known of the word at an offset; undefined where there is none. */
export function hover(unsettled: LanguageModel, offset: number): Hover | undefined {
  const model = settledModel(unsettled);
  const { inventory } = model;
  const index = lineAt(inventory, offset);
  const line = unsettled.inventory.lines[index];
  if (line === undefined) return undefined;
  const variable = variablesOfLine(inventory, index).find(
    ({ nameSpan, valueSpan }) => touches(nameSpan, offset) || touches(valueSpan, offset),
  );
  const word = lineWords(line).find(({ span }) => touches(span, offset));
  if (variable !== undefined) {
    const isValue = offset >= variable.valueSpan.start;
    const host = lineWords(line).find(({ kind }) => kind === 'hostPattern')?.text;
    const hosts = line.kind === 'host' && host !== undefined ? namesOf(host) : [];
    const span = isValue ? variable.valueSpan : variable.nameSpan;
    return { span, markdown: variableHover(model, line.section, variable, hosts, isValue) };
  }
  if (word === undefined) return undefined;
  const { span, text } = word;
  switch (word.kind) {
    case 'groupName':
    case 'childGroup':
      return { span, markdown: groupHover(model, text) };
    case 'sectionKind':
      return { span, markdown: sectionKindDoc(line.section) };
    case 'hostPattern':
      return { span, markdown: hostHover(model, namesOf(text)) };
    case 'key':
    case 'value':
      return undefined; // a word without `=`: Ansible refuses the line
  }
}

/** The hosts that a pattern names; quotes around it are rare and taken away. */
function namesOf(pattern: string): readonly string[] {
  const found = expandHostPattern(pattern.replaceAll(/["'\\]/g, ''), mostHosts);
  return 'names' in found ? found.names : [];
}

/** Ranges may name more than anybody reads about. */
const mostHosts = 10_000;
