import { type Document, isAlias, isMap, isScalar, isSeq, parseDocument, Scalar } from 'yaml';
import type { Span, TextEdit } from '../../text/textEdit';
import { sourceVariable } from './names';

/** A scalar of a YAML file that names a source. */
export interface YamlName {
  readonly name: string;
  /** The scalar as written, its quotes included. */
  readonly span: Span;
}

/** Looked for before a file is parsed: most YAML files of a workspace are no task files. */
const taskFile = /^["']?mysql-instances["']?\s*:/m;

/**
 * The sources that a task file of DM names: `source-id` of each of its `mysql-instances` (DM 1.0,
 * task configuration file). Empty for any other file. Kept apart from the other names, so that the
 * YAML library is loaded only when it is needed.
 */
export function taskSources(text: string): readonly YamlName[] {
  if (!taskFile.test(text)) return [];
  const document = parse(text);
  const instances = resolve(document, valueOf(document, document.contents, 'mysql-instances'));
  if (!isSeq(instances)) return [];
  return instances.items.flatMap((item) =>
    named(document, valueOf(document, resolve(document, item), 'source-id')),
  );
}

/** The source that a file of group_vars/ or host_vars/ sets. */
export function variableFileSources(text: string): readonly YamlName[] {
  if (!text.includes(sourceVariable)) return [];
  const document = parse(text);
  return named(document, valueOf(document, document.contents, sourceVariable));
}

/** Where a variable file sets a variable: its key. */
export function variableKey(text: string, variable: string): Span | undefined {
  const { contents } = parse(text);
  if (!isMap(contents)) return undefined;
  const key = contents.items.find((pair) => isScalar(pair.key) && pair.key.value === variable)?.key;
  return isScalar(key) ? spanOf(key) : undefined;
}

/** Writes another name in place of one, in its quotes, or in quotes where YAML needs them. */
export function renameYaml(text: string, { span }: YamlName, newName: string): TextEdit {
  const quote = text.charAt(span.start);
  if (quote === "'") return { span, newText: `'${newName.replaceAll("'", "''")}'` };
  const isPlain = quote !== '"' && /^[A-Za-z_][\w.-]*$/.test(newName) && !special.test(newName);
  return { span, newText: isPlain ? newName : JSON.stringify(newName) };
}

/** Words that YAML 1.1 does not read as text. */
const special = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

/** Strings as they are: an id such as `0123` is compared as it is written. */
function parse(text: string): Document {
  return parseDocument(text, { version: '1.1', schema: 'failsafe', uniqueKeys: false });
}

function resolve(document: Document, node: unknown): unknown {
  return isAlias(node) ? node.resolve(document) : node;
}

function valueOf(document: Document, node: unknown, key: string): unknown {
  if (!isMap(node)) return undefined;
  const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key);
  return resolve(document, pair?.value);
}

function named(document: Document, node: unknown): readonly YamlName[] {
  const scalar = resolve(document, node);
  if (!isScalar(scalar) || typeof scalar.value !== 'string') return [];
  const span = spanOf(scalar);
  // A block of text (`|`, `>`) is nobody's way to write an id, and would need its own quoting.
  const isBlock = scalar.type === Scalar.BLOCK_FOLDED || scalar.type === Scalar.BLOCK_LITERAL;
  return span === undefined || isBlock || scalar.value === '' ? [] : [{ name: scalar.value, span }];
}

function spanOf({ range }: Scalar): Span | undefined {
  return range == null ? undefined : { start: range[0], end: range[1] };
}
