import { Unreadable } from '../reading.ts';

/** Characters; the longest that a path or the name of a function in a report can sensibly have. */
const LONGEST_LINE = 1024 * 1024;

/** @returns the lines of a text without their ends, as many at a time as a piece of it holds: waiting for each would take longer */
export async function* lines(text: AsyncIterable<string>): AsyncGenerator<string[]> {
  let rest = '';
  for await (const piece of text) {
    const whole = (rest + piece).split('\n');
    rest = whole.pop() ?? '';
    if (rest.length > LONGEST_LINE) throw new Unreadable('holds a line of more than a million characters');
    yield whole.map(withoutReturn);
  }
  if (rest !== '') yield [withoutReturn(rest)];
}

const withoutReturn = (line: string) => (line.endsWith('\r') ? line.slice(0, -1) : line);
