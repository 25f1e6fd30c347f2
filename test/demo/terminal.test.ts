import { PassThrough } from 'node:stream';
import { WriteStream } from 'node:tty';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Terminal } from './terminal.ts';

function said(columns: number | undefined, text: string): string[] {
  return written(columns, (terminal) => terminal.say('ServiceNow', text));
}

/** @param columns of a terminal; undefined for a file or a pipe */
function written(columns: number | undefined, write: (terminal: Terminal) => void): string[] {
  return stripVTControlCharacters(raw(columns, write))
    .replace(/^ *\d+\.\d\d s/, 'TIME')
    .trimEnd()
    .split('\n');
}

/** Escape sequences and all. */
function raw(columns: number | undefined, write: (terminal: Terminal) => void): string {
  const { getColorDepth } = WriteStream.prototype;
  const output = Object.assign(
    new PassThrough(),
    columns !== undefined && { isTTY: true, columns, getColorDepth },
  );
  write(new Terminal(output));
  return String(output.read());
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
});

/** Of Select Graphic Rendition (ECMA-48). */
const [BOLD, DIM, RED] = [1, 2, 31];

/** Normal intensity, and the terminal's own colour. */
const ENDS = new Set([22, 39]);

describe('colours', () => {
  afterEach(() => vi.unstubAllEnvs());

  const all = (terminal: Terminal) => {
    terminal.title('The change is approved');
    terminal.say('ServiceNow', TEXT);
    terminal.quote('deploy | done');
    terminal.verdicts([{ good: false, verdict: 'Codefresh stopped.' }]);
  };

  it.each([
    ['on a terminal', 80, {}, [BOLD, DIM, DIM, RED]],
    ['nowhere with NO_COLOR', 80, { NO_COLOR: '1' }, []],
    ['not in a file or a pipe', undefined, {}, []],
  ] as const)('are there %s', (_where, columns, variables, expected) => {
    for (const name of ['NO_COLOR', 'NODE_DISABLE_COLORS', 'FORCE_COLOR', 'CI']) vi.stubEnv(name, undefined);
    for (const [name, value] of Object.entries({ TERM: 'xterm-256color', ...variables })) {
      vi.stubEnv(name, value);
    }
    const formats = raw(columns, all).split('\u001b[').slice(1);
    expect(formats.map((format) => Number.parseInt(format, 10)).filter((code) => !ENDS.has(code))).toEqual(
      expected,
    );
  });
});

it.each([30, 40, 60])('keeps everything within %i columns', (columns) => {
  const lines = written(columns, (terminal) => {
    terminal.title('The change is approved: the pipeline goes on');
    terminal.quote(`\u001b[32mopen | ${'0123456789'.repeat(9)}\tdone\u001b[0m\r\nclose | closed`);
    terminal.verdicts([{ good: true, verdict: 'Codefresh succeeded, deployed; CHG0030001 in Closed.' }]);
    terminal.hint('Decide yourself, in the browser: npm run demo -- --board');
  });
  expect(lines.filter((line) => line.length > columns)).toEqual([]);
  const text = lines.join(' ');
  expect(text).toMatch(/approved: .*As it must be: .*Closed\. .*--board$/);
  expect(text.replaceAll(/[ │]/g, '')).toContain(`open|${'0123456789'.repeat(9)}doneclose|closed`);
});
