/** Text of others (titles of commits, names of files), made fit for what people read in ServiceNow. */

/** White space, and characters that are not seen: they end a line, or turn the order of what follows. */
const UNSEEN = /[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;

/**
 * A text of other people's as part of ours: one line, without characters that are not seen, and of a bounded length.
 * @returns the text; of a longer one its start, and `...`
 */
export function inOneLine(text: string, length: number): string {
  const line = text
    .slice(0, length * 4)
    .replace(UNSEEN, ' ')
    .trim();
  return line.length <= length ? line : `${line.slice(0, length - 3).trimEnd()}...`;
}

/**
 * Lines as one text, as many as fit whole; the last one says how many do not. Nothing in a line is taken for markup: a journal
 * shows what stands between `[code]` and `[/code]` as HTML (ServiceNow docs, "Insert HTML in a journal field"), and a mail may
 * show tags.
 */
export function plainText(given: readonly string[], maxBytes: number): string {
  const lines = given.map(plainLine);
  const size = (text: string) => Buffer.byteLength(text, 'utf8');
  const whole = lines.join('\n');
  if (size(whole) <= maxBytes) return whole;
  const kept: string[] = [];
  let left = maxBytes - size(cutOff(lines.length));
  for (const line of lines) {
    left -= size(line) + 1;
    if (left < 0) break;
    kept.push(line);
  }
  return [...kept, cutOff(lines.length - kept.length)].join('\n');
}

function plainLine(text: string): string {
  return text
    .replace(UNSEEN, ' ')
    .replace(/\[(?=\s*\/?\s*code)/gi, '[ ')
    .replace(/<(?=[a-z/!?])/gi, '< ')
    .trim();
}

function cutOff(count: number): string {
  return `(${count} more lines are left out.)`;
}
