import fc from 'fast-check';
import { hostLine, hostName, key } from './hostLines';
import { literal, tokenSoup, weighted, word } from './literals';

const group = weighted(
  [40, word('web db top dm_worker_servers dm_master_servers')],
  [4, word('all ungrouped h1 w1 a-b g2 gruppé 9x')],
  [1, word('#x "web" web[1 a.b/c@d a=b x,y')],
);

const kind = weighted([8, word('vars children')], [1, word('hosts Vars foo värs my-kind')]);

const headerTail = weighted(
  [80, fc.constant('')],
  [10, fc.constantFrom(' # c', '#', '  ')],
  [1, fc.constantFrom(' ; c', ' x', ']', ' x=1')],
);

const lineOfVariables = weighted(
  [
    40,
    fc
      .tuple(
        key,
        word('= _=_ _= =_'),
        weighted([6, literal], [1, tokenSoup]),
        weighted([6, fc.constant('')], [1, word('_#_c _;_c #x')]),
      )
      .map(
        ([name, sign, value, end]) =>
          name + sign.replaceAll('_', ' ') + value + end.replaceAll('_', ' '),
      ),
  ],
  [2, fc.integer({ min: -3, max: 30 }).map((priority) => `ansible_group_priority=${priority}`)],
  [1, hostLine],
  [1, literal.map((value) => `ansible_group_priority = ${value}`)],
);

const lineOfChildren = weighted(
  [60, word('web db h1')],
  [3, group],
  [4, word('dm_worker_servers dm_master_servers ungrouped')],
  [
    1,
    fc
      .tuple(group, fc.constantFrom(' # c', '#c', ' ; c', ' x=1', ':vars', '[1:2]'))
      .map((parts) => parts.join('')),
  ],
  [1, hostName],
);

const blank = fc.constantFrom('', '   ', '# comment', '; comment', '#[web]', '\t# x=1 "');

/** Any line, in any section. */
const stray = weighted(
  [1, tokenSoup],
  [1, fc.string({ unit: 'binary', maxLength: 12 }).map(withoutSurrogates)],
  [1, hostLine],
);

const indent = weighted([10, fc.constant('')], [1, fc.constantFrom(' ', '\t', '\u3000', '\ufeff')]);

const lineEnd = weighted(
  [40, fc.constant('\n')],
  [2, fc.constant('\r\n')],
  [1, fc.constantFrom('\r', '\v', '\f', '\x1c', '\x1e', '\x85', '\u2028', '\u2029', '\udcff\n')],
);

function lines(line: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .array(fc.tuple(indent, weighted([40, line], [4, blank], [1, stray]), lineEnd), {
      maxLength: 4,
    })
    .map((all) => all.flat().join(''));
}

const header = (suffix: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(group, suffix, headerTail, lineEnd)
    .map(([name, rest, tail, end]) => `[${name}${rest}]${tail}${end}`);

const parent = weighted(
  [
    12,
    fc
      .tuple(word('[top:children] [dm_worker_servers:children] [all:children]'), lineEnd)
      .map((parts) => parts.join('')),
  ],
  [1, header(fc.constant(':children'))],
);

const section = weighted(
  [30, fc.tuple(header(fc.constant('')), lines(hostLine))],
  [20, fc.tuple(header(fc.constant(':vars')), lines(lineOfVariables))],
  [12, fc.tuple(parent, lines(lineOfChildren))],
  [1, fc.tuple(header(kind.map((name) => `:${name}`)), lines(lineOfVariables))],
  [
    1,
    fc.tuple(
      header(word('_ :_vars :vars: :')).map((text) => text.replaceAll('_', ' ')),
      lines(hostLine),
    ),
  ],
).map((parts) => parts.join(''));

/** The groups that later sections speak of, so that more than half of the texts are accepted. */
const declared = '[web]\n[db]\n[h1]\n[top]\n[dm_worker_servers]\n[dm_master_servers]\n';

/** Inventories: right more often than wrong, in each line with a chance to be odd. */
export const inventory: fc.Arbitrary<string> = fc
  .tuple(
    weighted([1, fc.constant('')], [1, lines(hostLine)], [10, fc.constant(declared)]),
    fc.array(section, { minLength: 1, maxLength: 5 }),
  )
  .map(([start, sections]) => start + sections.join(''))
  .filter(isModest);

/** Ranges of very many hosts, and towers of brackets, are left to docs/differences.md. */
export function isModest(text: string): boolean {
  return !/\[[^\]\n]*[0-9]{4}/.test(text) && !/(?:[([{][^([{)\]}]*){40}/.test(text);
}

/** Halves of a pair can't be in a file: Ansible would not read what was written. */
export function withoutSurrogates(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '');
}
