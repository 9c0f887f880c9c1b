import { noVariableFiles, type VariableFiles } from '../../../src/core/inventory/variableFiles';
import { createLanguageModel, type LanguageModel } from '../../../src/core/language/languageModel';

/** A text with a cursor `$0`, taken out. */
export function atCursor(
  fixture: string,
  files: VariableFiles = noVariableFiles,
): { readonly model: LanguageModel; readonly offset: number; readonly text: string } {
  const offset = fixture.indexOf('$0');
  if (offset < 0) throw new Error('the fixture has no $0');
  const text = fixture.slice(0, offset) + fixture.slice(offset + 2);
  return { model: createLanguageModel(text, files), offset, text };
}

/** Variable files of groups, each with one variable of text. */
export function groupFiles(...files: readonly [group: string, name: string, value: string][]) {
  const groups = new Map(
    files.map(([group, name, value]) => [
      group,
      [
        {
          path: `group_vars/${group}.yml`,
          variables: new Map([[name, { kind: 'string', value } as const]]),
        },
      ],
    ]),
  );
  return { groups, hosts: new Map() };
}
