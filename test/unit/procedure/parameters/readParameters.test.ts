import assert from 'node:assert/strict';
import type { Parameter } from '../../../../src/core/procedure/parameter';
import { readParameters } from '../../../../src/core/procedure/parameters/readParameters';
import {
  componentParameter,
  fixedComponent,
  instanceParameter,
  targetOf,
  targetParameters,
} from '../../../../src/core/procedure/parameters/targetParameters';
import { clusterOf, sample } from '../../../support/clusters';
import { allWorkers, wholeCluster, worker1 } from '../../../support/plansFor';

const known = { cluster: clusterOf(sample), status: undefined, hostsText: undefined };

function parameter(id: string, kind: Parameter['kind'], more: Partial<Parameter> = {}): Parameter {
  return { id, kind, label: () => id, help: () => 'Help.', isRequired: false, ...more };
}

/** `expected` are the values, or the ids of the problems. */
function check(
  parameters: readonly Parameter[],
  given: Readonly<Record<string, string>>,
  expected: Readonly<Record<string, string>> | readonly string[],
): void {
  const { values, problems } = readParameters(parameters, given, known);
  const ids = problems.map(({ id }) => id);
  if (isList(expected)) {
    assert.deepEqual(ids, expected);
    return;
  }
  assert.deepEqual(ids, []);
  assert.deepEqual(values, expected);
}

const isList = (
  value: Readonly<Record<string, string>> | readonly string[],
): value is readonly string[] => Array.isArray(value);

describe('readParameters', () => {
  it('fills in defaults, which may look at earlier values', () => {
    const parameters = [
      parameter('host', 'host'),
      parameter('port', 'port', { default: () => '3306' }),
      parameter('dir', 'text', { default: ({ parameters: { port } }) => `/data/${port ?? ''}` }),
    ];
    check(parameters, {}, { port: '3306', dir: '/data/3306' });
    check(parameters, { port: '3307' }, { port: '3307', dir: '/data/3307' });
  });

  it('wants what is required', () => {
    check([parameter('host', 'host', { isRequired: true })], {}, ['host']);
    check([parameter('host', 'host', { isRequired: true })], { host: '' }, ['host']);
  });

  it('knows no other parameters', () => {
    check([parameter('host', 'host')], { hots: '127.0.0.2' }, ['hots']);
    check([], { host: '127.0.0.2' }, ['host']);
  });

  const kinds: readonly (readonly [Parameter['kind'], readonly string[], readonly string[]])[] = [
    ['host', ['127.0.0.2', 'db-1.example', '::1'], ['a b', 'a,b', "a'b", 'a=b', 'a#b']],
    ['port', ['1', '3306', '65535'], ['0', '65536', '-1', '1e3', '08262', 'x', '99999999']],
    ['boolean', ['true', 'false'], ['True', 'yes', '1']],
    ['choice', ['a', 'b'], ['c', 'a,b']],
    ['choices', ['a', 'b', 'a,b', 'b, a'], ['c', 'a,c']],
    [
      'gtid',
      ['3ccc475b-2343-11e7-be21-6c0b84d59f30:1-14:16', '0-1-100'],
      ['mysql-bin.000001', '3ccc475b:1', '1-2'],
    ],
    ['text', ['what ever'], []],
  ];
  for (const [kind, good, bad] of kinds) {
    it(`validates a ${kind}`, () => {
      const choices = () => ['a', 'b'].map((value) => ({ value, label: value }));
      for (const value of good)
        check([parameter('p', kind, { choices })], { p: value }, { p: value });
      for (const value of bad) check([parameter('p', kind, { choices })], { p: value }, ['p']);
    });
  }

  it('asks the parameter itself after its kind', () => {
    const validate = (value: string): string | undefined => (value === '1' ? 'Not 1.' : undefined);
    const asked = [parameter('p', 'port', { validate })];
    assert.equal(readParameters(asked, { p: '1' }, known).problems[0]?.sentence, 'Not 1.');
    check(asked, { p: '2' }, { p: '2' });
  });
});

describe('targetOf', () => {
  const parameters = [componentParameter, instanceParameter];

  for (const target of [wholeCluster, allWorkers, worker1]) {
    it(`is what targetParameters said of a ${target.kind}`, () => {
      const { values, problems } = readParameters(parameters, targetParameters(target), known);
      assert.deepEqual(problems, []);
      assert.deepEqual(targetOf({ ...known, parameters: values }), target);
    });
  }

  it('finds the component of an alias', () => {
    assert.deepEqual(targetOf({ ...known, parameters: { instance: 'dm_worker1' } }), worker1);
  });

  it('takes no component or instance that is not there', () => {
    check(parameters, { component: 'dm-proxy' }, ['component']);
    check(parameters, { instance: 'dm_worker9' }, ['instance']);
    check(parameters, { component: 'dm-master', instance: 'dm_worker1' }, ['instance']);
    check([fixedComponent('dm-worker'), instanceParameter], { instance: 'dm_master' }, [
      'instance',
    ]);
  });

  it('wants the component of an alias that several have', () => {
    const cluster = clusterOf('[dm_master_servers]\nm\n[dm_worker_servers]\nm source_id=s\n');
    const read = (given: Readonly<Record<string, string>>) =>
      readParameters(parameters, given, { ...known, cluster }).problems.map(({ id }) => id);
    assert.deepEqual(read({ instance: 'm' }), ['instance']);
    assert.deepEqual(read({ component: 'dm-worker', instance: 'm' }), []);
  });
});
