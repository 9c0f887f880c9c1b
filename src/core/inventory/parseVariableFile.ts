import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  Scalar,
  type YAMLMap,
} from 'yaml';
import type { Value } from './value';
import { hashKey } from './valueIdentity';
import { keyText } from './valueJson';
import type { VariableFile } from './variableFiles';
import { resolveScalar } from './yamlScalar';

/**
 * Reads a file of `group_vars/` or `host_vars/` as Ansible does: JSON, else YAML 1.1. Total: what
 * Ansible would refuse is in `error`. Kept apart from the types, so that the YAML library is loaded
 * only where such a file exists.
 */
export function parseVariableFile(path: string, text: string): VariableFile {
  const none = new Map<string, Value>();
  if (text.startsWith('$ANSIBLE_VAULT'))
    return { path, variables: none, error: 'encrypted by vault', isEncrypted: true };
  const document = parseDocument(text, { version: '1.1', schema: 'failsafe', uniqueKeys: false });
  const [problem] = document.errors;
  if (problem !== undefined) return { path, variables: none, error: headline(problem) };
  const reader: Reader = { document, isJson: isJson(text), open: new Set() };
  try {
    const value = readNode(reader, document.contents);
    if (isEmpty(value)) return { path, variables: none };
    if (value.kind !== 'dict')
      return { path, variables: none, error: `expected a mapping, found ${value.kind}` };
    const entries = value.entries.map(([key, item]) => [keyText(key) ?? '', item] as const);
    return { path, variables: new Map(entries) };
  } catch (error) {
    if (error instanceof UnreadableNode) return { path, variables: none, error: error.message };
    throw error;
  }
}

/** What is wrong and where, without the lines around it. */
function headline({ message }: Error): string {
  return message.replace(/:?\n.*/s, '');
}

/** A node that PyYAML refuses; thrown out of the depth of a file, caught by `parseVariableFile`. */
class UnreadableNode extends Error {}

interface Reader {
  readonly document: Document;
  /** Ansible tries JSON first, where `1e3` is a number. */
  readonly isJson: boolean;
  /** Nodes being read: an alias to one of them would never end. */
  readonly open: Set<Node>;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Ansible skips what Python takes for false: an empty file, `{}`, `0`, `''`. */
function isEmpty(value: Value): boolean {
  if (value.kind === 'dict') return value.entries.length === 0;
  if (value.kind === 'list') return value.items.length === 0;
  if (value.kind === 'string') return value.value === '';
  if (value.kind === 'bool') return !value.value;
  if (value.kind === 'int') return value.digits === '0';
  return value.kind === 'none' || (value.kind === 'float' && value.value === 0);
}

function readNode(reader: Reader, node: unknown): Value {
  if (isAlias(node)) {
    const target = node.resolve(reader.document);
    if (target === undefined) throw new UnreadableNode(`undefined alias ${node.source}`);
    return readNode(reader, target);
  }
  if (isScalar(node)) return readScalar(reader, node);
  if (!isMap(node) && !isSeq(node)) return { kind: 'none' };
  if (reader.open.has(node)) throw new UnreadableNode('an alias to a node that holds it');
  reader.open.add(node);
  const value: Value = isMap(node)
    ? readMap(reader, node)
    : { kind: 'list', items: node.items.map((item) => readNode(reader, item)) };
  reader.open.delete(node);
  return value;
}

function readScalar(reader: Reader, node: Scalar): Value {
  const text = typeof node.value === 'string' ? node.value : (node.source ?? '');
  if (node.tag === '!vault' || node.tag === '!vault-encrypted')
    return {
      kind: 'dict',
      entries: [
        [
          { kind: 'string', value: '__ansible_vault' },
          { kind: 'string', value: text },
        ],
      ],
    };
  const isPlain = node.type === Scalar.PLAIN || node.type === undefined;
  if (!isPlain || node.tag?.endsWith(':str') === true || node.tag === '!')
    return { kind: 'string', value: text };
  if (reader.isJson && /^-?[0-9]+(?:\.[0-9]+)?[eE]/.test(text))
    return { kind: 'float', value: Number(text) };
  return resolveScalar(text);
}

type Entries = Map<string, readonly [Value, Value]>;

/** Entries of `<<` come first, so that the mapping's own win; of equal keys the last one. */
function readMap(reader: Reader, map: YAMLMap): Value {
  const entries: Entries = new Map();
  for (const pair of map.items.filter(isMerge)) merge(reader, entries, pair.value);
  for (const pair of map.items) {
    if (isMerge(pair)) continue;
    addEntry(entries, readNode(reader, pair.key), readNode(reader, pair.value));
  }
  return { kind: 'dict', entries: [...entries.values()] };
}

function addEntry(entries: Entries, key: Value, value: Value): void {
  const identity = hashKey(key);
  if ('unhashable' in identity)
    throw new UnreadableNode(`found unacceptable key (unhashable type: '${identity.unhashable}')`);
  entries.set(identity.text, [entries.get(identity.text)?.[0] ?? key, value]);
}

function isMerge(pair: Pair): boolean {
  return isScalar(pair.key) && pair.key.type === Scalar.PLAIN && pair.key.value === '<<';
}

/** One mapping, or a list of which the first wins. */
function merge(reader: Reader, entries: Entries, node: unknown): void {
  const value = readNode(reader, node);
  const mappings = value.kind === 'list' ? value.items.toReversed() : [value];
  for (const mapping of mappings) {
    if (mapping.kind !== 'dict')
      throw new UnreadableNode('expected a mapping or list of mappings for merging');
    for (const [key, item] of mapping.entries) addEntry(entries, key, item);
  }
}
