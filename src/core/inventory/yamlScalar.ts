import type { Value } from './value';

/**
 * An unquoted YAML scalar as PyYAML types it, which is YAML 1.1: `yes` is true, `010` is 8, `1:30` is
 * 90, `1e3` is a text. Source: yaml/resolver.py and yaml/constructor.py of PyYAML 6.
 */
export function resolveScalar(text: string): Value {
  const matching = resolvers.find(([expression]) => expression.test(text));
  return matching === undefined ? { kind: 'string', value: text } : matching[1](text);
}

const trueWords = /^(?:yes|true|on)$/i;

/** In PyYAML's order; the first that matches wins. */
const resolvers: readonly (readonly [RegExp, (text: string) => Value])[] = [
  [
    /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/,
    (text) => ({ kind: 'bool', value: trueWords.test(text) }),
  ],
  [
    /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
    (text) => ({ kind: 'float', value: floatOf(text.replaceAll('_', '').toLowerCase()) }),
  ],
  [
    /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/,
    (text) => integerOf(text),
  ],
  [/^(?:~|null|Null|NULL|)$/, () => ({ kind: 'none' })],
  [
    /^(?:\d{4}-\d\d-\d\d|\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)$/,
    (text) => ({ kind: 'string', value: isoDate(text) }),
  ],
];

function floatOf(text: string): number {
  const sign = text.startsWith('-') ? -1 : 1;
  const size = text.replace(/^[-+]/, '');
  if (size === '.inf') return sign * Infinity;
  if (size === '.nan') return NaN;
  return sign * size.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}

function integerOf(text: string): Value {
  const isNegative = text.startsWith('-');
  const size = text.replace(/^[-+]/, '').replaceAll('_', '');
  const digits = integerDigits(size);
  // Python's int() fails on what is left of `0b_`: such a file is refused; here it is a text.
  if (digits === undefined) return { kind: 'string', value: text };
  return { kind: 'int', digits: isNegative && digits !== 0n ? `-${digits}` : String(digits) };
}

function integerDigits(size: string): bigint | undefined {
  if (/^0[bx]$/.test(size) || size === '') return undefined;
  if (/^0[bx]/.test(size)) return BigInt(size);
  if (/^0[0-7]+$/.test(size)) return BigInt(`0o${size.slice(1)}`);
  return size.split(':').reduce((sum, part) => sum * 60n + BigInt(part), 0n);
}

const timestamp =
  /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]|[ \t]+)(\d\d?):(\d\d):(\d\d)(?:\.(\d*))?(?:[ \t]*(Z|[-+]\d\d?(?::\d\d)?))?)?$/;

/** A date or time as ansible-inventory prints it: Python's `isoformat()`. */
function isoDate(text: string): string {
  const [, year, month, day, hour, minute, second, fraction = '', zone] =
    timestamp.exec(text) ?? [];
  const two = (digits = ''): string => digits.padStart(2, '0');
  const date = `${year ?? ''}-${two(month)}-${two(day)}`;
  if (hour === undefined) return date;
  const micros = fraction.slice(0, 6).padEnd(6, '0');
  const shown = micros === '000000' ? '' : `.${micros}`;
  return `${date}T${two(hour)}:${two(minute)}:${two(second)}${shown}${isoZone(zone)}`;
}

function isoZone(zone: string | undefined): string {
  if (zone === undefined) return '';
  if (zone === 'Z') return '+00:00';
  const [hours = '', minutes = '00'] = zone.slice(1).split(':');
  return `${zone.slice(0, 1)}${hours.padStart(2, '0')}:${minutes}`;
}
