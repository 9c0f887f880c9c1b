import assert from 'node:assert/strict';
import { readFixture } from './fixtures';

/** A section of the operations manual. */
export interface ManualSection {
  readonly title: string;
  /** Its text up to the next heading. */
  readonly text: string;
  /** Commands of its code blocks, in order, prompts taken away. */
  readonly commands: readonly string[];
  /** Lines of its code blocks that are no commands, by the block's first line: `[servers]`. */
  readonly files: ReadonlyMap<string, readonly string[]>;
}

/** The manual's sections that hold something to do, by their titles. */
export function manualSections(): ReadonlyMap<string, ManualSection> {
  const text = readFixture('manual/dm-cluster-operations.zh.md');
  const parts = text.split(/^(?=#{2,4} )/m).slice(1);
  const sections = parts.map((part) => readSection(part));
  assert.ok(sections.length > 10, 'the manual has its sections');
  return new Map(sections.map((section) => [section.title, section]));
}

function readSection(text: string): ManualSection {
  const title = /^#+ (.*)/.exec(text)?.[1] ?? '';
  const blocks = [...text.matchAll(/^([ \t]*)```\w*\n([\s\S]*?)^[ \t]*```/gm)].map(
    ([, indent = '', block = '']) =>
      block
        .split('\n')
        .slice(0, -1)
        .map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line.trimStart())),
  );
  const commands = blocks
    .flat()
    .filter((line) => /^(?:\$ |ansible-playbook )/.test(line))
    .map((line) => line.replace(/^\$ /, ''));
  const files = blocks
    .map((block) => block.filter((line) => !line.startsWith('$ ')))
    .filter(([first]) => first?.startsWith('[') === true)
    .map((block) => [block[0] ?? '', block] as const);
  return { title, text, commands, files: new Map(files) };
}

/** The lines between a header and the next, blank ones at the end left out. */
export function sectionOf(inventory: string, header: string): readonly string[] {
  const lines = inventory.split('\n');
  const start = lines.indexOf(header);
  assert.ok(start >= 0, `${header} is in the inventory`);
  const next = lines.findIndex((line, index) => index > start && line.startsWith('['));
  const found = lines.slice(start, next < 0 ? undefined : next);
  while (found.at(-1) === '') found.pop();
  return found;
}
