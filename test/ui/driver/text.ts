import type { Locator } from 'playwright-core';

/** Matches a whole text and not a part of it: `dm-worker1` is not `dm-worker11`. */
export function exactly(text: string): RegExp {
  return new RegExp(`^\\s*${text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}\\s*$`);
}

/** The text as it was written: the workbench draws blanks as no-break spaces. */
export function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ').trimEnd();
}

/** A text as a CSS attribute value. */
export const quoted = (text: string): string => `"${text.replace(/["\\]/g, '\\$&')}"`;

/** Texts of all elements that the locator finds now. */
export async function textsOf(locator: Locator): Promise<readonly string[]> {
  return (await locator.allInnerTexts()).map(plain);
}
