import fc from 'fast-check';
import { literal, tokenSoup, weighted, word } from './literals';

/** Names that are hosts in some lines and groups in others. */
export const hostName = weighted(
  [12, word('h1 h2 h3 w1 w2 db1 dm_worker1 dm-worker2 10.0.0.1 10.0.0.2 n.example.com')],
  [2, word('web db top localhost 127.0.0.1 ::1 2001:db8::1 höst UPPER a_b 日本')],
  [
    1,
    word(
      'all ungrouped a@b h1:22:33 --- h- -h h_ * h1, x=1 fe80::1%eth0 256.1.1.1 01.02.03.04 :: a..b "h_1" \'\' "" h|1',
    ),
  ],
);

const bound = weighted(
  [6, fc.nat(12).map(String)],
  [3, word('a c e y A C z Z')],
  [2, word('01 05 010 008 1 3')],
  [1, fc.constantFrom('', 'ab', '-1', '1_0', '+2', '٣', 'x1', '0x2', 'é', ' ')],
);

const oddRange = fc
  .tuple(bound, bound, weighted([5, fc.constant('')], [1, word(':1 :2 :0 :-1 : :x :1:1')]))
  .map(([begin, end, step]) => `[${begin}:${end}${step}]`);

const range = weighted(
  [12, fc.tuple(fc.nat(9), fc.nat(4)).map(([begin, more]) => `[${begin}:${begin + more}]`)],
  [8, word('[01:03] [a:c] [x:z:2] [1:9:3] [08:11] [0:0] [y:B] [:2] [A:C]')],
  [2, oddRange],
);

const port = weighted(
  [60, fc.constant('')],
  [8, word(':22 :2222 :0 :022 :99999')],
  [1, word(': :ssh')],
);

const pattern = fc
  .tuple(
    hostName,
    weighted(
      [6, fc.constant('')],
      [2, range],
      [1, fc.tuple(range, range).map((both) => both.join('-'))],
    ),
    weighted([8, fc.constant('')], [1, word('x .local 1')]),
    port,
  )
  .map((parts) => parts.join(''));

const anyPattern = weighted(
  [60, pattern],
  [1, fc.tuple(pattern, port).map(([inner, after]) => `[${inner}]${after}`)],
  [1, fc.tuple(range, port).map((parts) => parts.join(''))],
  [
    1,
    word(
      '[2001:db8::1]:22 2001:db8::[1:3] [2001:db8::[1:3]]:22 10.0.[0:1].[1:2] [h1:33]:22 [1:3 h[1-3] h[1:2]]',
    ),
  ],
);

export const key = weighted(
  [
    12,
    word(
      'x y z ansible_host ansible_port ansible_user server_id source_id mysql_password deploy_dir',
    ),
  ],
  [2, word('a-b 1a ü inventory_hostname groups "a a\' #k ;k 日')],
  [1, fc.constantFrom('', 'a b', 'A', '"a b"')],
);

/** A value as shlex sees it: any text in one of the ways to quote it. */
const quoted = fc.tuple(weighted([6, literal], [1, tokenSoup]), fc.nat(9)).map(([text, way]) => {
  if (way < 20) return `"${text.replace(/["\\]/g, '\\$&')}"`;
  if (way < 40 && !text.includes("'")) return `'${text}'`;
  if (way < 57) return text.replace(/[\s"'\\#]/g, '\\$&');
  return way < 59 ? text.replace(/ /g, '') : text;
});

const assignment = fc.tuple(key, quoted).map(([name, value]) => `${name}=${value}`);

const gap = weighted(
  [60, fc.constant(' ')],
  [1, fc.constantFrom('  ', '\t', ' \t ', '\u00a0', '\x1f')],
);

const tail = weighted(
  [60, fc.constant('')],
  [8, fc.constantFrom(' # note', " # don't", '#x')],
  [1, fc.constantFrom(' ; y', ' \\')],
  [1, tokenSoup],
);

export const hostLine = fc
  .tuple(anyPattern, fc.array(fc.tuple(gap, assignment), { maxLength: 4 }), tail)
  .map(([host, words, end]) => host + words.flat().join('') + end);
