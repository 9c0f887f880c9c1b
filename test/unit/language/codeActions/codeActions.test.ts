import assert from 'node:assert/strict';
import { catalog } from '../../../../src/core/cluster/rules/catalog';
import { applyEdits } from '../../../../src/core/inventory/edits/applyEdits';
import { fixesFor } from '../../../../src/core/language/codeActions/codeActions';
import { fixers } from '../../../../src/core/language/codeActions/fixers';
import { type Case, cases, ciphertext, sound } from './codeActionsCases';
import { checkKeepsWord, contextOf } from './codeActionsSupport';

function checkFix([from, to, code, title, after]: Case, before = sound, hosts?: string): void {
  assert.ok(before.includes(from), from);
  const text = before.replace(from, () => to);
  const { context, problems } = contextOf(text, hosts);
  const offered = problems
    .filter((problem) => problem.code === code)
    .flatMap((problem) => fixesFor(context, problem));
  const fix = offered.find((one) => one.title === title);
  assert.ok(fix, `${code}: ${offered.map((one) => one.title).join(', ')}`);
  const now = checkKeepsWord(text, fix);
  assert.ok(typeof after === 'string' ? now.includes(after) : after.test(now), now);
}

describe('quick fixes', () => {
  it('begin with a sound inventory', () => {
    const { problems } = contextOf(sound);
    assert.deepEqual(
      problems.filter(({ severity }) => severity !== 'hint'),
      [],
    );
  });

  for (const one of cases)
    it(`${one[2]}: ${one[3]}`, () => {
      checkFix(one);
    });

  it('know what DM of other versions needs', () => {
    const old = sound.replace('v1.0.7', 'v1.0.2');
    const noId = [
      'server_id=101 ',
      '',
      'missing-server-id',
      'Set server_id to 103',
      'mysql_password= server_id=103\nw2',
    ] as const;
    checkFix(noId, old);
    checkFix(
      [
        'password=\nw2',
        'password=secret\nw2',
        'refused-password',
        'Encrypt the password',
        ciphertext,
      ],
      old,
    );
    const sameUpstream = sound
      .replaceAll(/127\.0\.1\.\d/g, 'db1')
      .replace('id=101', 'id=4294967290');
    checkFix(
      [
        'id=102',
        'id=5',
        'complementary-server-ids',
        'Set server_id to 4294967291',
        'server_id=4294967291 ',
      ],
      sameUpstream,
    );
  });

  it('look at hosts.ini', () => {
    const hosts = '[servers]\n127.0.0.1\n127.0.0.2\n\n[all:vars]\nusername = dm\n';
    checkFix(
      ['c\n', 'c\n', 'different-username', 'Change ansible_user to dm', 'ansible_user = dm'],
      sound,
      hosts,
    );
    const { context, problems } = contextOf(sound, hosts);
    const missing = problems.filter(({ code }) => code === 'host-not-in-hosts-file');
    const [fix] = missing.flatMap((problem) => fixesFor(context, problem));
    assert.ok(fix);
    assert.equal(fix.path, 'hosts.ini');
    assert.equal(
      applyEdits(hosts, fix.edits),
      hosts.replace('127.0.0.2\n', '127.0.0.2\n127.0.0.3\n'),
    );
  });

  it('are for codes that there are, and each is tried', () => {
    const codes = new Set(catalog.map(({ code }) => code));
    const triedAbove = [
      'missing-server-id',
      'refused-password',
      'complementary-server-ids',
      'different-username',
      'host-not-in-hosts-file',
    ];
    const tried = new Set([...cases.map(([, , code]) => code), ...triedAbove]);
    for (const code of fixers.keys()) {
      assert.ok(codes.has(code), `no rule ${code}`);
      assert.ok(tried.has(code), `no case for ${code}`);
    }
  });
});
