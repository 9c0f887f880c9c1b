import { compareKeys, keysOf } from './l10nKeys';
import { readJson, readSources } from './sourceFiles';

// `npm run l10n`: what the Chinese translation lacks, as lines to paste, and what is stale in it.
const used = [...readSources()].flatMap(([file, text]) => keysOf(file, text));
const bundle = readJson('l10n/bundle.l10n.zh-cn.json') as Readonly<Record<string, string>>;
const { missing, stale } = compareKeys(used, bundle);
console.log(`${missing.length} missing`);
for (const key of missing) console.log(`  ${JSON.stringify(key)}: "",`);
console.log(`${stale.length} stale`);
for (const key of stale) console.log(`  ${JSON.stringify(key)}`);
process.exitCode = missing.length + stale.length > 0 ? 1 : 0;
