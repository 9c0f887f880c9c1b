import type { PageTexts } from '../../core/topology/pageMessages';

/** States older than this may not hold any more, milliseconds. */
const oldAfter = 60_000;

/** What the page says of the time at which the states were seen. */
export interface Age {
  readonly isOld: boolean;
  readonly text: string;
}

/** @param clockText how a moment is written in the editor's language: `03:12:45` */
export function ageOf(
  observedAt: number | undefined,
  now: number,
  texts: Pick<PageTexts, 'never' | 'seen' | 'old'>,
  clockText: (at: number) => string,
): Age {
  if (observedAt === undefined) return { isOld: true, text: texts.never };
  const isOld = now - observedAt > oldAfter;
  return { isOld, text: fill(isOld ? texts.old : texts.seen, clockText(observedAt)) };
}

/** Puts values into the `{0}`, `{1}` of a sentence. */
export function fill(sentence: string, ...values: readonly (string | number)[]): string {
  return sentence.replace(/\{(\d)\}/g, (whole, index: string) =>
    String(values[Number(index)] ?? whole),
  );
}
