import { Unreadable } from '../reading.ts';

/** Characters; the longest that a path or the name of a function in a report can sensibly have. */
const LONGEST_LINE = 1024 * 1024;

/** @returns the lines of a text without their ends, one by one */
export async function* lines(text: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const piece of text) {
    const parts = (rest + piece).split('\n');
    rest = parts.pop() ?? '';
    for (const part of parts) yield part.endsWith('\r') ? part.slice(0, -1) : part;
    if (rest.length > LONGEST_LINE) throw new Unreadable('holds a line of more than a million characters');
  }
  if (rest !== '') yield rest;
}
