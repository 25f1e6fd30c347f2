/** `${{ }}` expressions, by GitHub's own parser and evaluator. */
import { data, Evaluator, Lexer, Parser } from '@actions/expressions';
import type { FunctionDefinition } from '@actions/expressions/funcs/info';
import { PipelineError } from '../../base/pipeline-error.ts';
import { notImplemented } from './not-implemented.ts';

/** Context name to its value, which must be JSON. */
export type Contexts = Readonly<Record<string, unknown>>;

/** What `success()` and the others answer where they may stand. */
export interface StatusFunctions {
  readonly success: boolean;
  readonly failure: boolean;
  readonly cancelled: boolean;
}

const STATUS_FUNCTION = /\b(?:success|failure|cancelled|always)\s*\(/i;

/** A `}}` inside a string literal does not end an expression. */
const EXPRESSION = /\$\{\{((?:[^'}]|'[^']*'|\}(?!\}))*)\}\}/g;

/**
 * The text with its expressions evaluated.
 * @throws PipelineError when an expression cannot be parsed or evaluated
 */
export function interpolate(text: string, contexts: Contexts): string {
  return text.replace(EXPRESSION, (_, source: string) => evaluate(source, contexts).coerceString());
}

/**
 * An `if:`, with or without `${{ }}`; without a status function it holds only on success.
 * @param condition null when there is none
 * @throws PipelineError when it cannot be parsed or evaluated
 */
export function evaluateCondition(
  condition: string | null,
  contexts: Contexts,
  status: StatusFunctions,
): boolean {
  const source = bareCondition(condition);
  if (!STATUS_FUNCTION.test(source) && !status.success) return false;
  return source === '' || truthy(evaluate(source, contexts, statusFunctions(status)));
}

/**
 * Finds what cannot be evaluated, before anything runs.
 * @param contexts names of the contexts that may be used here
 * @throws PipelineError naming what is not available
 */
export function checkTemplate(text: string, contexts: readonly string[], where: string): void {
  for (const [, source = ''] of text.matchAll(EXPRESSION)) checkExpression(source, contexts, [], where);
  if (text.replace(EXPRESSION, '').includes('${{'))
    throw new PipelineError(`${where}: The expression is not closed: \${{ without its }}`);
}

/** As `checkTemplate`, for an `if:`, where status functions are available too. */
export function checkCondition(text: string, contexts: readonly string[], where: string): void {
  const source = bareCondition(text);
  const functions = statusFunctions({ success: true, failure: false, cancelled: false });
  if (source !== '') checkExpression(source, contexts, functions, where);
}

function checkExpression(
  source: string,
  contexts: readonly string[],
  functions: FunctionDefinition[],
  where: string,
): void {
  try {
    parse(source, contexts, functions);
  } catch (error) {
    const { message } = error as Error;
    const [, lacking] = /'(strategy|hashFiles)'/i.exec(message) ?? [];
    if (lacking !== undefined) throw notImplemented(lacking, where);
    throw new PipelineError(`${where}: ${message}`, { cause: error });
  }
}

function evaluate(source: string, contexts: Contexts, functions: FunctionDefinition[] = []) {
  const values: data.Dictionary = JSON.parse(JSON.stringify(contexts), data.reviver);
  const tree = parse(source, Object.keys(contexts), functions);
  return new Evaluator(tree, values, new Map(functions.map((each) => [each.name, each]))).evaluate();
}

function parse(source: string, contexts: readonly string[], functions: FunctionDefinition[]) {
  try {
    return new Parser(new Lexer(source.trim()).lex().tokens, [...contexts], functions).parse();
  } catch (error) {
    throw new PipelineError(`\${{ ${source.trim()} }} is not available here: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

function bareCondition(condition: string | null): string {
  const text = (condition ?? '').trim();
  const [, inner] = /^\$\{\{([\s\S]*)\}\}$/.exec(text) ?? [];
  return (inner ?? text).trim();
}

function statusFunctions({ success, failure, cancelled }: StatusFunctions): FunctionDefinition[] {
  return Object.entries({ success, failure, cancelled, always: true }).map(([name, answer]) => ({
    name,
    minArgs: 0,
    maxArgs: 0,
    call: () => new data.BooleanData(answer),
  }));
}

/** GitHub docs, "Evaluate expressions": false, 0, -0, '' and null are falsy. */
function truthy(value: data.ExpressionData): boolean {
  if (value instanceof data.Null) return false;
  if (value instanceof data.BooleanData) return value.value;
  if (value instanceof data.NumberData) return value.number() !== 0 && !Number.isNaN(value.number());
  return !(value instanceof data.StringData) || value.coerceString() !== '';
}
