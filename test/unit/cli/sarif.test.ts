import assert from 'node:assert/strict';
import { runCommand } from './commandRun';

/** What SARIF 2.1.0 wants of the members that are written, section by section of the standard. */
function checkSarif(text: string): readonly Readonly<Record<string, unknown>>[] {
  const log = object(JSON.parse(text));
  assert.equal(log['version'], '2.1.0'); // 3.13.2
  assert.match(String(log['$schema']), /sarif-2\.1\.0\.json$/);
  const [run, ...others] = array(log['runs']); // 3.13.4
  assert.equal(others.length, 0);
  const { tool, results, columnKind } = object(run);
  assert.equal(columnKind, 'utf16CodeUnits'); // 3.14.17
  const driver = object(object(tool)['driver']); // 3.18.2
  assert.equal(driver['name'], 'dm-cluster');
  assert.equal(driver['version'], '1.2.3');
  const rules = array(driver['rules']).map((rule) => object(rule)['id']); // 3.19.23
  assert.equal(new Set(rules).size, rules.length);
  return array(results).map((item) => checkResult(object(item), rules));
}

function checkResult(result: Readonly<Record<string, unknown>>, rules: readonly unknown[]) {
  assert.equal(result['ruleId'], rules[Number(result['ruleIndex'])]); // 3.27.5, 3.27.6
  assert.ok(['none', 'note', 'warning', 'error'].includes(String(result['level']))); // 3.27.10
  assert.ok(String(object(result['message'])['text']).length > 0); // 3.11.8
  const [location] = array(result['locations']); // 3.27.12
  const uri = checkLocation(object(location));
  for (const other of array(result['relatedLocations'])) {
    checkLocation(object(other)); // 3.27.22
    assert.ok(String(object(object(other)['message'])['text']).length > 0);
  }
  return { ...result, uri };
}

function checkLocation(location: Readonly<Record<string, unknown>>): string {
  const { artifactLocation, region } = object(location['physicalLocation']); // 3.29
  const uri = String(object(artifactLocation)['uri']); // 3.4.3: a valid URI reference
  assert.equal(encodeURI(decodeURI(uri)), uri);
  const { startLine, startColumn, endLine, endColumn } = object(region); // 3.30
  for (const place of [startLine, startColumn, endLine, endColumn])
    assert.ok(Number.isInteger(place) && Number(place) >= 1);
  assert.ok(Number(endLine) >= Number(startLine));
  if (endLine === startLine) assert.ok(Number(endColumn) >= Number(startColumn));
  return uri;
}

function object(value: unknown): Readonly<Record<string, unknown>> {
  assert.ok(typeof value === 'object' && value !== null && !Array.isArray(value));
  return value as Readonly<Record<string, unknown>>;
}

function array(value: unknown): readonly unknown[] {
  assert.ok(Array.isArray(value));
  return value as readonly unknown[];
}

describe('dm-cluster lint --format sarif', () => {
  const files = {
    'a.ini': '[a]\nh1 bad\n',
    'dir/two words.ini': '[a]\nh1 x="\n',
    '/abs/c.ini': '[x:y]\n',
    'odd.ini': '[a]\nh[3:1]\n',
    'good.ini': '[a]\nh1\n',
  };
  const sarif = async (...options: readonly string[]) =>
    checkSarif((await runCommand(['lint', '--format=sarif', ...options], files)).stdout);

  it('writes a result for each problem', async () => {
    const results = await sarif('a.ini', 'dir/two words.ini', '/abs/c.ini', 'good.ini');
    assert.deepEqual(
      results.map(({ uri, ruleId, level }) => `${String(uri)} ${String(ruleId)} ${String(level)}`),
      [
        'a.ini parse-error error',
        'dir/two%20words.ini parse-error error',
        'file:///abs/c.ini parse-error error',
      ],
    );
  });

  it('calls a hint a note', async () => {
    const [result] = await sarif('odd.ini', '--severity', 'empty-range=hint');
    assert.equal(result?.['level'], 'note');
  });

  it('names the other line', async () => {
    const text = '[a]\nh1 x=1\nh1 x=2\n';
    const { stdout } = await runCommand(['lint', '--format=sarif', 'a.ini'], { 'a.ini': text });
    const [result] = checkSarif(stdout);
    assert.equal(array(result?.['relatedLocations']).length, 1);
  });

  it('writes an empty run where all is well', async () => {
    assert.deepEqual(await sarif('good.ini'), []);
  });
});
