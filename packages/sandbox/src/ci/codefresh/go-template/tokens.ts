/** Cuts a template into its text and the tokens of its actions (text/template, "Text and spaces"). */
import { notImplemented, TemplateError } from './template-error.ts';

export interface Delimiters {
  readonly left: string;
  readonly right: string;
}

export type Token =
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'int'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: number }
  /** A keyword, `true`, `false`, `nil`, or a function's name. */
  | { readonly kind: 'word'; readonly value: string }
  /** `$name`; the empty name is `$` itself, the template's data. */
  | { readonly kind: 'variable'; readonly value: string }
  /** `.Name`; the empty name is the dot itself. */
  | { readonly kind: 'field'; readonly value: string; readonly spaced: boolean }
  | { readonly kind: 'symbol'; readonly value: '|' | '(' | ')' | ':=' | '=' | ',' };

export type Segment =
  | { readonly kind: 'text'; readonly text: string; readonly line: number }
  | { readonly kind: 'action'; readonly tokens: readonly Token[]; readonly line: number };

export function segments(source: string, { left, right }: Delimiters): Segment[] {
  const result: Segment[] = [];
  let at = 0;
  let trimStart = false;
  const lineAt = (index: number) => source.slice(0, index).split('\n').length;
  const addText = (end: number, trimEnd: boolean) => {
    let text = source.slice(at, end);
    if (trimStart) text = text.replace(/^[ \t\r\n]+/, '');
    if (trimEnd) text = text.replace(/[ \t\r\n]+$/, '');
    if (text !== '') result.push({ kind: 'text', text, line: lineAt(at) });
  };

  for (let open = source.indexOf(left); open >= 0; open = source.indexOf(left, at)) {
    const line = lineAt(open);
    let start = open + left.length;
    // A trim marker is a dash with a space beside it: `[[- 1]]` trims, `[[-1]]` is a number.
    const trimmed = /^-[ \t\r\n]/.test(source.slice(start, start + 2));
    if (trimmed) start += 1;
    addText(open, trimmed);
    const close = closing(source, start, right, line);
    const body = source.slice(start, close);
    trimStart = /[ \t\r\n]-$/.test(body);
    const inner = trimStart ? body.slice(0, -1) : body;
    at = close + right.length;
    if (/^\s*\/\*/.test(inner)) continue;
    result.push({ kind: 'action', tokens: tokens(inner, line), line });
  }
  addText(source.length, false);
  return result;
}

/** Where the action's right delimiter begins; one inside a string does not count. */
function closing(source: string, start: number, right: string, line: number): number {
  const comment = /^\s*\/\*[\s\S]*?\*\//.exec(source.slice(start));
  let index = start + (comment?.[0].length ?? 0);
  while (index < source.length) {
    if (source.startsWith(right, index)) return index;
    const quoted = /^(?:"(?:\\.|[^"\\\n])*"|`[^`]*`)/.exec(source.slice(index));
    index += quoted?.[0].length ?? 1;
  }
  throw new TemplateError(`unclosed action: no ${right}`, line);
}

const PATTERNS: readonly (readonly [RegExp, (match: string, line: number, spaced: boolean) => Token])[] = [
  [/^"(?:\\.|[^"\\\n])*"/, (match, line) => ({ kind: 'string', value: unquote(match, line) })],
  [/^`[^`]*`/, (match) => ({ kind: 'string', value: match.slice(1, -1).replaceAll('\r', '') })],
  [/^[+-]?\d+(?:\.\d*(?:[eE][+-]?\d+)?|[eE][+-]?\d+)/, (match) => ({ kind: 'float', value: Number(match) })],
  [/^[+-]?(?:0|[1-9]\d*)(?![\w.])/, (match) => ({ kind: 'int', value: BigInt(match.replace('+', '')) })],
  [/^\$\w*/, (match) => ({ kind: 'variable', value: match.slice(1) })],
  [/^\.\w*/, (match, _line, spaced) => ({ kind: 'field', value: match.slice(1), spaced })],
  [/^[A-Za-z_]\w*/, (match) => ({ kind: 'word', value: match })],
  [/^(?::=|[|()=,])/, (match) => ({ kind: 'symbol', value: match as ':=' })],
];

function tokens(action: string, line: number): Token[] {
  const result: Token[] = [];
  let rest = action;
  let spaced = true;
  next: while (rest !== '') {
    const space = /^\s+/.exec(rest)?.[0].length ?? 0;
    rest = rest.slice(space);
    spaced = spaced || space > 0;
    if (rest === '') break;
    for (const [pattern, make] of PATTERNS) {
      const match = pattern.exec(rest)?.[0];
      if (match === undefined) continue;
      result.push(make(match, line, spaced));
      rest = rest.slice(match.length);
      spaced = false;
      continue next;
    }
    throw notImplemented(`${JSON.stringify(rest[0])} in an action`, line);
  }
  return result;
}

/** Go's interpreted string literals share JSON's escapes but for the ones refused here. */
function unquote(literal: string, line: number): string {
  const odd = /\\(?:\\|(?![bfnrt"u])(.))/g;
  for (const match of literal.matchAll(odd)) {
    if (match[1] !== undefined) throw notImplemented(`the escape \\${match[1]} in a string`, line);
  }
  return JSON.parse(literal.replaceAll('\t', '\\t')) as string;
}
