/** Parses what stands in an action: `$a, $b := command | command`. */
import { isFunction, unknownFunction } from './functions.ts';
import type { Operand, Pipe } from './nodes.ts';
import { notImplemented, TemplateError } from './template-error.ts';
import type { Token } from './tokens.ts';

export class PipeParser {
  readonly #tokens: readonly Token[];
  readonly #line: number;
  #at = 0;

  constructor(tokens: readonly Token[], line: number) {
    this.#tokens = tokens;
    this.#line = line;
  }

  whole(inRange = false): Pipe {
    const pipe = this.#pipe(inRange);
    if (this.#at < this.#tokens.length) throw this.#unexpected();
    return pipe;
  }

  #pipe(inRange: boolean): Pipe {
    const variables = this.#declaration(inRange);
    const commands: Operand[][] = [];
    do {
      const command: Operand[] = [];
      for (let operand = this.#operand(); operand !== null; operand = this.#operand()) command.push(operand);
      if (command.length === 0) throw new TemplateError('missing value for command', this.#line);
      if (command[0]?.kind === 'literal' && command[0].value === null) {
        throw new TemplateError('nil is not a command', this.#line);
      }
      commands.push(command);
    } while (this.#symbol('|'));
    return { variables, commands };
  }

  #declaration(inRange: boolean): string[] {
    const start = this.#at;
    const variables: string[] = [];
    do {
      const token = this.#tokens[this.#at];
      if (token?.kind !== 'variable' || variables.length === (inRange ? 2 : 1)) break;
      variables.push(token.value);
      this.#at += 1;
    } while (this.#symbol(','));
    if (variables.length > 0 && this.#symbol(':=')) return variables;
    if (variables.length > 0 && this.#symbol('=')) throw notImplemented('assignment by `=`', this.#line);
    this.#at = start;
    return [];
  }

  #operand(): Operand | null {
    const token = this.#tokens[this.#at];
    if (token === undefined) return null;
    this.#at += 1;
    switch (token.kind) {
      case 'string':
      case 'int':
      case 'float':
        return { kind: 'literal', value: token.value };
      case 'word':
        if (token.value === 'true' || token.value === 'false') {
          return { kind: 'literal', value: token.value === 'true' };
        }
        if (token.value === 'nil') return { kind: 'literal', value: null };
        if (!isFunction(token.value)) throw unknownFunction(token.value, this.#line);
        return { kind: 'function', name: token.value };
      case 'variable':
        return { kind: 'variable', name: token.value, fields: this.#fields() };
      case 'field':
        if (token.value === '') return { kind: 'dot', fields: [] };
        return { kind: 'dot', fields: [token.value, ...this.#fields()] };
      default:
        if (token.value === '(') throw notImplemented('parentheses', this.#line);
        this.#at -= 1;
        if (token.value === '|') return null;
        throw this.#unexpected();
    }
  }

  /** `.A.B` right behind, without a space. */
  #fields(): string[] {
    const fields: string[] = [];
    for (;;) {
      const token = this.#tokens[this.#at];
      if (token?.kind !== 'field' || token.spaced) return fields;
      if (token.value === '') throw this.#unexpected();
      fields.push(token.value);
      this.#at += 1;
    }
  }

  #symbol(value: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'symbol' || token.value !== value) return false;
    this.#at += 1;
    return true;
  }

  #unexpected(): TemplateError {
    return new TemplateError(
      `unexpected ${JSON.stringify(this.#tokens[this.#at]?.value?.toString())}`,
      this.#line,
    );
  }
}
