import type { BinlogPosition } from './results';

/**
 * `(mysql-bin.000001, 3234)`, with the suffix of a relay directory `(mysql-bin|000002.000001, 4)`,
 * and both without parentheses; undefined for anything else, such as the empty text of a unit that
 * has not begun. Source: go-mysql, Position.String; DM, pkg/binlog/filename.go.
 */
export function parseBinlogPosition(text: string): BinlogPosition | undefined {
  const parts = /^\s*\(?\s*([^\s(),|]+?)(?:\|(\d+)(\.\d+))?\s*[,:]\s*(\d{1,15})\s*\)?\s*$/.exec(
    text,
  );
  if (parts === null) return undefined;
  const [, name = '', subDirectory, extension = '', offset] = parts;
  return { file: name + extension, offset: Number(offset), subDirectory };
}
