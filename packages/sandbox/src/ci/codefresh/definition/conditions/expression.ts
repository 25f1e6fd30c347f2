/**
 * Condition expressions: types, operators and functions as the documentation lists them (Codefresh docs,
 * pipelines/conditional-execution-of-steps). What it does not say is an error here, not a guess.
 */
import { PipelineError } from '../../../base/pipeline-error.ts';
import { FUNCTIONS, type Value } from './functions.ts';

/** Evaluated when it is called, so that `&&` and `||` can leave their right side alone. */
type Node = () => Value;

/** @param variable reads `steps.open.result`, `workflow.result` and the like; undefined when there is none */
export function evaluate(text: string, variable: (path: string) => string | undefined): Value {
  return new Parser(text, variable).parse()();
}

/**
 * @fact What counts as false in a condition | empty text, 0, false, null | documented |
 *   condition-expression-syntax
 */
export function isTrue(value: Value): boolean {
  return Boolean(value);
}

const TOKEN =
  /\s*(?:(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([A-Za-z_][\w.-]*)|(&&|\|\||[=!<>]=|[-+*/%!<>(),]))/y;

type Token =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'name' | 'operator'; readonly text: string };

const ARITHMETIC = /^[-+*/%]$/;

/** Loosest first. */
const BINARY: readonly (readonly string[])[] = [['||'], ['&&'], ['==', '!='], ['<', '<=', '>', '>=']];

class Parser {
  readonly #text: string;
  readonly #variable: (path: string) => string | undefined;
  readonly #tokens: Token[];
  #at = 0;

  constructor(text: string, variable: (path: string) => string | undefined) {
    this.#text = text;
    this.#variable = variable;
    this.#tokens = this.#tokenize();
  }

  parse(): Node {
    const node = this.#binary(0);
    if (this.#at < this.#tokens.length) throw this.#error('something is left over');
    return node;
  }

  #tokenize(): Token[] {
    const tokens: Token[] = [];
    const pattern = new RegExp(TOKEN);
    const end = this.#text.trimEnd().length;
    while (pattern.lastIndex < end) {
      const match = pattern.exec(this.#text);
      if (match === null) throw this.#error('a character does not belong there');
      const [, number, double, single, name, operator] = match;
      const quoted = double ?? single;
      if (number !== undefined) tokens.push({ kind: 'value', value: Number(number) });
      else if (quoted !== undefined) tokens.push({ kind: 'value', value: quoted.replace(/\\(.)/gs, '$1') });
      else if (name !== undefined) tokens.push(nameToken(name));
      else if (ARITHMETIC.test(operator ?? ''))
        throw this.#error(`the sandbox's Codefresh does not implement \`${operator}\``);
      else tokens.push({ kind: 'operator', text: operator ?? '' });
    }
    return tokens;
  }

  #binary(level: number): Node {
    const operators = BINARY[level];
    if (operators === undefined) return this.#unary();
    let left = this.#binary(level + 1);
    for (let operator = this.#take(operators); operator !== null; operator = this.#take(operators)) {
      left = this.#combine(operator, left, this.#binary(level + 1));
    }
    return left;
  }

  #combine(operator: string, left: Node, right: Node): Node {
    if (operator === '&&') return () => isTrue(left()) && isTrue(right());
    if (operator === '||') return () => isTrue(left()) || isTrue(right());
    return () => this.#calculate(operator, left(), right());
  }

  #calculate(operator: string, a: Value, b: Value): Value {
    if (operator === '==') return a === b;
    if (operator === '!=') return a !== b;
    if (typeof a === 'string' && typeof b === 'string')
      return compare(operator, a, b) ?? this.#mismatch(operator);
    if (typeof a !== 'number' || typeof b !== 'number') return this.#mismatch(operator);
    return compare(operator, a, b) ?? this.#mismatch(operator);
  }

  #unary(): Node {
    if (this.#take(['!']) === null) return this.#primary();
    const operand = this.#unary();
    return () => !isTrue(operand());
  }

  #primary(): Node {
    const token = this.#tokens[this.#at];
    if (token === undefined) throw this.#error('it ends too early');
    this.#at += 1;
    if (token.kind === 'value') return () => token.value;
    if (token.kind === 'name')
      return this.#take(['(']) === null ? this.#read(token.text) : this.#call(token.text);
    if (token.text !== '(') throw this.#error(`\`${token.text}\` does not belong there`);
    const inner = this.#binary(0);
    this.#expect(')');
    return inner;
  }

  #read(path: string): Node {
    return () => {
      const value = this.#variable(path);
      if (value === undefined) throw this.#error(`there is no variable ${path}`);
      return value;
    };
  }

  #call(name: string): Node {
    const called = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
    if (called === undefined) throw this.#error(`the sandbox's Codefresh does not implement \`${name}()\``);
    const args: Node[] = [];
    if (this.#take([')']) === null) {
      do args.push(this.#binary(0));
      while (this.#take([',']) !== null);
      this.#expect(')');
    }
    return () => {
      const result = called(args.map((arg) => arg()));
      if (result === undefined) throw this.#error(`${name}() does not take these arguments`);
      return result;
    };
  }

  #take(operators: readonly string[]): string | null {
    const token = this.#tokens[this.#at];
    if (token?.kind !== 'operator' || !operators.includes(token.text)) return null;
    this.#at += 1;
    return token.text;
  }

  #expect(operator: string): void {
    if (this.#take([operator]) === null) throw this.#error(`\`${operator}\` is missing`);
  }

  #mismatch(operator: string): never {
    throw this.#error(`\`${operator}\` does not take these types`);
  }

  #error(problem: string): PipelineError {
    return new PipelineError(`the condition \`${this.#text}\` cannot be evaluated: ${problem}`);
  }
}

function nameToken(name: string): Token {
  const constants: Readonly<Record<string, Value>> = { true: true, false: false, null: null };
  const value = Object.hasOwn(constants, name) ? constants[name] : undefined;
  return value === undefined ? { kind: 'name', text: name } : { kind: 'value', value };
}

function compare<T extends string | number>(operator: string, a: T, b: T): boolean | undefined {
  if (operator === '<') return a < b;
  if (operator === '<=') return a <= b;
  if (operator === '>') return a > b;
  if (operator === '>=') return a >= b;
  return undefined;
}
