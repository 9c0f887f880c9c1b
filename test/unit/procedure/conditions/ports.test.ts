import assert from 'node:assert/strict';
import type { PortState } from '../../../../src/core/ports/controlMachine';
import { lookAtPorts } from '../../../../src/core/procedure/conditions/ports';
import type { Endpoint } from '../../../../src/core/procedure/endpoint';
import { awaitCondition } from '../../../../src/core/procedure/run/awaitCondition';
import { fakeClock } from '../../../support/fakeClock';
import { fakeMachine } from '../../../support/fakeMachine';

const endpoint = (alias: string): Endpoint => ({
  alias,
  component: 'dm-worker',
  host: alias,
  port: 8262,
});
const open: PortState = { kind: 'open' };
const closed: PortState = { kind: 'closed' };
const unknown: PortState = { kind: 'unknown', reason: 'EHOSTUNREACH' };

describe('lookAtPorts', () => {
  /** Answers by host and number of the look; the last answer stays. */
  async function verify(
    expected: 'open' | 'closed',
    answers: Readonly<Record<string, readonly PortState[]>>,
    signal = new AbortController().signal,
  ) {
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
    const verification = await awaitCondition(
      lookAtPorts(
        expected,
        Object.keys(answers).map((alias) => endpoint(alias)),
        machine,
      ),
      clock,
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
    const { outcome, sentence, elapsed } = await verify('open', {
      w1: [open],
      w2: [closed],
    });
    assert.deepEqual([outcome, elapsed], ['failed', 10_000]);
    assert.match(sentence, /Not listening: w2 \(w2:8262\)\. Read the log/);
  });

  it('says that something still listens', async () => {
    const { outcome, sentence } = await verify('closed', { w1: [open] });
    assert.equal(outcome, 'failed');
    assert.match(sentence, /Still listening: w1 \(w1:8262\)/);
  });

  it('does not wait where nothing can be known, and says why', async () => {
    const { outcome, sentence } = await verify('open', { w1: [open], w2: [unknown] });
    assert.equal(outcome, 'unknown');
    assert.match(sentence, /w2 \(EHOSTUNREACH\)/);
  });

  it('never takes what is not known for closed', async () => {
    assert.equal((await verify('closed', { w1: [unknown] })).outcome, 'unknown');
  });

  it('fails where some are wrong and some are not known', async () => {
    const { outcome, sentence } = await verify('open', { w1: [closed], w2: [unknown] });
    assert.equal(outcome, 'failed');
    assert.match(sentence, /w1/);
  });

  it('can be cancelled', async () => {
    const { outcome, looks } = await verify('open', { w1: [closed] }, AbortSignal.abort());
    assert.deepEqual([outcome, looks], ['cancelled', 1]);
  });
});
