/** Whether a record meets an encoded query, as far as that can be told without the instance. */

/** What is known of a column: its value, that it has one, or nothing. */
export type Known = { readonly value: string } | 'filled' | undefined;

/**
 * @param query of `=`, `!=`, `IN`, `NOT IN`, `ISEMPTY` and `ISNOTEMPTY`, which say all that can be told here
 * @returns `undefined` where it cannot be told
 */
export function meets(query: string, known: (column: string) => Known): boolean | undefined {
  const text = query.replace(/\^?EQ$/, '');
  if (text === '') return true;
  return anyHolds(text.split('^NQ').map((part) => meetsAll(part, known)));
}

function meetsAll(part: string, known: (column: string) => Known): boolean | undefined {
  const groups: string[][] = [];
  for (const term of part.split('^')) {
    // It binds to the condition before it.
    const last = groups.at(-1);
    if (term.startsWith('OR') && !term.startsWith('ORDERBY') && last !== undefined) last.push(term.slice(2));
    else groups.push([term]);
  }
  const all = groups.map((terms) => anyHolds(terms.map((term) => holdsFor(term, known))));
  if (all.includes(false)) return false;
  return all.includes(undefined) ? undefined : true;
}

function anyHolds(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}

/** A name begins with a lower-case letter, and an operator does not. */
const TERM = /^([a-z_][a-z0-9_]*)(ISNOTEMPTY|ISEMPTY|NOT IN|IN|!=|=)(.*)$/s;

function holdsFor(term: string, known: (column: string) => Known): boolean | undefined {
  const [, column = '', operator = '', operand = ''] = TERM.exec(term) ?? [];
  const of = known(column);
  if (column === '' || of === undefined || operand.startsWith('javascript:')) return undefined;
  const isFilled = of === 'filled' || of.value !== '';
  if (operator === 'ISEMPTY') return !isFilled;
  if (operator === 'ISNOTEMPTY') return isFilled;
  const operands = operator.endsWith('IN') ? operand.split(',') : [operand];
  const same = isOneOf(of, operands);
  if (same === undefined) return undefined;
  return operator === '=' || operator === 'IN' ? same : !same;
}

/** Values that differ in case alone may be the same to an instance, or not. */
function isOneOf(of: NonNullable<Known>, operands: readonly string[]): boolean | undefined {
  if (of === 'filled') return operands.every((operand) => operand === '') ? false : undefined;
  if (operands.includes(of.value)) return true;
  const inAnyCase = operands.map((operand) => operand.toLowerCase());
  return inAnyCase.includes(of.value.toLowerCase()) ? undefined : false;
}
