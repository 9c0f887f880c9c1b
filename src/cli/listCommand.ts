import * as l10n from '@vscode/l10n';
import type { InventoryError } from '../core/inventory/inventory';
import { makeListing } from '../core/inventory/listInventory';
import { openedFiles } from '../core/inventory/openedFiles';
import { parseInventory } from '../core/inventory/parseInventory';
import { type Command, type CommandContext, UsageError } from './command';
import { exitStatus } from './exitStatus';
import { parseOptions } from './parseOptions';

/** Prints what `ansible-inventory -i FILE --list` of 2.14 prints, without Ansible. */
export const listCommand: Command = {
  summary: () => l10n.t('print an inventory as ansible-inventory --list does'),
  help: () =>
    [
      'dm-cluster list FILE [--export]',
      '',
      l10n.t('Prints the JSON that ansible-inventory -i FILE --list of 2.14 prints.'),
      l10n.t('group_vars and host_vars beside the file count, as they do for Ansible.'),
      '',
      l10n.t('  --export  variables where they are set, not flattened into the hosts'),
      '',
      l10n.t('Exit status: 1 where Ansible refuses the file; why is on standard error.'),
    ].join('\n'),
  run: list,
};

async function list(argv: readonly string[], context: CommandContext): Promise<number> {
  const options = { export: { type: 'boolean', default: false } } as const;
  const { values, positionals } = parseOptions(argv, options);
  const [file, ...others] = positionals;
  if (file === undefined || others.length > 0)
    throw new UsageError(l10n.t('list wants exactly one file'));

  const { text, files } = await context.readInventory(file);
  const inventory = parseInventory(text);
  const listing = makeListing(inventory, files, { export: values.export, form: 'ansible' });
  const groups = values.export ? inventory.groups.keys() : undefined;
  const refusals = [
    ...(inventory.error === undefined ? [] : [refusal(file, inventory.error)]),
    ...(listing.error === undefined || listing.error === inventory.error
      ? []
      : [refusal(file, listing.error)]),
    ...openedFiles(inventory, files, groups).flatMap(({ file: { path, error } }) =>
      error === undefined ? [] : [`${path}: ${error}`],
    ),
  ];
  for (const line of [...inventory.warnings, ...listing.warnings, ...refusals])
    context.complain(`${line}\n`);
  if (refusals.length > 0) return exitStatus.errors;
  context.write(printable(listing.text));
  return exitStatus.ok;
}

/** In Ansible's words, which name a line only where it knows one. */
function refusal(file: string, { message, ansibleLine }: InventoryError): string {
  return ansibleLine === undefined ? `${file}: ${message}` : `${file}:${ansibleLine}: ${message}`;
}

/** A byte that was no UTF-8 is a lone surrogate by now; Ansible shows it as `?`. */
function printable(text: string): string {
  return text.replace(/\\ud[89a-f][0-9a-f]{2}/g, (escaped, at: number) =>
    isEscaped(text, at) ? escaped : '?',
  );
}

/** Whether the backslash at an offset is itself escaped: then `\udc80` is what the text says. */
function isEscaped(text: string, at: number): boolean {
  let before = 0;
  while (text[at - before - 1] === '\\') before++;
  return before % 2 === 1;
}
