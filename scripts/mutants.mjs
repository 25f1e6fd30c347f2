/**
 * The small wrong changes that `npm run mutate` tries: which of them a source has, and the source with all of them.
 *
 * Left out, because no test could or should notice them:
 * - types, imports and exports;
 * - texts for people: literals with a space in them, descriptions, labels, and what is logged as information;
 * - a text that is compared, or a member of a list or an object, as the comparison is turned around and the member
 *   removed instead;
 * - the removal of a `throw` or `return`, as the condition before it is made false instead;
 * - conditions of loops made true, which would never end.
 */
import { parseAst } from 'vitest/node';

const OTHER_OPERATORS = {
  '===': ['!=='],
  '!==': ['==='],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
};
const OTHER_METHODS = new Map([
  ['some', 'every'],
  ['every', 'some'],
  ['startsWith', 'endsWith'],
  ['endsWith', 'startsWith'],
]);
const DROPPED_METHODS = /^(?:filter|sort|toSorted|trim|toLowerCase|slice|substring|reverse)$/;
const TESTING_METHODS = /^(?:some|every|has|includes|startsWith|endsWith|test)$/;
const TYPES = /^(?:TS(?!AsExpression|NonNull|Satisfies)|Import|ExportAll|ExportSpecifier)/;
const TYPE_KEYS = /^(?:typeAnnotation|typeArguments|typeParameters|returnType|implements)$/;
const INFORMATION = /^(?:[\w.]+\.)?log\.(?:info|debug)\(/;
const ELSEWHERE = /^(?:Binary|Array)Expression$|^Property$/;
const LARGE = 1000;

/**
 * @param {string} source TypeScript
 * @param {number} firstId the mutants' ids follow from it
 * @returns {{ code: string, mutants: { id: number, line: number, what: string }[] }} the source with every mutant in
 *   it, each of which is on where the global function `mutantIsOn` says so of its id
 */
export function withMutants(source, firstId) {
  const textOf = ({ start, end }) => source.slice(start, end);
  /** Alternatives of expressions, by where those are. */
  const found = new Map();
  /** Expressions that a conditional expression cannot stand for: what is called, and links of an optional chain. */
  const bound = new Set();

  const add = (node, to, what = `${oneLine(textOf(node))} -> ${oneLine(to)}`) => {
    if (bound.has(node)) return;
    const key = `${node.start}-${node.end}`;
    const place = found.get(key) ?? { start: node.start, end: node.end, changes: new Map() };
    if (to !== textOf(node) && !place.changes.has(to)) place.changes.set(to, what);
    found.set(key, place);
  };
  const replace = (node, ...alternatives) => {
    for (const to of alternatives) add(node, to);
  };
  const withoutEach = (node, parts, open, close) => {
    for (const part of parts.filter((one) => !isForPeople(one))) {
      const others = parts.filter((other) => other !== part).map(textOf);
      add(node, `${open}${others.join(', ')}${close}`, `without ${oneLine(textOf(part))}`);
    }
  };
  const replaceResult = (node) => {
    if (isYesOrNo(node)) replace(node, 'true', 'false');
    else if (/^(?:Await|Call|Chain|Member|New|TSAs)Expression|^Identifier/.test(node.type))
      replace(node, 'undefined');
  };

  const visitors = {
    IfStatement: ({ test }) => replace(test, 'true', 'false'),
    ConditionalExpression: ({ test }) => replace(test, 'true', 'false'),
    WhileStatement: ({ test }) => replace(test, 'false'),
    ForStatement: ({ test }) => test && replace(test, 'false'),
    LogicalExpression: (node) => replaceOperator(node),
    BinaryExpression: (node) => replaceOperator(node),
    UnaryExpression: (node) => node.operator === '!' && replace(node, textOf(node.argument)),
    ReturnStatement: ({ argument }) => argument && replaceResult(argument),
    ArrowFunctionExpression: ({ body }) => body.type !== 'BlockStatement' && replaceResult(body),
    ExpressionStatement: ({ expression }) => {
      const isCall = /^(?:Call|Await|Assignment|Update|Chain)Expression$/.test(expression.type);
      if (isCall && expression.callee?.type !== 'Super') replace(expression, 'undefined');
    },
    ArrayExpression: (node) => withoutEach(node, node.elements.filter(Boolean), '[', ']'),
    ObjectExpression: (node) => withoutEach(node, node.properties, '{ ', ' }'),
    Literal: (node, parent) => {
      if (typeof node.value === 'string' && ELSEWHERE.test(parent.type)) return;
      replace(node, ...alternativesOfLiteral(node));
    },
    TemplateLiteral: ({ quasis, ...node }) =>
      !quasis.some(({ value }) => value.raw.includes(' ')) && replace(node, "''"),
    CallExpression: (node) => {
      const { object, property } = node.callee;
      if (property === undefined || node.callee.computed) return;
      const other = OTHER_METHODS.get(property.name);
      const after = source.slice(property.end, node.end);
      if (other) replace(node, `${source.slice(node.start, property.start)}${other}${after}`);
      if (DROPPED_METHODS.test(property.name)) replace(node, textOf(object));
    },
    ChainExpression: (node) => {
      for (
        let link = node.expression;
        link !== undefined;
        link = link.object ?? link.callee ?? link.expression
      ) {
        bound.add(link);
        if (!link.optional) continue;
        const at = source.indexOf('?.', (link.object ?? link.callee).end);
        const dot = link.type === 'MemberExpression' && !link.computed ? '.' : '';
        replace(node, source.slice(node.start, at) + dot + source.slice(at + 2, node.end));
      }
    },
  };

  function replaceOperator(node) {
    const { left, right, operator } = node;
    const isText = [left, right].some(
      (side) => typeof side.value === 'string' || side.type === 'TemplateLiteral',
    );
    if (operator === '+' && isText) return;
    // Where a condition is true and false already, turning it around would be found by the same tests.
    if (/^[!=]==$/.test(operator) && found.has(`${node.start}-${node.end}`)) return;
    // Brackets, as ?? cannot be mixed with && and ||.
    const others = OTHER_OPERATORS[operator] ?? [];
    replace(node, ...others.map((other) => `(${textOf(left)}) ${other} (${textOf(right)})`));
  }

  function visit(node, parent) {
    if (TYPES.test(node.type) || node.directive || isForPeople(node)) return;
    if (node.callee) bound.add(node.callee);
    visitors[node.type]?.(node, parent);
    for (const [key, value] of Object.entries(node)) {
      if (TYPE_KEYS.test(key) || isNoValue(node, key)) continue;
      for (const part of [value].flat()) if (typeof part?.type === 'string') visit(part, node);
    }
  }

  const isForPeople = (node) =>
    (node.type === 'Property' && /^(?:description|label)$/.test(node.key.name)) ||
    (node.type === 'ExpressionStatement' && INFORMATION.test(textOf(node)));

  visit(parseAst(source, { lang: 'ts' }));
  return instrumented(source, [...found.values()], firstId);
}

/** Puts alternatives into a source. They nest, as expressions do. */
function instrumented(source, found, firstId) {
  const mutants = [];
  const wraps = found
    .filter(({ changes }) => changes.size > 0)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const upTo = (end, start) => {
    let text = '';
    let at = start;
    while (wraps[0] !== undefined && wraps[0].start < end) {
      const wrap = wraps.shift();
      const line = source.slice(0, wrap.start).split('\n').length;
      const switches = [...wrap.changes].map(([to, what]) => {
        const id = firstId + mutants.length;
        mutants.push({ id, line, what });
        return `mutantIsOn(${id}) ? (${to}) : `;
      });
      text += `${source.slice(at, wrap.start)}(${switches.join('')}(${upTo(wrap.end, wrap.start)}))`;
      at = wrap.end;
    }
    return text + source.slice(at, end);
  };
  return { code: upTo(source.length, 0), mutants };
}

const oneLine = (text) => text.replace(/\s+/g, ' ');

function isYesOrNo({ type, operator, callee }) {
  if (type === 'UnaryExpression') return operator === '!';
  if (type === 'BinaryExpression') return /[=<>]|^in/.test(operator);
  if (type === 'LogicalExpression') return operator !== '??';
  return type === 'CallExpression' && TESTING_METHODS.test(callee.property?.name);
}

function alternativesOfLiteral({ value, raw, regex }) {
  if (regex) return [raw.replace(/^\/\^/, '/'), raw.replace(/\$\/(\w*)$/, '/$1')];
  if (typeof value === 'boolean') return [String(!value)];
  if (typeof value === 'number') return [String(value < LARGE ? value + 1 : Math.floor(value / 2))];
  return typeof value === 'string' && value !== '' && !value.includes(' ') ? ["''"] : [];
}

/** Names, and places that are written to. */
function isNoValue({ type, computed, operator }, key) {
  if (key === 'key' || key === 'property') return !computed;
  if (key === 'source') return true;
  if (key === 'left') return type === 'AssignmentExpression';
  if (key === 'argument') return type === 'UpdateExpression' || operator === 'delete';
  return false;
}
