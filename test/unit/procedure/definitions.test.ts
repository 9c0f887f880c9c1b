import assert from 'node:assert/strict';
import type { Target } from '../../../src/core/cluster/target';
import { procedureById, restartOf } from '../../../src/core/procedure/catalog';
import { planCommands } from '../../../src/core/procedure/planning/planDocument';
import type { ProcedureId } from '../../../src/core/procedure/procedure';
import { checkGolden } from '../../support/golden';
import { allWorkers, master, planFor, wholeCluster, worker1 } from '../../support/plansFor';

const hasMethods = (id: ProcedureId): boolean =>
  procedureById(id).parameters.some((parameter) => parameter.id === 'method');

describe('procedures', () => {
  const ids: readonly ProcedureId[] = [
    'start',
    'stop',
    'restart',
    'restart-worker',
    'restart-master',
    'rolling-update',
    'deploy',
  ];
  const targets: readonly Target[] = [
    wholeCluster,
    master,
    allWorkers,
    worker1,
    { kind: 'component', component: 'dm-portal' },
    { kind: 'component', component: 'grafana' },
    { kind: 'instance', component: 'prometheus', alias: 'prometheus' },
  ];

  it('give these steps for each target and method', () => {
    const lines: string[] = [];
    for (const id of ids) {
      for (const target of targets) {
        const isMeant = id.startsWith('restart') ? restartOf(target) === id : true;
        if (!isMeant) continue;
        for (const method of ['rolling', 'stop-start'] as const) {
          if (method === 'stop-start' && !hasMethods(id)) continue;
          const plan = planFor(id, target, hasMethods(id) ? { method } : {});
          lines.push(`${plan.title} (${id}, ${plan.parameters['method'] ?? 'one way'})`);
          for (const step of plan.steps) {
            lines.push(
              step.kind === 'verify' && step.condition.kind === 'ports'
                ? `  ${step.id}: ${step.condition.expected} ${step.condition.endpoints.map(({ alias }) => alias).join(' ')}`
                : `  ${step.id}: ${step.kind === 'playbook' ? step.hosts.join(' ') : step.kind}`,
            );
          }
          lines.push(...planCommands(plan).map((line) => `  $ ${line}`), '');
        }
      }
    }
    checkGolden('procedures.txt', lines.join('\n'));
  });

  it('have steps with ids of their own', () => {
    for (const id of ids) {
      for (const method of ['rolling', 'stop-start'] as const) {
        const steps = planFor(id, wholeCluster, hasMethods(id) ? { method } : {}).steps.map(
          (step) => step.id,
        );
        assert.equal(new Set(steps).size, steps.length, id);
        for (const step of steps) assert.match(step, /^[a-z-]+$/);
      }
    }
  });

  it('want the name typed where a whole cluster goes down', () => {
    const wanting = ids.filter((id) => planFor(id, wholeCluster).wantsName);
    assert.deepEqual(wanting, ['stop', 'restart']);
    for (const id of ids) assert.equal(planFor(id, worker1).wantsName, false, id);
  });

  it('warn of sharding DDL before a DM-worker goes down', () => {
    for (const id of ['stop', 'restart-worker'] as const) {
      assert.match(planFor(id, worker1).notes.join('\n'), /sharding DDL/);
    }
    assert.deepEqual(planFor('stop', master).notes, []);
  });

  it('name another inventory in every command', () => {
    const plan = planFor('restart-worker', worker1, {
      method: 'stop-start',
      inventoryArgument: 'second.ini',
    });
    assert.deepEqual(planCommands(plan), [
      'ansible-playbook -i second.ini stop.yml --tags=dm-worker -l dm_worker1',
      'ansible-playbook -i second.ini start.yml --tags=dm-worker -l dm_worker1',
    ]);
  });
});
