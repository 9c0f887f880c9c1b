import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readCluster } from '../../../src/core/cluster/readCluster';
import { createDmContext, createTextContext } from '../../../src/core/cluster/rules/ruleContext';
import { originSpan, settingSpan } from '../../../src/core/cluster/rules/setting';
import { createVariableLookup } from '../../../src/core/inventory/effectiveVariables';
import { parseInventory } from '../../../src/core/inventory/parseInventory';
import { parseVariableFile } from '../../../src/core/inventory/parseVariableFile';
import {
  noVariableFiles,
  selectVariableFiles,
  type VariableFiles,
} from '../../../src/core/inventory/variableFiles';

const fixtures = path.join(__dirname, '../../fixtures');

/** All inventories of the fixtures, and one of what is rare. */
function* inventories(): Iterable<string> {
  for (const directory of ['rules', 'inventory/corpus']) {
    const parent = path.join(fixtures, directory);
    for (const name of readdirSync(parent).filter((one) => one.endsWith('.ini')))
      yield readFileSync(path.join(parent, name), 'utf8');
  }
  yield `[dm_worker_servers]
w[1:3] mysql_port=1
w4:22 mysql_port="1" x=a "mysql_user=a b"
w4 mysql_port=2
w5 mysql_port=1 mysql_port=3
w6 x=a
w7 "mysql_port"=7 mysql_port=""
dm_worker_servers mysql_user=of-all
w2 mysql_port=9
[more:children]
dm_worker_servers
[more:vars]
mysql_port = 5
`;
}

/** How many values were compared. */
function compare(text: string, files: VariableFiles): number {
  const inventory = parseInventory(text);
  const cluster = readCluster(inventory, files);
  if (cluster === undefined || inventory.error !== undefined) return 0;
  const context = createDmContext(createTextContext(inventory), cluster, files, {});
  const lookup = createVariableLookup(inventory, files);
  let count = 0;
  const names = new Set(context.workers.flatMap(({ alias }) => [...lookup.all(alias).keys()]));
  for (const name of [...names, 'ansible_port', 'not_set']) {
    const column = context.column(name);
    for (const [index, worker] of context.workers.entries()) {
      const [setting, expected] = [column.at(index), lookup.find(worker.alias, name)];
      assert.deepEqual(setting?.value, expected?.value, `${worker.alias} ${name}`);
      if (setting === undefined || expected === undefined) continue;
      const span = settingSpan(setting, inventory.hostWords);
      // Quotes that begin before the name are the only difference.
      if (!text.includes('"mysql_')) assert.deepEqual(span, originSpan(expected.origin));
      count++;
    }
  }
  return count;
}

describe('columns', () => {
  it('say what the look-up of one variable says', () => {
    let count = 0;
    for (const text of inventories()) count += compare(text, noVariableFiles);
    assert.ok(count > 500, `${count} values`);
  });

  it('say so with variable files too', async () => {
    const texts: Readonly<Record<string, string>> = {
      'group_vars/all.yml': 'mysql_port: 4\nbackup_dir: "{{ deploy_dir }}/backup"\n',
      'group_vars/dm_worker_servers.yml': 'enable_gtid: "false"\nflavor: mysql\n',
      'host_vars/w1.yml': 'source_id: from-file\n',
    };
    const files = await selectVariableFiles(Object.keys(texts), (file) =>
      Promise.resolve(parseVariableFile(file, texts[file] ?? '')),
    );
    let count = 0;
    for (const text of inventories()) count += compare(text, files);
    assert.ok(count > 1000, `${count} values`);
  });
});
