import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '../../../src/core/cluster/problem';
import { readCluster } from '../../../src/core/cluster/readCluster';
import { validate } from '../../../src/core/cluster/validate';
import { parseInventory } from '../../../src/core/inventory/parseInventory';
import { noVariableFiles, type VariableFiles } from '../../../src/core/inventory/variableFiles';

const directory = path.join(__dirname, '../../fixtures/rules');

/** Codes that have a fixture `CODE.ini`. */
export function fixtureCodes(): readonly string[] {
  return readdirSync(directory)
    .filter((name) => /^[\w-]+\.ini$/.test(name))
    .map((name) => name.replace(/\.ini$/, ''));
}

/** A file of the fixtures; undefined where there is none of the name. */
export function readFixture(name: string): string | undefined {
  return readdirSync(directory).includes(name)
    ? readFileSync(path.join(directory, name), 'utf8')
    : undefined;
}

/** The problems of a text, with the files that a fixture may have beside it. */
export function problemsOf(
  text: string,
  {
    files = noVariableFiles,
    hosts,
    deployed,
  }: {
    readonly files?: VariableFiles;
    readonly hosts?: string | undefined;
    readonly deployed?: string | undefined;
  } = {},
): readonly Problem[] {
  const inventory = parseInventory(text);
  return validate(inventory, readCluster(inventory, files), files, {
    hostsFile: hosts === undefined ? undefined : parseInventory(hosts),
    deployed: deployed === undefined ? undefined : readCluster(parseInventory(deployed), files),
  });
}

/** A marker: where a problem is expected, `line:from-to severity code`, as people count lines. */
export function expectedMarks(text: string): readonly string[] {
  const marks: string[] = [];
  let line = 0;
  text.split('\n').forEach((content, index) => {
    // `#   ^^^` is under the characters that it marks; `#<--` marks from the first one.
    const found = /^#( *)(<-*|\^+) (error|warning|hint) ([\w-]+)$/.exec(content);
    if (found === null) {
      line = index + 1;
      return;
    }
    const [, blanks = '', sign = '', severity = '', code = ''] = found;
    const from = sign.startsWith('<') ? 0 : 1 + blanks.length;
    const to = 1 + blanks.length + sign.length;
    marks.push(`${line}:${from}-${to} ${severity} ${code}`);
  });
  return marks;
}

/** The same of a problem that was found. */
export function foundMark(text: string, { span, severity, code }: Problem): string {
  const before = text.slice(0, span.start);
  const start = before.lastIndexOf('\n') + 1;
  const line = before.split('\n').length;
  return `${line}:${span.start - start}-${span.end - start} ${severity} ${code}`;
}
