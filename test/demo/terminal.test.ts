import { describe, expect, it } from 'vitest';
import { Terminal } from './terminal.ts';

function said(columns: number | undefined, text: string): string[] {
  return written(columns, (terminal) => terminal.say('ServiceNow', text));
}

function written(columns: number | undefined, write: (terminal: Terminal) => void): string[] {
  const chunks: string[] = [];
  const output = {
    ...(columns !== undefined && { isTTY: true, columns }),
    write: (chunk: string) => chunks.push(chunk),
  };
  write(new Terminal(output));
  return chunks
    .join('')
    .replace(/^ *\d+\.\d\d s/, 'TIME')
    .trimEnd()
    .split('\n');
}

const TEXT = 'moves the change to Scheduled, and somebody starts its implementation a little later';

describe('a line of the demo', () => {
  it('is one line for whoever reads a file or a pipe', () => {
    expect(said(undefined, TEXT)).toEqual([`TIME  ServiceNow  ${TEXT}`]);
  });

  it('wraps below its own column on a terminal', () => {
    const lines = said(80, TEXT);
    expect(lines.map((line) => line.length <= 80)).toEqual([true, true]);
    expect(lines[1]).toMatch(/^ {22}\S/);
  });

  it('does without the column on a narrow one', () => {
    const lines = said(40, TEXT);
    expect(lines[0]).toBe('TIME  ServiceNow');
    expect(lines.slice(1).every((line) => line.length <= 40 && line.startsWith('    '))).toBe(true);
  });

  it('is free of escape sequences where nobody asked for colours', () => {
    expect(said(80, TEXT).join('')).not.toContain('\u001b');
  });
});

it.each([30, 40, 60])('keeps titles, verdicts and hints within %i columns', (columns) => {
  const lines = written(columns, (terminal) => {
    terminal.title('The change is approved: the pipeline goes on');
    terminal.verdicts([{ good: true, verdict: 'Codefresh succeeded, deployed; CHG0030001 in Closed.' }]);
    terminal.hint('Decide yourself, in the browser: npm run demo -- --board');
  });
  expect(lines.filter((line) => line.length > columns)).toEqual([]);
  expect(lines.join(' ')).toMatch(/approved: .*As it must be: .*Closed\. .*--board$/);
});
