import assert from 'node:assert/strict';
import { treeBadge } from '../../../src/core/tree/treeBadge';

const many = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `problem ${index}`);

describe('treeBadge', () => {
  it('is not there without a problem', () => {
    assert.equal(treeBadge([{ name: undefined, sentences: [] }]), undefined);
    assert.equal(treeBadge([]), undefined);
  });

  it('counts the problems of all clusters and says what they are', () => {
    const badge = treeBadge([
      { name: 'east', sentences: ['w1: down'] },
      { name: 'west', sentences: ['w1: down', 'w2: down'] },
    ]);
    assert.deepEqual(badge, {
      value: 3,
      tooltip: 'east: w1: down\nwest: w1: down\nwest: w2: down',
    });
  });

  it('stays readable however many there are', () => {
    const lines = (count: number): readonly string[] =>
      treeBadge([{ name: undefined, sentences: many(count) }])?.tooltip.split('\n') ?? [];
    assert.equal(lines(11).length, 11);
    assert.equal(lines(12).length, 11);
    assert.equal(lines(12).at(-1), 'and 2 more');
    assert.equal(treeBadge([{ name: undefined, sentences: many(300) }])?.value, 300);
  });
});
