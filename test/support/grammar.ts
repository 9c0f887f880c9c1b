import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { root } from './sourceFiles';

/** A stretch of a line with the scopes that the grammar gives it, outermost first. */
export interface ScopedToken {
  readonly startIndex: number;
  readonly endIndex: number;
  readonly scopes: readonly string[];
}

/** Splits a whole text; one list of tokens for each of VS Code's lines. */
export type Tokenizer = (text: string) => readonly (readonly ScopedToken[])[];

/** What is used of vscode-textmate and vscode-oniguruma, the engine of VS Code's own editor. */
interface Textmate {
  readonly INITIAL: unknown;
  readonly parseRawGrammar: (content: string, file: string) => unknown;
  readonly Registry: new (options: {
    readonly onigLib: Promise<unknown>;
    readonly loadGrammar: () => Promise<unknown>;
  }) => { readonly loadGrammar: (scope: string) => Promise<Grammar | null> };
}
interface Grammar {
  readonly tokenizeLine: (
    line: string,
    state: unknown,
  ) => { readonly tokens: readonly ScopedToken[]; readonly ruleStack: unknown };
}
interface Oniguruma {
  readonly loadWASM: (options: { readonly data: ArrayBufferLike }) => Promise<void>;
  readonly createOnigScanner: (sources: readonly string[]) => unknown;
  readonly createOnigString: (text: string) => unknown;
}

/** The engine is a part of the VS Code that the tests run in, and is taken from there. */
const engine = createRequire(path.join(root, 'test/host/vscode/package.json'));

export async function loadTokenizer(): Promise<Tokenizer> {
  const { INITIAL, Registry, parseRawGrammar } = engine('vscode-textmate') as Textmate;
  const oniguruma = engine('vscode-oniguruma') as Oniguruma;
  const wasm = engine.resolve('vscode-oniguruma/release/onig.wasm');
  await oniguruma.loadWASM({ data: new Uint8Array(readFileSync(wasm)).buffer });
  const file = path.join(root, 'syntaxes/dm-inventory.tmLanguage.json');
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (sources: readonly string[]) => oniguruma.createOnigScanner(sources),
      createOnigString: (text: string) => oniguruma.createOnigString(text),
    }),
    loadGrammar: () => Promise.resolve(parseRawGrammar(readFileSync(file, 'utf8'), file)),
  });
  const grammar = await registry.loadGrammar('source.dm-inventory');
  if (grammar === null) throw new Error('no grammar');
  return (text) => {
    let state = INITIAL;
    return text.split(/\r\n|\r|\n/).map((line) => {
      const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
      state = ruleStack;
      return tokens;
    });
  };
}
