import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { applyEdits } from '../../../../src/core/inventory/edits/applyEdits';
import { listInventory } from '../../../../src/core/inventory/listInventory';
import { parseInventory } from '../../../../src/core/inventory/parseInventory';
import { parseVariableFile } from '../../../../src/core/inventory/parseVariableFile';
import { renderValue } from '../../../../src/core/inventory/renderValue';
import {
  noVariableFiles,
  selectVariableFiles,
  type VariableFiles,
} from '../../../../src/core/inventory/variableFiles';
import type { LanguageModel } from '../../../../src/core/language/languageModel';
import { type FileRename, rename } from '../../../../src/core/language/navigation/rename';
import type { Renamable } from '../../../../src/core/language/navigation/renameRefusals';
import { caseNames, readCase } from '../../inventory/corpus';
import { modelOf } from './marked';

const treeDirectory = path.join(import.meta.dirname, '../../../fixtures/inventory/corpus-tree');

/** First and last in Ansible's order, so that groups change places with others. */
const newNames: Readonly<Record<Renamable['kind'], readonly string[]>> = {
  group: ['AA_new', 'zz_new'],
  host: ['new-name.1'],
  source: ['new-source'],
};

interface Counts {
  proven: number;
  refused: number;
}

function renamables({ inventory, lookup }: LanguageModel): readonly Renamable[] {
  const ids = new Set<string>();
  for (const host of inventory.hosts.keys()) {
    const found = lookup.find(host, 'source_id');
    if (found !== undefined) ids.add(renderValue(found.value));
  }
  return [
    ...[...inventory.groups.keys()].map((name) => ({ kind: 'group', name }) as const),
    ...[...inventory.hosts.keys()].map((name) => ({ kind: 'host', name }) as const),
    ...[...ids].map((name) => ({ kind: 'source', name }) as const),
  ];
}

/** Replaces a name where it stands for a thing of the kind. */
type Swap = (text: string, as: Renamable['kind'] | 'jinja') => string;

function swapOf({ kind, name }: Renamable, newName: string): Swap {
  const container = kind === 'host' ? 'hostvars' : 'groups';
  return (text, as) => {
    if (as !== 'jinja') return kind === as && text === name ? newName : text;
    return text.replaceAll(`${container}['${name}']`, `${container}['${newName}']`);
  };
}

/** What Ansible lists, with the name replaced where it stands for the thing, and only there. */
function swapListing(listing: string, swap: Swap): unknown {
  const { _meta, ...groups } = JSON.parse(quoteNumbers(listing)) as {
    _meta: { hostvars: Record<string, Variables> };
    [group: string]: unknown;
  };
  const hostvars = Object.entries(_meta.hostvars).map(
    ([host, variables]) => [swap(host, 'host'), swapVariables(variables, swap)] as const,
  );
  const swapped = Object.entries(groups).map(([name, value]) => {
    const { hosts, children, vars } = value as Group;
    const entry = {
      hosts: hosts?.map((host) => swap(host, 'host')) ?? [],
      children: children?.map((child) => swap(child, 'group')) ?? [],
      vars: swapVariables(vars ?? {}, swap),
    };
    return [swap(name, 'group'), entry] as const;
  });
  return [new Map(swapped), new Map(hostvars)];
}

/** Python prints numbers that JSON has not, and integers that JavaScript would round. */
function quoteNumbers(listing: string): string {
  return listing.replace(/^(\s*(?:".*": )?)(-?(?:Infinity|NaN|\d{16,}))(,?)$/gm, '$1"$2"$3');
}

type Variables = Readonly<Record<string, unknown>>;

interface Group {
  readonly hosts?: readonly string[];
  readonly children?: readonly string[];
  readonly vars?: Variables;
}

function swapVariables(variables: Variables, swap: Swap): unknown {
  const swapped = Object.entries(variables).map(([name, value]) => {
    // A number is an id too; renamed, it becomes text.
    const isId = name === 'source_id' && typeof value === 'number';
    const text = isId ? String(value) : value;
    if (typeof text !== 'string') return [name, value];
    return [name, name === 'source_id' ? swap(text, 'source') : swap(text, 'jinja')];
  });
  return Object.fromEntries(swapped) as unknown;
}

/** To compare with: numbers as ids are written in the same way, nothing else is replaced. */
const keep: Swap = (text) => text;

async function checkAll(
  model: LanguageModel,
  counts: Counts,
  filesAfter: (renames: readonly FileRename[]) => Promise<VariableFiles>,
): Promise<void> {
  for (const named of renamables(model))
    for (const newName of newNames[named.kind]) {
      const renaming = rename(model, [], named, newName);
      if (renaming.kind === 'refused') {
        counts.refused++;
        assert.notEqual(renaming.reason, '');
        continue;
      }
      if (renaming.mentioningFiles.length > 0) continue;
      const { inventory, files } = model;
      const after = parseInventory(applyEdits(inventory.text, renaming.inventories[0] ?? []));
      const newFiles = await filesAfter(renaming.files);
      for (const options of [{}, { export: true }]) {
        const before = listInventory(inventory, files, options);
        const expected = swapListing(before, swapOf(named, newName));
        const listing = swapListing(listInventory(after, newFiles, options), keep);
        assert.deepEqual(listing, expected, `${named.kind} ${named.name} -> ${newName}`);
      }
      counts.proven++;
    }
}

describe('rename leaves what Ansible reads as it was but for the name', () => {
  it('in the corpus', async () => {
    const counts: Counts = { proven: 0, refused: 0 };
    for (const name of caseNames) {
      const model = modelOf(readCase(name, 'ini') ?? '');
      if (model.inventory.error !== undefined || readCase(name, 'err') !== undefined) continue;
      await checkAll(model, counts, () => Promise.resolve(noVariableFiles));
    }
    console.log(`      ${counts.proven} renames proven, ${counts.refused} refused`);
    assert.ok(counts.proven > 700, 'the corpus has names enough');
  });

  it('in the corpus with variable files, which are renamed too', async () => {
    const counts: Counts = { proven: 0, refused: 0 };
    for (const { name } of readdirSync(treeDirectory, { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    )) {
      const directory = path.join(treeDirectory, name);
      const text = readFileSync(path.join(directory, 'inventory.ini'), 'utf8');
      const read = (renames: readonly FileRename[]): Promise<VariableFiles> =>
        readTree(directory, renames);
      await checkAll(modelOf(text, await read([])), counts, read);
    }
    console.log(`      ${counts.proven} renames proven, ${counts.refused} refused`);
    assert.ok(counts.proven > 20, 'the corpus has names enough');
  });
});

/** The variable files of a directory, as they would be read after some were renamed. */
function readTree(directory: string, renames: readonly FileRename[]): Promise<VariableFiles> {
  const contents = new Map<string, string>();
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = path.relative(directory, path.join(entry.parentPath, entry.name));
    const moved = renames.find(({ from }) => file === from || file.startsWith(`${from}/`));
    const name = moved === undefined ? file : moved.to + file.slice(moved.from.length);
    contents.set(name, readFileSync(path.join(directory, file), 'utf8'));
  }
  return selectVariableFiles([...contents.keys()], (file) =>
    Promise.resolve(parseVariableFile(file, contents.get(file) ?? '')),
  );
}
