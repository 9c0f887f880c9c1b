import { parseInventory } from '../../src/core/inventory/parseInventory';
import { noVariableFiles } from '../../src/core/inventory/variableFiles';
import { completions } from '../../src/core/language/completion/completion';
import { createLanguageModel } from '../../src/core/language/languageModel';

// Run with: node --import tsx test/bench/completion.ts
// Each round is what an editor pays after a keystroke: a new model of the text, then the list.

const places = ['', 'w ', 'w ansible', 'w ansible_host=', 'w server_id=', 'w source_id="', '[dm_'];

/** An inventory with many workers and a line that is being typed; the offset is where it ends. */
function typed(count: number, line: string): { readonly text: string; readonly offset: number } {
  const workers = Array.from({ length: count }, (_, index) => {
    const address = `10.${1 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}`;
    return `dm_worker${index} ansible_host=${address} source_id="mysql-replica-${index}" server_id=${101 + index} mysql_host=${address} mysql_user=root mysql_password='VjX8cEeTX+qcvZ3bPaO4h0C80pe/1aU=' mysql_port=3306`;
  });
  const head = `[dm_master_servers]\ndm_master ansible_host=10.0.0.1\n\n[dm_worker_servers]\n${workers.join('\n')}\n${line}`;
  const text = `${head}\n[all:vars]\ncluster_name = test\nansible_user = tidb\ndeploy_dir = /d\n`;
  return { text, offset: head.length };
}

function percentile(times: readonly number[], share: number): string {
  const sorted = times.toSorted((a, b) => a - b);
  return (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2);
}

for (const count of [100, 1000, 10_000]) {
  if (parseInventory(typed(count, '').text).hosts.size !== count + 1) throw new Error('bench');
  const [models, lists]: [number[], number[]] = [[], []];
  const rounds = count > 1000 ? 10 : 60;
  for (let round = -3; round < rounds; round++) {
    for (const line of places) {
      const { text, offset } = typed(count, line);
      const start = performance.now();
      const model = createLanguageModel(text, noVariableFiles);
      const made = performance.now();
      if (completions(model, offset).length === 0) throw new Error(`nothing after ${line}`);
      if (round < 0) continue;
      models.push(made - start);
      lists.push(performance.now() - made);
    }
  }
  console.log(
    `${count} workers: model p50 ${percentile(models, 0.5)} ms, p95 ${percentile(models, 0.95)} ms; ` +
      `completion p50 ${percentile(lists, 0.5)} ms, p95 ${percentile(lists, 0.95)} ms`,
  );
}
