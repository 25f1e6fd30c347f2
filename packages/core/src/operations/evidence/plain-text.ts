/** Text of others (titles of commits, names of files), made fit for a note that people read in ServiceNow. */

/**
 * Plain text of one line: nothing in it is taken for markup. A journal shows what stands between `[code]` and `[/code]` as HTML
 * (ServiceNow docs, "Insert HTML in a journal field"), and a mail may show tags.
 */
export function plainLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/\[(?=\s*\/?\s*code)/gi, '[ ')
    .replace(/<(?=[a-z/!?])/gi, '< ')
    .trim();
}

/** Whole lines of a text, as many as fit; the last one says that there were more. */
export function cutLines(lines: readonly string[], maxBytes: number): string {
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

function cutOff(count: number): string {
  return `(${count} more lines are left out.)`;
}
