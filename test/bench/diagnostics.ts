import { validate } from '../../src/core/cluster/validate';
import { noVariableFiles } from '../../src/core/inventory/variableFiles';
import { createLanguageModel } from '../../src/core/language/languageModel';

// Run with: node --import tsx test/bench/diagnostics.ts
// Each round is what an editor pays after a keystroke in a worker's line: a new model, all rules.

/** The same but for one character, as while it is typed. */
function typed(count: number, round: number): string {
  const workers = Array.from({ length: count }, (_, index) => {
    const address = `10.${1 + (index >> 16)}.${(index >> 8) & 255}.${index & 255}`;
    const source = `mysql-replica-${index}${index === count >> 1 ? 'x'.repeat(round & 7) : ''}`;
    return `dm_worker${index} ansible_host=${address} source_id="${source}" server_id=${101 + index} mysql_host=${address} mysql_user=root mysql_password='VjX8cEeTX+qcvZ3bPaO4h0C80pe/1aU=' mysql_port=3306`;
  });
  return [
    '[dm_master_servers]',
    'dm_master ansible_host=10.0.0.1',
    '',
    '[dm_worker_servers]',
    ...workers,
    '[all:vars]',
    'cluster_name = test',
    'ansible_user = tidb',
    'dm_version = v1.0.7',
    'deploy_dir = /home/tidb/deploy',
    '',
  ].join('\n');
}

function percentile(times: readonly number[], share: number): string {
  const sorted = times.toSorted((a, b) => a - b);
  return (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2);
}

for (const count of [100, 1000, 10_000]) {
  const [models, rules, sums]: [number[], number[], number[]] = [[], [], []];
  const rounds = count > 1000 ? 40 : 300;
  for (let round = -rounds / 4; round < rounds; round++) {
    const text = typed(count, Math.abs(round));
    const start = performance.now();
    const model = createLanguageModel(text, noVariableFiles);
    const made = performance.now();
    const problems = validate(model.inventory, model.cluster, model.files);
    const end = performance.now();
    if (problems.length === 0) throw new Error('no problem, though groups are missing');
    if (round < 0) continue;
    models.push(made - start);
    rules.push(end - made);
    sums.push(end - start);
  }
  const say = (times: readonly number[]): string =>
    `p50 ${percentile(times, 0.5)} ms, p95 ${percentile(times, 0.95)} ms`;
  console.log(`${count} workers: model ${say(models)}; rules ${say(rules)}; both ${say(sums)}`);
}
