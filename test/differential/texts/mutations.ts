import fc from 'fast-check';
import { weighted, word } from './literals';

/** One change to a text; where, is a fraction of its length, so that it fits every text. */
type Mutation = (text: string) => string;

const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

const piece = weighted(
  [
    8,
    word(
      '" \' [ ] { } ( ) # ; : = \\ , | - . * \u00e9 \u65e5 \u{1f600} \u00a0 \ufeff \u2028 \x85 \0',
    ),
  ],
  [3, fc.constantFrom(' ', '\t', '\n', '\r', '\n[', ']\n', ' = ', '=1 ', ' #', '""', "''", '\\\n')],
  [2, word('[all:vars] :children [1:3] {{1}} 0 7 00 e j None True b" x=1 :22 localhost')],
);

const atOffset = fc.tuple(place, piece, fc.nat(6)).map(
  ([where, added, removed]): Mutation =>
    (text) => {
      const at = Math.floor(where * text.length);
      return text.slice(0, at) + added + text.slice(at + Math.max(0, removed - 3));
    },
);

const deletion = fc.tuple(place, fc.integer({ min: 1, max: 12 })).map(
  ([where, length]): Mutation =>
    (text) => {
      const at = Math.floor(where * text.length);
      return text.slice(0, at) + text.slice(at + length);
    },
);

const ofLines = fc.tuple(place, place, word('swap drop copy indent join')).map(
  ([where, other, what]): Mutation =>
    (text) => {
      const lines = text.split('\n');
      const [i, j] = [Math.floor(where * lines.length), Math.floor(other * lines.length)];
      const [first = '', second = ''] = [lines[i], lines[j]];
      if (what === 'swap') lines.splice(j, 1, ...lines.splice(i, 1, second));
      else if (what === 'drop') lines.splice(i, 1);
      else if (what === 'copy') lines.splice(j, 0, first);
      else if (what === 'indent') lines[i] = `  ${first}`;
      else lines.splice(i, 2, `${first} ${lines[i + 1] ?? ''}`);
      return lines.join('\n');
    },
);

/** A text of a list with one to four changes. */
export function mutated(texts: readonly string[]): fc.Arbitrary<string> {
  const change = weighted([5, atOffset], [2, deletion], [3, ofLines]);
  return fc
    .tuple(fc.constantFrom(...texts), fc.array(change, { minLength: 1, maxLength: 4 }))
    .map(([text, changes]) => changes.reduce((changed, apply) => apply(changed), text));
}
