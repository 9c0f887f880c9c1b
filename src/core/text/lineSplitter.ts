/**
 * Cuts a stream of bytes into lines of UTF-8 text; a character or a line that is torn between two
 * chunks is put together again. What follows the last line end is kept for the next chunk.
 */
export function createLineSplitter(onLine: (line: string) => void): (chunk: Uint8Array) => void {
  const decoder = new TextDecoder();
  let rest = '';
  return (chunk) => {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  };
}
