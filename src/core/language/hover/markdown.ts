/** A code span that holds the text whatever is in it: the fence is longer than any run inside. */
export function code(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  const longest = Math.max(0, ...(line.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  const isTouching = line.startsWith('`') || line.endsWith('`') || line.trim() === '';
  return isTouching ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}

/** A text that Markdown shows as it is: nothing that an inventory holds becomes a link or HTML. */
export function plain(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll(/[\\`*_{}[\]()|<>~&$]|^[#+-]/g, '\\$&');
}

/** A list of points, one line each. */
export function points(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

/** Paragraphs; empty ones are left out. */
export function paragraphs(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join('\n\n');
}
