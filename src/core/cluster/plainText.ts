import type { VariableLookup } from '../inventory/effectiveVariables';
import { renderValue } from '../inventory/renderValue';

/** A variable that names another one, and that one the next: more than this is a circle. */
const deepest = 10;
const reference = /\{\{\s*(\w+)\s*\}\}/g;

/**
 * A variable of a host as text, with `{{ other }}` put in; `defaults` are those of DM-Ansible.
 * undefined where nothing sets it, or where only Ansible could work it out (a filter, a fact).
 */
export function plainVariable(
  lookup: VariableLookup,
  alias: string,
  name: string,
  defaults: ReadonlyMap<string, string> = new Map(),
): string | undefined {
  const read = (wanted: string, depth: number): string | undefined => {
    if (wanted === 'inventory_hostname') return alias;
    const found = lookup.find(alias, wanted);
    const text = found === undefined ? defaults.get(wanted) : renderValue(found.value);
    return text === undefined || depth > deepest ? undefined : fill(text, depth + 1);
  };
  const fill = (text: string, depth: number): string | undefined => {
    // A reference that stays as it is makes the whole no plain text.
    const filled = text.replaceAll(
      reference,
      (whole, inner: string) => read(inner, depth) ?? whole,
    );
    return /\{\{|\{%/.test(filled) ? undefined : filled;
  };
  return read(name, 0);
}
