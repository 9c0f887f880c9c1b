import type { Origin } from '../../inventory/effectiveVariables';
import type { HostWords } from '../../inventory/inventory';
import type { Value } from '../../inventory/value';
import type { Span } from '../../text/textEdit';

/** A value in force; hosts whose lines say the same may share it. */
export interface SetValue {
  readonly value: Value;
  /** As templates render it. */
  readonly text: string;
  /** Whether only Ansible can say what it is, at run time: `{{ other }}`. */
  readonly isTemplate: boolean;
}

/** A value in force, and where it is set. */
export interface Setting extends SetValue {
  readonly name: string;
  /** Index into the offsets of the host lines' words; -1 where it is set elsewhere. */
  readonly word: number;
  /** undefined where it is set on a host line that `word` tells. */
  readonly origin: Origin | undefined;
}

/** Where the value is written; undefined when that is another file. An empty value has its name. */
export function settingSpan(setting: Setting, words: HostWords): Span | undefined {
  if (setting.word < 0) return setting.origin && originSpan(setting.origin);
  const [nameStart = 0, equals = 0, end = 0] = words.offsets.subarray(
    setting.word,
    setting.word + 3,
  );
  return visible({ start: equals + 1, end }, nameStart);
}

/** Where its name is written; undefined when that is another file. */
export function settingNameSpan(
  { word, origin }: Setting,
  { offsets }: HostWords,
): Span | undefined {
  if (word >= 0) return { start: offsets[word] ?? 0, end: offsets[word + 1] ?? 0 };
  return origin !== undefined && 'variable' in origin ? origin.variable.nameSpan : undefined;
}

/** Where a value of the lookup is written; undefined when that is another file. */
export function originSpan(origin: Origin): Span | undefined {
  switch (origin.kind) {
    case 'hostLine':
    case 'groupSection':
    case 'allSection':
      return visible(origin.variable.valueSpan, origin.variable.nameSpan.start);
    case 'groupFile':
    case 'hostFile':
    case 'hostPort':
      return undefined;
  }
}

/** Nobody sees a wave under nothing: `mysql_host=` is marked as a whole. */
const visible = (span: Span, nameStart: number): Span =>
  span.end > span.start ? span : { start: nameStart, end: span.end };
