import { isObject, type JsonObject, objectsField, textField } from './json';
import { cutText } from './messages';

/** What one of DM's checks found of a task: `fail` or `warn`. */
export interface CheckResult {
  readonly name: string;
  /** As DM has it; `success` is left out of its list. */
  readonly state: string;
  /** What was checked: `check whether mysql has replication privileges`. */
  readonly description: string;
  readonly error: string;
  /** What DM advises. */
  readonly instruction: string;
  /** Where: `address of db instance - 10.0.1.21:3306`. */
  readonly extra: string;
}

/**
 * The JSON that a failed start-task, update-task or check-task has in its message, behind
 * `detail: `. Empty when there is none that can be read: show the message as it is then.
 * Source: DM 1.0.7, checker/cmd.go; tidb-tools, pkg/check.
 */
export function checkResults(message: string): readonly CheckResult[] {
  const from = message.search(/detail: \{/);
  if (from < 0) return [];
  const detail = parse(message.slice(message.indexOf('{', from), message.lastIndexOf('}') + 1));
  return isObject(detail) ? objectsField(detail, 'results').map(readResult) : [];
}

/** The results as lines for people: the error, then what to do about it. */
export function checkLines(results: readonly CheckResult[]): readonly string[] {
  return results.map(({ name, state, error, instruction, extra }) => {
    const what = error === '' ? name : `${name}: ${error}`;
    return [`${state}: ${what}`, extra, instruction].filter((text) => text !== '').join(' · ');
  });
}

function readResult(result: JsonObject): CheckResult {
  const text = (name: string): string => cutText(textField(result, name).trim());
  return {
    name: text('name'),
    state: text('state'),
    description: text('desc'),
    error: text('errorMsg'),
    instruction: text('instruction'),
    extra: text('extra'),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
