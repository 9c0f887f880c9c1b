import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  containsGtidSet,
  type GtidFlavor,
  type GtidSet,
  isEmptyGtidSet,
  parseGtidSet,
  printGtidSet,
  subtractGtidSet,
  uniteGtidSets,
} from '../../../src/core/status/gtidSet';

const [a, b] = ['3ccc475b-2343-11e7-be21-6c0b84d59f30', 'e6a7dc49-4bd4-11ec-8ea6-0242ac120003'];

function read(text: string, flavor: GtidFlavor = 'mysql'): GtidSet {
  const set = parseGtidSet(text, flavor);
  assert.ok(set !== undefined, text);
  return set;
}

describe('parseGtidSet', () => {
  const check = (text: string, expected: string | undefined, flavor?: GtidFlavor): void => {
    const set = parseGtidSet(text, flavor ?? 'mysql');
    assert.equal(set && printGtidSet(set), expected);
  };

  it('reads sets of MySQL, however they were pasted', () => {
    check('', '');
    check(' \n', '');
    check(`${a}:1`, `${a}:1`);
    check(`${a}:1-5:7`, `${a}:1-5:7`);
    check(`${b}:1,\n ${a.toUpperCase()} : 7 : 1 - 5`, `${a}:1-5:7,${b}:1`);
    check(`${a}:4-5:1-3,${a}:5-9`, `${a}:1-9`);
    check(
      `${a}:9223372036854775806-9223372036854775807`,
      `${a}:9223372036854775806-9223372036854775807`,
    );
  });

  it('reads positions of MariaDB, the latest of each domain', () => {
    check('', '', 'mariadb');
    check('10-1-7,\n2-1-100, 2-3-99', '2-1-100,10-1-7', 'mariadb');
    check('0-1-18446744073709551615', '0-1-18446744073709551615', 'mariadb');
  });

  for (const text of [
    'x',
    a,
    `${a}:`,
    `${a}:0`,
    `${a}:5-1`,
    `${a}:1-`,
    `${a}:tag:1`,
    `${a}:1,`,
    `${a}:1,,${b}:1`,
    '0-1-100',
  ]) {
    it(`refuses "${text}" of MySQL`, () => {
      check(text, undefined);
    });
  }

  for (const text of ['x', '0-1', '0-1-2-3', '0-1--2', '0-1-1,', `${a}:1`]) {
    it(`refuses "${text}" of MariaDB`, () => {
      check(text, undefined, 'mariadb');
    });
  }
});

/** Sets of few transactions, so that they meet; as texts and as lists of what is in them. */
const sources = [a, b, 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee'];
const transactions = fc.array(fc.tuple(fc.nat({ max: 2 }), fc.integer({ min: 1, max: 20 })), {
  maxLength: 40,
});

const names = (list: readonly (readonly [number, number])[]): ReadonlySet<string> =>
  new Set(list.map(([source, number]) => `${sources[source]}:${number}`));
const setOf = (members: Iterable<string>): GtidSet => read([...members].join(','));

/** Every transaction of a set, one by one. */
function membersOf(set: GtidSet): ReadonlySet<string> {
  assert.ok(set.flavor === 'mysql');
  const members = [...set.sources].flatMap(([uuid, intervals]) =>
    intervals.flatMap(({ first, last }) =>
      Array.from({ length: Number(last - first) + 1 }, (_, at) => `${uuid}:${Number(first) + at}`),
    ),
  );
  assert.equal(new Set(members).size, members.length, 'intervals overlap');
  return new Set(members);
}

const inBoth = (one: ReadonlySet<string>, other: ReadonlySet<string>) =>
  [...one].filter((member) => other.has(member));

describe('arithmetic of MySQL sets is that of their transactions', () => {
  const property = (
    check: (one: ReadonlySet<string>, other: ReadonlySet<string>, sets: [GtidSet, GtidSet]) => void,
  ): void => {
    fc.assert(
      fc.property(transactions, transactions, (first, second) => {
        const [one, other] = [names(first), names(second)];
        check(one, other, [setOf(one), setOf(other)]);
      }),
      { numRuns: 500 },
    );
  };

  it('union', () => {
    property((one, other, [x, y]) => {
      const union = uniteGtidSets(x, y);
      assert.ok(union !== undefined);
      assert.deepEqual(membersOf(union), membersOf(setOf([...one, ...other])));
    });
  });

  it('difference', () => {
    property((one, other, [x, y]) => {
      const left = [...one].filter((member) => !other.has(member));
      assert.deepEqual(membersOf(subtractGtidSet(x, y)), membersOf(setOf(left)));
    });
  });

  it('containment', () => {
    property((one, other, [x, y]) => {
      assert.equal(containsGtidSet(x, y), inBoth(other, one).length === other.size);
    });
  });

  it('is printed so that it reads back, each set in one way', () => {
    property((one, _, [x]) => {
      const text = printGtidSet(x);
      assert.equal(printGtidSet(read(text)), text);
      assert.equal(printGtidSet(setOf([...one].reverse())), text);
      assert.equal(isEmptyGtidSet(x), one.size === 0);
    });
  });
});

describe('arithmetic of MariaDB positions', () => {
  const position = fc
    .array(fc.tuple(fc.nat({ max: 3 }), fc.nat({ max: 3 }), fc.nat({ max: 9 })), { maxLength: 5 })
    .map((gtids) => read(gtids.map((gtid) => gtid.join('-')).join(','), 'mariadb'));

  it('is that of the last number of each domain', () => {
    const check = (whole: string, part: string, expected: boolean): void => {
      assert.equal(containsGtidSet(read(whole, 'mariadb'), read(part, 'mariadb')), expected);
    };
    check('0-1-100', '0-1-99', true);
    check('0-1-100', '0-2-100', true);
    check('0-1-100', '0-1-101', false);
    check('0-1-100', '1-1-1', false);
    check('0-1-100,1-1-1', '1-1-1', true);
    check('0-1-100', '', true);
  });

  it('has a union that contains both, and a difference that is empty where one contains the other', () => {
    fc.assert(
      fc.property(position, position, (one, other) => {
        const union = uniteGtidSets(one, other);
        assert.ok(union !== undefined);
        assert.ok(containsGtidSet(union, one) && containsGtidSet(union, other));
        assert.equal(isEmptyGtidSet(subtractGtidSet(one, other)), containsGtidSet(other, one));
        assert.ok(containsGtidSet(one, subtractGtidSet(one, other)));
      }),
    );
  });
});

describe('sets of two flavors', () => {
  const [mysql, mariadb] = [read(`${a}:1`), read('0-1-1', 'mariadb')];

  it('have nothing in common', () => {
    assert.equal(uniteGtidSets(mysql, mariadb), undefined);
    assert.equal(containsGtidSet(mysql, mariadb), false);
    assert.equal(subtractGtidSet(mysql, mariadb), mysql);
  });
});

describe('parseGtidSet of any text', () => {
  it('never throws, and what it reads prints as something that reads the same', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[0-9a-f:,\s-]*$/),
        fc.constantFrom('mysql' as const, 'mariadb' as const),
        (text, flavor) => {
          const set = parseGtidSet(text, flavor);
          if (set === undefined) return;
          assert.deepEqual(parseGtidSet(printGtidSet(set), flavor), set);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
