import { cutText } from './messages';

/**
 * The lines that are dmctl's own words: without colours, without the interactive shell's prompts
 * (which repeat what was typed), its welcome and its farewell. Source: DM 1.0.7,
 * cmd/dm-ctl/main.go, pkg/utils/printer.go.
 */
export function printedLines(text: string): readonly string[] {
  return cutText(text, longestRead)
    .replace(escapes, '')
    .split(/[\r\n]+/)
    .map((line) => line.trimEnd())
    .filter((line) => line.trim() !== '' && !shellNoise.test(line));
}

/**
 * All but what was typed, which a terminal shows again at each key, quotes and braces half done. An
 * answer that follows the prompt in its line stays.
 */
export const withoutEcho = (text: string): string => text.replace(echo, '');

/** The first of those lines, as many as can be shown. */
export function printedText(text: string): string {
  return cutText(printedLines(text).slice(0, mostLines).join('\n'), longestShown);
}

const longestRead = 100_000;
const longestShown = 2_000;
const mostLines = 12;

// biome-ignore lint/suspicious/noControlCharactersInRegex: readline moves the cursor with them
const escapes = /\u001b\[[0-9;?]*[A-Za-z]/g;
const echo =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: as above
  /(?<=^|[\r\n])(?:\u001b\[[0-9;?]*[A-Za-z])*»(?!(?:\u001b\[[0-9;?]*[A-Za-z]|\s)*\{)[^\r\n]*/g;
const shellNoise =
  /»|^Welcome to dmctl|^(?:Release Version|Git Commit Hash|Git Branch|UTC Build Time|Go Version): |^dmctl exit$|^\^D$|^<nil>$/;
