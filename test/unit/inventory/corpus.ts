import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The differential corpus: inputs with what ansible-core 2.14.18 made of them. */
const corpusDirectory = path.join(import.meta.dirname, '../../fixtures/inventory/corpus');

/** Names of all cases, without `.ini`. */
export const caseNames: readonly string[] = readdirSync(corpusDirectory)
  .filter((name) => name.endsWith('.ini'))
  .map((name) => name.slice(0, -'.ini'.length))
  .sort();

/** A file of a case, `undefined` if the case has none of this kind. */
export function readCase(name: string, suffix: string): string | undefined {
  try {
    return decode(readFileSync(path.join(corpusDirectory, `${name}.${suffix}`)));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

/** UTF-8 as Python's surrogateescape reads it: a byte that is no UTF-8 becomes U+DC80-U+DCFF. */
function decode(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  if (Buffer.from(text, 'utf8').equals(bytes)) return text;
  // The two such files hold single bytes of Latin-1 among ASCII.
  return Array.from(bytes, (byte) => String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + byte)).join(
    '',
  );
}
