import * as l10n from '@vscode/l10n';
import { encryptPassword } from '../../cluster/encryptPassword';
import { classifyPassword } from '../../cluster/password';
import { setValue } from '../../inventory/edits/setVariable';
import { assignmentOf } from './assignmentOf';
import type { Fixer } from './fix';
import { textValue } from './valueFixes';
import { rewriteTyped } from './wordFixes';

/** Half of a character that UTF-16 writes in two: it has no UTF-8, so nobody can mean it. */
const brokenText = /\p{Surrogate}/u;

/**
 * What `dmctl -encrypt` would print, without the password in a process list. What is encrypted is
 * what was typed: `1e5` and not the 100000.0 that Ansible makes of it, `a#b` and not `a`.
 */
export const encrypt: Fixer = {
  isIndependent: true,
  fix: ({ model: { inventory }, randomBytes }, problem) => {
    const variable = assignmentOf(inventory, problem);
    if (variable?.name !== 'mysql_password') return [];
    const { value, text, line } = variable;
    const title = l10n.t('Encrypt the password');
    const read = value.kind === 'string' ? value.value : text;
    if (!canEncrypt(read)) return [];
    // In quotes, a text is what it reads; without, it is what is written.
    if (inventory.lines[line]?.kind === 'host' && read === text)
      return rewriteTyped(
        inventory,
        variable,
        (typed) => encryptPassword(typed, randomBytes),
        title,
      );
    const encrypted = textValue(encryptPassword(read, randomBytes));
    return [{ title, edits: setValue(inventory, variable, encrypted), changes: [variable.name] }];
  },
};

function canEncrypt(password: string): boolean {
  return (
    classifyPassword(password) === 'plain' && !password.includes('{{') && !brokenText.test(password)
  );
}
