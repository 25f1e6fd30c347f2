/** Parses a template into a tree. What Go has and the sandbox has not is refused by name. */
import type { Node } from './nodes.ts';
import { PipeParser } from './parse-pipe.ts';
import { notImplemented, TemplateError } from './template-error.ts';
import { type Delimiters, type Segment, segments, type Token } from './tokens.ts';

const REFUSED_KEYWORDS = new Set(['with', 'template', 'define', 'block', 'break', 'continue']);

export function parse(source: string, delimiters: Delimiters): Node[] {
  return new TreeParser(segments(source, delimiters)).tree();
}

class TreeParser {
  readonly #segments: readonly Segment[];
  #at = 0;

  constructor(all: readonly Segment[]) {
    this.#segments = all;
  }

  tree(): Node[] {
    const { nodes, end } = this.#list();
    if (end !== null) throw new TemplateError(`unexpected ${end.word}`, end.line);
    return nodes;
  }

  /** Nodes up to `end`, `else`, or the end of the template. */
  #list(): { nodes: Node[]; end: { word: string; rest: readonly Token[]; line: number } | null } {
    const nodes: Node[] = [];
    for (;;) {
      const segment = this.#segments[this.#at];
      if (segment === undefined) return { nodes, end: null };
      this.#at += 1;
      if (segment.kind === 'text') {
        nodes.push({ kind: 'text', text: segment.text });
        continue;
      }
      const { line } = segment;
      const [first, ...rest] = segment.tokens;
      if (first === undefined) throw new TemplateError('missing value for command', line);
      const word = first.kind === 'word' ? first.value : '';
      if (REFUSED_KEYWORDS.has(word)) throw notImplemented(`\`${word}\``, line);
      if (word === 'end' || word === 'else') return { nodes, end: { word, rest, line } };
      if (word === 'if' || word === 'range') nodes.push(this.#branch(word, rest, line));
      else nodes.push({ kind: 'action', pipe: new PipeParser(segment.tokens, line).whole(), line });
    }
  }

  #branch(kind: 'if' | 'range', header: readonly Token[], line: number): Node {
    const pipe = new PipeParser(header, line).whole(kind === 'range');
    const body = this.#list();
    if (body.end === null) throw new TemplateError(`\`${kind}\` without \`end\``, line);
    if (body.end.word === 'end') return { kind, pipe, body: body.nodes, otherwise: [], line };

    const [next, ...rest] = body.end.rest;
    if (next !== undefined) {
      if (kind === 'range' || next.kind !== 'word' || next.value !== 'if') {
        throw new TemplateError(`unexpected words after \`else\``, body.end.line);
      }
      const nested = this.#branch('if', rest, body.end.line);
      return { kind, pipe, body: body.nodes, otherwise: [nested], line };
    }
    const otherwise = this.#list();
    if (otherwise.end?.word !== 'end') throw new TemplateError(`\`${kind}\` without \`end\``, line);
    return { kind, pipe, body: body.nodes, otherwise: otherwise.nodes, line };
  }
}
