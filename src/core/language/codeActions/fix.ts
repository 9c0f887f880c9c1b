import type { RandomBytes } from '../../cluster/encryptPassword';
import type { Problem } from '../../cluster/problem';
import type { TextEdit } from '../../text/textEdit';
import type { LanguageModel } from '../languageModel';

/** One way out of a problem: edits that the person may take or leave. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly TextEdit[];
  /** The file that the edits are for, relative to the inventory's directory; else the inventory. */
  readonly path?: string;
  /**
   * Names of the variables, hosts and groups of which Ansible may read something else afterwards;
   * all other reading stays as it was. `anything` where the file was refused or misread before.
   */
  readonly changes: readonly string[] | 'anything';
  /** It ends the trouble by giving something up: never to be done unasked. */
  readonly isLastResort?: true;
}

export interface FixContext {
  readonly model: LanguageModel;
  readonly randomBytes: RandomBytes;
}

/** The fixes for one kind of problem. */
export interface Fixer {
  /** The first fix is right whatever was meant: "fix all" may apply it. */
  readonly isSafe?: true;
  /** The fixes of two such problems have nothing to do with each other: all can be fixed at once. */
  readonly isIndependent?: true;
  readonly fix: (context: FixContext, problem: Problem) => readonly Fix[];
}
