import type { VariableFiles } from '../core/inventory/variableFiles';

/** An inventory file and what lies beside it. */
export interface InventorySource {
  readonly text: string;
  /** `group_vars/` and `host_vars/`. */
  readonly files: VariableFiles;
  /** The hosts.ini beside it; undefined where there is none, and of hosts.ini itself. */
  readonly hostsText: string | undefined;
}
