import fc from 'fast-check';

/** One of these as often as its number says. */
export function weighted<T>(
  ...choices: readonly (readonly [number, fc.Arbitrary<T>])[]
): fc.Arbitrary<T> {
  return fc.oneof(...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })));
}

/** One of the words of a list that is written with blanks between them. */
export const word = (words: string): fc.Arbitrary<string> => fc.constantFrom(...words.split(' '));

const number = weighted(
  [4, fc.integer({ min: -70, max: 70_000 }).map(String)],
  [2, fc.double({ noNaN: true }).map(String)],
  [
    4,
    word(
      '0 00 007 0_0 1_000 1__0 0x1F 0o17 0b11 0777 09.5 0777j 1. .5 1e3 1E-2 1e999 -1e999 5j 2.5J 1e-400 ' +
        '0xg 1_ 1L 4.9406564584124654e-324 123456789012345678901234567890 1e22 1e16 9007199254740993 -0 -0.0 +5',
    ),
  ],
);

const prefix = weighted([8, fc.constant('')], [2, word('u U r R b B br Rb f ur bb')]);

const inString = weighted(
  [6, word('a b x1 é # ; = : , [ ] { } ( ) % $ { } . / - + 日本')],
  [1, fc.constant(' ')],
  [
    3,
    word(
      '\\n \\t \\\\ \\x41 \\x4 \\u00e9 \\u00 \\U0001F600 \\101 \\7 \\400 \\777 \\q \\0 \\a \\N \\ud800',
    ),
  ],
);

const string = fc
  .tuple(
    prefix,
    weighted([6, word('\' "')], [1, word('\'\'\' """')]),
    fc.array(inString, { maxLength: 4 }),
  )
  .map(([before, quote, parts]) => before + quote + parts.join('') + quote);

const field = word('{x} {{ }} {1+1} {x!r} {x:>{w}} {x=} {a["b"]} { } {} x \\n \\x4 # : !');

const formatted = fc
  .tuple(word('f F rf fR'), word('\' """'), fc.array(field, { maxLength: 3 }))
  .map(([before, quote, parts]) => before + quote + parts.join('') + quote);

const name = weighted(
  [3, word('True False None ...')],
  [
    3,
    word(
      'true yes none x foo set() set set(1) é not lambda print x.y x[0] f(1) __debug__ async 10.0.0.1 a-b v1.0.7 2024-01-02',
    ),
  ],
);

/** A literal of Python, or what looks like one. */
export const literal: fc.Arbitrary<string> = fc.letrec<{ expression: string }>((tie) => {
  const list = fc.array(tie('expression'), { maxLength: 3 });
  const pair = fc
    .tuple(tie('expression'), tie('expression'))
    .map(([key, value]) => `${key}: ${value}`);
  const end = weighted([6, fc.constant('')], [1, word(', ,')]);
  return {
    expression: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { weight: 18, arbitrary: number },
      { weight: 2, arbitrary: formatted },
      { weight: 15, arbitrary: string },
      { weight: 12, arbitrary: name },
      {
        weight: 6,
        arbitrary: fc.tuple(list, end).map(([items, last]) => `[${items.join(', ')}${last}]`),
      },
      {
        weight: 6,
        arbitrary: fc.tuple(list, end).map(([items, last]) => `(${items.join(', ')}${last})`),
      },
      {
        weight: 6,
        arbitrary: fc
          .tuple(fc.array(pair, { maxLength: 3 }), end)
          .map(([items, last]) => `{${items.join(', ')}${last}}`),
      },
      { weight: 1, arbitrary: list.map((items) => `{${items.join(',')}}`) },
      { weight: 1, arbitrary: tie('expression').map((inner) => `{{ ${inner} }}`) },
      { weight: 3, arbitrary: fc.tuple(string, string).map((both) => both.join(' ')) },
      {
        weight: 3,
        arbitrary: fc
          .tuple(
            tie('expression'),
            word('+ - * / == | or and if , : ** // < in is is_not = :='),
            tie('expression'),
          )
          .map((parts) => parts.join(' ').replace('_', ' ')),
      },
      {
        weight: 3,
        arbitrary: fc
          .tuple(word('+ - ~ not_ * -- await_'), tie('expression'))
          .map(([sign, inner]) => sign.replace('_', ' ') + inner),
      },
      { weight: 3, arbitrary: tie('expression').map((inner) => `(${inner})`) },
    ),
  };
}).expression;

/** Tokens of Python in no order. */
export const tokenSoup: fc.Arbitrary<string> = fc
  .array(
    weighted(
      [6, word('( ) [ ] { } , : + - * . = == ! " \' \\ # ; ~ @ % ` $ | & ^ < > ? ... -> :=')],
      [2, word('lambda for if else not in is or and None True x f set() yield await await_')],
      [2, number],
      [1, fc.constantFrom(' ', '  ', '\t', '\f', '\u00a0', '\u2003', '\0')],
    ),
    { maxLength: 8 },
  )
  .map((parts) => parts.join(''));
