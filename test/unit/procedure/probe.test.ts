import assert from 'node:assert/strict';
import type { PortState } from '../../../src/core/ports/controlMachine';
import { probeAll, type Verification, verifyPorts } from '../../../src/core/procedure/probe';
import type { Endpoint } from '../../../src/core/procedure/step';
import { fakeClock } from '../../support/fakeClock';
import { fakeMachine } from '../../support/fakeMachine';

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
const unknown: PortState = { kind: 'unknown', reason: 'EHOSTUNREACH' };

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

describe('verifyPorts', () => {
  /** Answers by host and number of the look; the last answer stays. */
  async function verify(
    expected: 'open' | 'closed',
    answers: Readonly<Record<string, readonly PortState[]>>,
    signal = new AbortController().signal,
  ): Promise<Verification & { readonly elapsed: number; readonly looks: number }> {
    const looks = new Map<string, number>();
    const clock = fakeClock();
    const machine = fakeMachine({
      probePort: (host) => {
        const look = looks.get(host) ?? 0;
        looks.set(host, look + 1);
        const list = answers[host] ?? [];
        return Promise.resolve(list[Math.min(look, list.length - 1)] ?? assert.fail(host));
      },
    });
    const verification = await verifyPorts(
      expected,
      Object.keys(answers).map((alias) => endpoint(alias)),
      { machine, clock },
      { deadline: 10_000, signal },
    );
    const most = Math.max(...looks.values());
    return { ...verification, elapsed: clock.now(), looks: most };
  }

  it('is content at the first look', async () => {
    const { outcome, sentence, looks } = await verify('open', { w1: [open], w2: [open] });
    assert.deepEqual([outcome, looks], ['succeeded', 1]);
    assert.equal(sentence, 'All 2 instances listen on their ports.');
    assert.equal((await verify('closed', { w1: [closed] })).outcome, 'succeeded');
  });

  it('looks again until all is well, only at what is not', async () => {
    const { outcome, looks, elapsed } = await verify('open', {
      w1: [open, closed],
      w2: [closed, closed, open],
    });
    assert.deepEqual([outcome, looks, elapsed], ['succeeded', 3, 1000]);
  });

  it('gives up at the deadline and names what is not as it should be', async () => {
    const { outcome, sentence, deviating, elapsed } = await verify('open', {
      w1: [open],
      w2: [closed],
    });
    assert.deepEqual([outcome, elapsed], ['failed', 10_000]);
    assert.match(sentence, /Not listening: w2 \(w2:8262\)\. Read the log/);
    assert.deepEqual(deviating, ['w2']);
  });

  it('says that something still listens', async () => {
    const { outcome, sentence } = await verify('closed', { w1: [open] });
    assert.equal(outcome, 'failed');
    assert.match(sentence, /Still listening: w1 \(w1:8262\)/);
  });

  it('does not wait where nothing can be known, and says why', async () => {
    const { outcome, sentence, deviating } = await verify('open', { w1: [open], w2: [unknown] });
    assert.equal(outcome, 'unknown');
    assert.match(sentence, /w2 \(EHOSTUNREACH\)/);
    assert.deepEqual(deviating, ['w2']);
  });

  it('never takes what is not known for closed', async () => {
    assert.equal((await verify('closed', { w1: [unknown] })).outcome, 'unknown');
  });

  it('fails where some are wrong and some are not known', async () => {
    const { outcome, sentence, deviating } = await verify('open', { w1: [closed], w2: [unknown] });
    assert.equal(outcome, 'failed');
    assert.match(sentence, /w1/);
    assert.deepEqual(deviating, ['w1', 'w2']);
  });

  it('can be cancelled', async () => {
    const { outcome, looks } = await verify('open', { w1: [closed] }, AbortSignal.abort());
    assert.deepEqual([outcome, looks], ['cancelled', 1]);
  });
});
