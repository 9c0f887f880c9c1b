import assert from 'node:assert/strict';
import type { Finding } from '../../../../src/core/procedure/condition';
import { awaitCondition } from '../../../../src/core/procedure/run/awaitCondition';
import type { StepOutcome } from '../../../../src/core/procedure/step';
import { fakeClock } from '../../../support/fakeClock';

const differs = (sentence: string): Finding => ({ kind: 'differs', sentence });
const unknown = (sentence: string): Finding => ({ kind: 'unknown', sentence });
const holds: Finding = { kind: 'holds', sentence: 'So it is.' };

/** `findings` in turn, the last one for ever. */
async function check(
  findings: readonly Finding[],
  deadline: number | undefined,
  expected: { readonly outcome: StepOutcome; readonly says: string; readonly progress?: string },
  signal = new AbortController().signal,
): Promise<{ readonly looks: number; readonly elapsed: number }> {
  const clock = fakeClock();
  const progress: string[] = [];
  let looks = 0;
  const { outcome, sentence } = await awaitCondition(
    () => {
      const finding = findings[Math.min(looks++, findings.length - 1)] ?? assert.fail();
      return Promise.resolve(finding);
    },
    clock,
    { deadline, signal, onProgress: (words) => progress.push(words) },
  );
  assert.deepEqual([outcome, sentence], [expected.outcome, expected.says]);
  assert.equal(progress.join(' '), expected.progress ?? '');
  return { looks, elapsed: clock.now() };
}

describe('awaitCondition', () => {
  it('is content with what holds', async () => {
    const { looks } = await check([holds], 0, { outcome: 'succeeded', says: 'So it is.' });
    assert.equal(looks, 1);
  });

  it('looks once with a deadline of nothing', async () => {
    const { looks } = await check([differs('a')], 0, { outcome: 'failed', says: 'a' });
    assert.equal(looks, 1);
    await check([unknown('a')], 0, { outcome: 'unknown', says: 'a' });
  });

  it('waits for ever without a deadline, less and less often, and tells what is new', async () => {
    const findings = [
      ...Array<Finding>(50).fill(differs('a')),
      ...Array<Finding>(200).fill(differs('b')),
      holds,
    ];
    const { elapsed } = await check(findings, undefined, {
      outcome: 'succeeded',
      says: 'So it is.',
      progress: 'a b',
    });
    assert.ok(elapsed > 250_000 && elapsed < 250 * 5_000, String(elapsed));
  });

  it('gives up at the deadline', async () => {
    const expected = { outcome: 'failed', says: 'a', progress: 'a' } as const;
    const { elapsed } = await check([differs('a')], 10_000, expected);
    assert.ok(elapsed >= 10_000 && elapsed < 15_000, String(elapsed));
  });

  it('does not look again where that is of no use', async () => {
    const final: Finding = { ...unknown('a'), isFinal: true };
    const { looks } = await check([final], undefined, { outcome: 'unknown', says: 'a' });
    assert.equal(looks, 1);
  });

  it('ends when it is cancelled', () =>
    check(
      [differs('a')],
      undefined,
      { outcome: 'cancelled', says: 'Cancelled.' },
      AbortSignal.abort(),
    ).then(() => undefined));
});
