import { spaceClass } from './characters';

/** `\s` and `\w` as Python reads them (SPEC 3): `\w` is letters, numbers and `_` of Unicode. */
const header = new RegExp(
  `^\\[([^:\\]${spaceClass}]+)(?::([\\p{L}\\p{N}_]+))?\\][${spaceClass}]*(?:#.*)?$`,
  'su',
);
const childName = new RegExp(`^([^:\\]${spaceClass}]+)[${spaceClass}]*(?:#.*)?$`, 'su');
const oddGroupName = /^[\p{Nd}]|[^\p{L}\p{N}_]/u;

export interface HeaderParts {
  readonly name: string;
  /** The word after the colon, whatever it is; undefined where there is none. */
  readonly kind: string | undefined;
}

/** Reads a stripped line as `[name]` or `[name:kind]`; undefined if it is none. */
export function matchHeader(stripped: string): HeaderParts | undefined {
  const match = header.exec(stripped);
  if (match?.[1] === undefined) return undefined;
  return { name: match[1], kind: match[2] };
}

/** Reads a stripped line of a `:children` section; undefined if it names no group. */
export function matchChild(stripped: string): string | undefined {
  return childName.exec(stripped)?.[1];
}

/** Ansible keeps such a name but warns: only letters, digits and `_`, and no leading digit. */
export function isOddGroupName(name: string): boolean {
  return oddGroupName.test(name);
}
