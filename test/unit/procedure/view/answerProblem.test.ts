import assert from 'node:assert/strict';
import type { ManualQuestion } from '../../../../src/core/procedure/step';
import { answerProblem } from '../../../../src/core/procedure/view/answerProblem';

const question = (kind: ManualQuestion['kind'], isRequired = true): ManualQuestion => ({
  id: 'q',
  label: 'Answer',
  kind,
  isRequired,
});

describe('answerProblem', () => {
  it('takes what the kind of the question asks for', () => {
    const good = [
      ['gtid', '3ccc475b-2343-11e7-be21-6c0b84d59f30:1-7'],
      [
        'gtid',
        ' 3ccc475b-2343-11e7-be21-6c0b84d59f30:1-7,\n4ccc475b-2343-11e7-be21-6c0b84d59f30:1 ',
      ],
      ['gtid', '0-1-5'],
      ['port', '3306'],
      ['host', 'db.example'],
      ['text', 'anything'],
    ] as const;
    for (const [kind, value] of good) assert.equal(answerProblem(question(kind), value), undefined);
  });

  it('says why it takes nothing else', () => {
    const bad = [
      ['gtid', 'mysql-bin.000001:4', /no GTID set/],
      ['port', '99999', /no port/],
      ['host', 'a b', /no address/],
      ['text', '  ', /Answer is needed/],
    ] as const;
    for (const [kind, value, sentence] of bad) {
      assert.match(answerProblem(question(kind), value) ?? '', sentence);
    }
    assert.equal(answerProblem(question('gtid', false), ''), undefined);
  });
});
