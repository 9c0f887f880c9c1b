import assert from 'node:assert/strict';
import { procedures } from '../../../src/core/procedure/catalog';
import { allOffers, offersFor } from '../../../src/core/procedure/offers';
import { allWorkers, master, wholeCluster, worker1 } from '../../support/plansFor';

const ids = (target: Parameters<typeof offersFor>[0]): readonly string[] =>
  offersFor(target).map(({ procedure }) => procedure);

describe('offers', () => {
  it('have every procedure of the catalog once, with a name of its own', () => {
    const offers = allOffers();
    assert.deepEqual(
      offers.map(({ procedure }) => procedure).toSorted(),
      procedures()
        .map(({ id }) => id)
        .toSorted(),
    );
    assert.equal(new Set(offers.map(({ name }) => name)).size, offers.length);
  });

  it('are those that apply, what destroys last', () => {
    assert.equal(ids(worker1).at(-1), 'remove-worker');
    assert.ok(ids(allWorkers).includes('create-worker'));
    assert.deepEqual(ids(master), ['replace-master']);
    assert.ok(ids(wholeCluster).includes('upgrade'));
    assert.deepEqual(ids({ kind: 'component', component: 'grafana' }), []);
  });
});
