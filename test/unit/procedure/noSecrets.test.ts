import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hostWord, valueText } from '../../../src/core/inventory/edits/writeValue';
import { planDocument } from '../../../src/core/procedure/planning/planDocument';
import { planJson } from '../../../src/core/procedure/planning/planJson';
import type { ProcedureId } from '../../../src/core/procedure/procedure';
import { sample } from '../../support/clusters';
import { planFor, wholeCluster } from '../../support/plansFor';

/** Procedures that edit an inventory, and what they are made with. */
const editing: readonly (readonly [ProcedureId, Readonly<Record<string, string>>])[] = [
  ['remove-worker', { instance: 'dm_worker1' }],
  ['remove-worker', { instance: 'dm_worker1', edit: 'delete' }],
  ['replace-worker', { instance: 'dm_worker1', host: '127.0.0.9' }],
  ['replace-master', { host: '127.0.0.9' }],
  ['upgrade', { version: 'v1.0.8' }],
  ['switch-upstream-address', { instance: 'dm_worker1', mysql_host: '127.0.9.9' }],
];

const letters = 'a b X Y 0 1 9 + / = @ : # \' " \\ , ; $ - _ .'.split(' ').concat(' ');
const password = fc
  .array(fc.constantFrom(...letters), { minLength: 4, maxLength: 20 })
  .map((signs) => `Qz${signs.join('')}zQ`);

describe('what a plan shows and a run keeps', () => {
  it('holds no password of the inventory, however it is written', function () {
    this.timeout(120_000); // hundreds of plans
    fc.assert(
      fc.property(password, password, (known, typed) => {
        const word = (value: string): string => hostWord('mysql_password', plainText(value));
        const text = sample
          .replace('mysql_host=127.0.1.1', (found) => `${found} ${word(known)}`)
          .replace("mysql_password = ''", () => `mysql_password = ${plainText(known)}`);
        const plans = [
          ...editing.map(([id, parameters]) => planFor(id, wholeCluster, { text, parameters })),
          planFor('create-worker', wholeCluster, {
            text,
            parameters: {
              host: '127.0.0.9',
              source_id: 'mysql-replica-09',
              mysql_host: '127.0.1.9',
              mysql_password: typed,
            },
          }),
        ];
        for (const { staged, ...plan } of plans) {
          const shown = [
            planDocument({ ...plan }),
            JSON.stringify(planJson({ ...plan })),
            JSON.stringify(plan),
          ].join('\n');
          assert.ok(staged.size > 0, `${plan.procedure} edits the inventory`);
          for (const secret of [known, typed]) {
            for (const part of pieces(secret)) assert.ok(!shown.includes(part), part);
          }
        }
      }),
      { numRuns: 150 },
    );
  });
});

const plainText = (value: string): string => valueText({ kind: 'string', value });

/** The beginning and the end of a secret: either alone would be too much. */
const pieces = (secret: string): readonly string[] => [secret.slice(0, 4), secret.slice(-4)];
