/** `when`: whether a step runs at all (Codefresh docs, pipelines/conditional-execution-of-steps). */

import { PipelineError } from '../../../base/pipeline-error.ts';
import { Fields, isRecord } from '../fields.ts';
import { notImplemented } from '../not-implemented.ts';
import { substitute } from '../substitution.ts';
import { evaluate, isTrue } from './expression.ts';

/** What a condition may look at. */
export interface ConditionScope {
  readonly branch: string;
  /** The value of `${{NAME}}`. */
  variable(name: string): string | undefined;
  /** The value of a path in an expression: `steps.open.result`, `workflow.result`. */
  path(path: string): string | undefined;
}

/** @throws PipelineError when the condition cannot be evaluated */
export type Condition = (scope: ConditionScope) => boolean;

/**
 * @fact `when` | all that it holds must be true | documented | pipelines/conditional-execution-of-steps
 * @throws PipelineError
 */
export function parseWhen(fields: Fields | undefined): Condition {
  if (fields === undefined) return () => true;
  const conditions = [
    parseBranch(fields.fields('branch')),
    parseExpressions(fields.fields('condition')),
    parseSteps(fields.any('steps'), `${fields.where}.steps`),
  ];
  fields.done();
  return (scope) => conditions.every((condition) => condition(scope));
}

function parseBranch(fields: Fields | undefined): Condition {
  if (fields === undefined) return () => true;
  const only = fields.texts('only');
  const ignore = fields.texts('ignore');
  fields.done();
  return ({ branch }) =>
    (only?.some((written) => isBranch(written, branch)) ?? true) &&
    !(ignore?.some((written) => isBranch(written, branch)) ?? false);
}

/** @param written a name, or a JavaScript regular expression between slashes */
function isBranch(written: string, branch: string): boolean {
  const [, pattern, flags] = /^\/(.*)\/(i?)$/.exec(written) ?? [];
  return pattern === undefined ? written === branch : new RegExp(pattern, flags).test(branch);
}

function parseExpressions(fields: Fields | undefined): Condition {
  if (fields === undefined) return () => true;
  const all = texts(fields, 'all');
  const any = texts(fields, 'any');
  fields.done();
  const holds = (text: string, scope: ConditionScope) =>
    isTrue(evaluate(substitute(text, scope.variable), scope.path));
  return (scope) =>
    all.every((text) => holds(text, scope)) && (any.length === 0 || any.some((text) => holds(text, scope)));
}

function texts(fields: Fields, key: string): string[] {
  const named = Object.entries(fields.record(key) ?? {});
  return named.map(([name, text]) => {
    if (typeof text === 'string') return text;
    throw new PipelineError(`${fields.where}.${key}.${name} must be a string`);
  });
}

/** `steps: [{name, on: [..]}]`, or the same list under `all` or `any` (docs, pipelines/advanced-workflows). */
function parseSteps(value: unknown, where: string): Condition {
  if (value === undefined) return () => true;
  const fields = new Fields(Array.isArray(value) ? { all: value } : value, where);
  const all = parseDependencies(fields.any('all'), `${where}.all`);
  const any = parseDependencies(fields.any('any'), `${where}.any`);
  fields.done();
  return (scope) =>
    all.every((dependency) => dependency(scope)) &&
    (any.length === 0 || any.some((dependency) => dependency(scope)));
}

function parseDependencies(list: unknown, where: string): Condition[] {
  if (list === undefined) return [];
  if (!Array.isArray(list)) throw new PipelineError(`${where} must be a list`);
  return list.map((item, index) => parseDependency(item, `${where}[${index}]`));
}

const RESULTS: ReadonlySet<string> = new Set([
  'success',
  'failure',
  'finished',
  'approved',
  'denied',
  'skipped',
]);

function parseDependency(item: unknown, where: string): Condition {
  if (!isRecord(item)) throw new PipelineError(`${where} must be a map`);
  const fields = new Fields(item, where);
  const name = fields.requiredText('name');
  const results = fields.texts('on') ?? ['success'];
  fields.done();
  const odd = results.find((result) => !RESULTS.has(result));
  if (odd !== undefined) throw notImplemented(`on: ${odd}`, where);
  return ({ path }) => {
    const result = path(`steps.${name}.result`);
    if (result === undefined) throw new PipelineError(`${where}: the pipeline has no step ${name}`);
    // In a sequential pipeline whatever has not run by now never will.
    if (result === 'pending') return false;
    return results.includes(result) || (results.includes('finished') && result !== 'skipped');
  };
}
