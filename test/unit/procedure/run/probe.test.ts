import assert from 'node:assert/strict';
import type { PortState } from '../../../../src/core/ports/controlMachine';
import type { Endpoint } from '../../../../src/core/procedure/endpoint';
import { probeAll } from '../../../../src/core/procedure/run/probe';
import { fakeMachine } from '../../../support/fakeMachine';

const endpoint = (alias: string): Endpoint => ({
  alias,
  component: 'dm-worker',
  host: alias,
  port: 8262,
});
const endpoints = (count: number): readonly Endpoint[] =>
  Array.from({ length: count }, (_, index) => endpoint(`w${index}`));
const open: PortState = { kind: 'open' };
const closed: PortState = { kind: 'closed' };

describe('probeAll', () => {
  it('probes each endpoint once, in order, and 32 at a time', async () => {
    let now = 0;
    let most = 0;
    let probes = 0;
    const machine = fakeMachine({
      probePort: async () => {
        probes++;
        most = Math.max(most, ++now);
        await new Promise((resolve) => setImmediate(resolve));
        now--;
        return open;
      },
    });
    const results = await probeAll(endpoints(1000), machine);
    assert.equal(probes, 1000);
    assert.equal(most, 32);
    assert.deepEqual(
      results.map((result) => result.endpoint),
      endpoints(1000),
    );
  });

  it('does not probe where no port is known', async () => {
    const [result] = await probeAll(
      [{ ...endpoint('w1'), port: undefined }, endpoint('w2')],
      fakeMachine({
        probePort: (host) => Promise.resolve(host === 'w2' ? open : closed),
      }),
    );
    assert.deepEqual(result?.state, {
      kind: 'unknown',
      reason: 'the inventory holds no usable port',
    });
  });

  it('needs nothing for nothing', async () => {
    assert.deepEqual(await probeAll([], fakeMachine({})), []);
  });
});
