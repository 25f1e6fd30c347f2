/** Executes a parsed template (Go's text/template, the subset that steps use) over its data. */
import { printValue } from './format.ts';
import { FUNCTIONS } from './functions.ts';
import type { Node, Operand, Pipe } from './nodes.ts';
import { parse } from './parse.ts';
import { TemplateError } from './template-error.ts';
import type { Delimiters } from './tokens.ts';
import { type GoMap, type GoValue, isList, isMap, isTrue, sortedKeys, typeName } from './value.ts';

/**
 * @fact A missing value in a `stepsTemplate` | `<no value>` | source | text/template of Go 1.19, tried
 * @throws TemplateError
 */
export function renderGoTemplate(source: string, data: GoMap, delimiters: Delimiters): string {
  const nodes = parse(source, delimiters);
  const output: string[] = [];
  execute(nodes, data, new Scope(new Map([['', data]]), null), output);
  return output.join('');
}

class Scope {
  readonly #own: Map<string, GoValue>;
  readonly #outer: Scope | null;

  constructor(own: Map<string, GoValue>, outer: Scope | null) {
    this.#own = own;
    this.#outer = outer;
  }

  inner(): Scope {
    return new Scope(new Map(), this);
  }

  declare(name: string, value: GoValue): void {
    this.#own.set(name, value);
  }

  read(name: string, line: number): GoValue {
    if (this.#own.has(name)) return this.#own.get(name);
    if (this.#outer === null) throw new TemplateError(`undefined variable "$${name}"`, line);
    return this.#outer.read(name, line);
  }
}

function execute(nodes: readonly Node[], dot: GoValue, scope: Scope, output: string[]): void {
  for (const node of nodes) {
    if (node.kind === 'text') {
      output.push(node.text);
      continue;
    }
    if (node.kind === 'range') {
      range(node, dot, scope, output);
      continue;
    }
    const own = node.kind === 'if' ? scope.inner() : scope;
    const value = evaluatePipe(node.pipe, dot, own, node.line);
    const [variable] = node.pipe.variables;
    if (variable !== undefined) own.declare(variable, value);
    if (node.kind === 'if') {
      execute(isTrue(value) ? node.body : node.otherwise, dot, own.inner(), output);
    } else if (variable === undefined) {
      output.push(printValue(value));
    }
  }
}

function range(node: Extract<Node, { kind: 'range' }>, dot: GoValue, scope: Scope, output: string[]): void {
  const own = scope.inner();
  const items = entries(evaluatePipe(node.pipe, dot, own, node.line), node.line);
  const { variables } = node.pipe;
  for (const [key, value] of items) {
    const round = own.inner();
    // With one variable it is the value, with two the key comes first.
    const values = variables.length === 1 ? [value] : [key, value];
    variables.forEach((name, index) => {
      round.declare(name, values[index]);
    });
    execute(node.body, value, round, output);
  }
  if (items.length === 0) execute(node.otherwise, dot, own.inner(), output);
}

function entries(value: GoValue, line: number): (readonly [GoValue, GoValue])[] {
  if (value === null || value === undefined) return [];
  if (isList(value)) return value.map((item, index) => [BigInt(index), item]);
  if (isMap(value)) return sortedKeys(value).map((key) => [key, value[key]]);
  throw new TemplateError(`range can't iterate over ${printValue(value)}`, line);
}

function evaluatePipe(pipe: Pipe, dot: GoValue, scope: Scope, line: number): GoValue {
  const [first, ...rest] = pipe.commands;
  let value = evaluateCommand(first ?? [], [], dot, scope, line);
  for (const command of rest) value = evaluateCommand(command, [value], dot, scope, line);
  return value;
}

/** @param piped the result of the command before, if there is one: it becomes the last argument */
function evaluateCommand(
  command: readonly Operand[],
  piped: readonly GoValue[],
  dot: GoValue,
  scope: Scope,
  line: number,
): GoValue {
  const [head, ...operands] = command;
  if (head === undefined) throw new TemplateError('missing value for command', line);
  if (head.kind !== 'function') {
    if (operands.length > 0 || piped.length > 0) {
      throw new TemplateError("can't give argument to non-function", line);
    }
    return evaluate(head, dot, scope, line);
  }
  return FUNCTIONS[head.name](
    [...operands.map((operand) => evaluate(operand, dot, scope, line)), ...piped],
    line,
  );
}

function evaluate(operand: Operand, dot: GoValue, scope: Scope, line: number): GoValue {
  switch (operand.kind) {
    case 'literal':
      return operand.value;
    case 'dot':
      return descend(dot, operand.fields, line);
    case 'variable':
      return descend(scope.read(operand.name, line), operand.fields, line);
    case 'function':
      return evaluateCommand([operand], [], dot, scope, line);
  }
}

/** Follows `.A.B`; a key that is not there gives an absent value, and so does any field of one. */
function descend(start: GoValue, fields: readonly string[], line: number): GoValue {
  let value = start;
  for (const field of fields) {
    if (value === null || value === undefined) return undefined;
    if (!isMap(value)) {
      throw new TemplateError(`can't evaluate field ${field} in type ${typeName(value)}`, line);
    }
    value = Object.hasOwn(value, field) ? value[field] : undefined;
  }
  return value;
}
