import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { components } from '../../../src/core/cluster/components';
import { knownVariables, variableByName, variablesOf } from '../../../src/core/cluster/variables';
import type { KnownVariable } from '../../../src/core/cluster/variables/knownVariable';
import { parseInventory } from '../../../src/core/inventory/parseInventory';
import { root } from '../../support/sourceFiles';

/** Read from DM-Ansible 1.0.7 by hand, apart from the table; places are H, G and A, none is `-e`. */
const catalogue = readFileSync(path.join(root, 'test/fixtures/catalogue.tsv'), 'utf8')
  .replace(/\n$/, '')
  .split('\n')
  .slice(1);

const letters = { host: 'H', group: 'G', all: 'A' } as const;

function requiredText({ required }: KnownVariable): string {
  return typeof required === 'string' ? required : `before ${required.before}`;
}

/** A variable as a row of the catalogue. An empty default is written `""`, none is nothing. */
function row(variable: KnownVariable): string {
  return [
    variable.name,
    variable.places.map((place) => letters[place]).join(' '),
    variable.default === '' ? '""' : (variable.default ?? ''),
    variable.since,
    requiredText(variable),
    variable.groupFile ?? '',
  ].join('\t');
}

/** Whether a default is a value of its kind; templates and texts of no form are not judged. */
function fits({ value, default: text = '' }: KnownVariable): boolean {
  if (text === '' || text.startsWith('{{')) return true;
  switch (value.kind) {
    case 'integer':
      return /^\d+$/.test(text) && Number(text) >= value.min && Number(text) <= value.max;
    case 'port':
      return /^[1-9]\d{1,4}$/.test(text);
    case 'word':
      return value.words.includes(text);
    case 'boolean':
    case 'booleanText':
      return text === 'true' || text === 'false';
    case 'duration':
      return /^\d+[smhdwy]$/.test(text);
    default:
      return true;
  }
}

describe('the table of variables', () => {
  it('holds what the catalogue holds', () => {
    assert.ok(catalogue.length >= 75, `${catalogue.length} rows`);
    assert.deepEqual(knownVariables.map(row).sort(), catalogue.toSorted());
  });

  it('names each variable once', () => {
    const names = knownVariables.map(({ name }) => name);
    assert.equal(new Set(names).size, names.length);
  });

  for (const { id, group, portVariable, defaultPort } of components) {
    it(`agrees with the table of components on ${id}`, () => {
      const variable = variableByName(portVariable);
      assert.equal(variable?.default, String(defaultPort));
      assert.deepEqual(variable.components, [id]);
      assert.equal(variable.groupFile, `group_vars/${group}.yml`);
      assert.equal(variable.value.kind, 'port');
    });
  }

  it('lets only the host line change what a file of DM-Ansible sets', () => {
    for (const { name, groupFile, places, default: text } of knownVariables) {
      if (groupFile === undefined) continue;
      assert.ok(places.join() === 'host' || places.length === 0, name);
      assert.notEqual(text, undefined, name);
    }
  });

  it('has defaults that are values of their kind', () => {
    assert.deepEqual(
      knownVariables.filter((variable) => !fits(variable)).map(({ name }) => name),
      [],
    );
  });

  it('requires nothing that has a default', () => {
    const both = knownVariables.filter(
      ({ required, default: text }) => required !== 'no' && text !== undefined,
    );
    assert.deepEqual(both, []);
  });

  it('keeps exactly the passwords secret', () => {
    for (const { name, value, isSecret } of knownVariables) {
      assert.equal(isSecret === true, value.kind === 'password', name);
      assert.equal(isSecret === true, /pass(word)?$/.test(name), name);
    }
  });

  it('says something precise of each', () => {
    for (const { name, doc, endsUpIn, source } of knownVariables) {
      assert.match(doc(), /^[A-Z][^{}]+\.$/, name);
      assert.ok(doc().length <= 260, `${name}: ${doc().length}`);
      assert.ok(endsUpIn !== '' && source !== '', name);
    }
  });

  it('has names that an inventory can set', () => {
    for (const { name } of knownVariables) {
      const { error, hosts } = parseInventory(`[g]\nh ${name}=1\n`);
      assert.equal(error, undefined);
      assert.ok(hosts.get('h')?.variables.has(name), name);
    }
  });

  it('is found by name', () => {
    assert.equal(variableByName('enable_gtid')?.default, 'false');
    for (const name of ['nothing', 'binary_dir', 'constructor', '']) {
      assert.equal(variableByName(name), undefined);
    }
  });

  it('gives a component its own variables and those of all machines', () => {
    const names = variablesOf('dm-worker').map(({ name }) => name);
    for (const name of ['source_id', 'deploy_dir', 'ansible_host']) assert.ok(names.includes(name));
    for (const name of ['dm_master_port', 'username']) assert.ok(!names.includes(name));
    const given = new Set(components.flatMap(({ id }) => variablesOf(id)));
    const left = knownVariables.filter((variable) => !given.has(variable));
    assert.deepEqual(
      left.map(({ name }) => name),
      ['username'],
    );
  });
});
