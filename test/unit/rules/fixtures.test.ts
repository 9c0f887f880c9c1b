import assert from 'node:assert/strict';
import { catalog } from '../../../src/core/cluster/rules/catalog';
import { variableFiles } from '../../support/clusters';
import { expectedMarks, fixtureCodes, foundMark, problemsOf, readFixture } from './ruleFixture';

describe('rules', () => {
  for (const { code } of catalog) {
    it(`find what the fixture of ${code} marks, and nothing else of the kind`, async () => {
      const text = readFixture(`${code}.ini`) ?? '';
      const hosts = readFixture(`${code}.hosts.ini`);
      const deployed = readFixture(`${code}.deployed.ini`);
      const all = readFixture(`${code}.all.yml`);
      const files = await variableFiles(all === undefined ? {} : { 'group_vars/all.yml': all });
      const problems = problemsOf(text, { files, hosts, deployed }).filter(
        (one) => one.code === code,
      );
      const [own, others] = [
        problems.filter(({ path }) => path === undefined),
        problems.filter(({ path }) => path === 'hosts.ini'),
      ];
      assert.equal(own.length + others.length, problems.length);
      assert.ok(problems.length > 0);
      const inFileOrder = (marks: readonly string[]) => marks.toSorted();
      assert.deepEqual(
        inFileOrder(own.map((problem) => foundMark(text, problem))),
        inFileOrder(expectedMarks(text)),
      );
      assert.deepEqual(
        inFileOrder(others.map((problem) => foundMark(hosts ?? '', problem))),
        inFileOrder(expectedMarks(hosts ?? '')),
      );
    });
  }

  it('have a fixture each, and there is no other', () => {
    assert.deepEqual(fixtureCodes().toSorted(), catalog.map(({ code }) => code).toSorted());
  });

  it('have codes that differ, in kebab-case', () => {
    const codes = catalog.map(({ code }) => code);
    assert.equal(new Set(codes).size, codes.length);
    for (const code of codes) assert.match(code, /^[a-z0-9]+(?:-[a-z0-9]+)*$/);
  });

  it('say something that ends, of places that are in the file', () => {
    for (const code of fixtureCodes()) {
      const text = readFixture(`${code}.ini`) ?? '';
      for (const { message, span, related = [] } of problemsOf(text)) {
        assert.match(message, /^\S.*[.?]$/su);
        assert.doesNotMatch(message, /\{\d\}|undefined|NaN/);
        for (const { start, end } of [span, ...related.map((place) => place.span)])
          assert.ok(0 <= start && start <= end && end <= text.length, message);
      }
    }
  });
});
