/**
 * A text of other people's as part of ours: one line, without characters that are not seen, and of a bounded length.
 * @returns the text; of a longer one its start, and `...`
 */
export function inOneLine(text: string, length: number): string {
  const line = text
    .slice(0, length * 4)
    .replace(/[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
  return line.length <= length ? line : `${line.slice(0, length - 3).trimEnd()}...`;
}
