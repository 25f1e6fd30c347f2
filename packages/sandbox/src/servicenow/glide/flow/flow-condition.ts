/** The condition of a flow's If: clauses over pills, as `{{<id>.Record.state}}=-1^{{..}}!=rejected`. */

interface Clause {
  readonly pill: string;
  readonly operator: string;
  readonly value: string;
}

/** Any of the groups, each of which is met when all of its clauses are. */
export type FlowCondition = readonly (readonly Clause[])[];

const CLAUSE = /^(\{\{.+?\}\})(NOT IN|IN|ISEMPTY|ISNOTEMPTY|!=|=)(.*)$/s;

/** @throws Error naming the clause that the sandbox does not implement */
export function parseFlowCondition(text: string): FlowCondition {
  if (text.includes('^OR')) throw new Error(`^OR in the condition of an If (${text})`);
  return text.split('^NQ').map((group) => group.split('^').map(parseClause));
}

/** @param resolve the value that a pill stands for */
export function isMet(condition: FlowCondition, resolve: (pill: string) => string): boolean {
  return condition.some((clauses) => clauses.every((clause) => holds(clause, resolve(clause.pill))));
}

function parseClause(text: string): Clause {
  const [, pill, operator, value] = CLAUSE.exec(text) ?? [];
  if (pill === undefined || operator === undefined || value === undefined) {
    throw new Error(`"${text}" in the condition of an If`);
  }
  return { pill, operator, value };
}

function holds({ operator, value }: Clause, actual: string): boolean {
  switch (operator) {
    case '=':
      return actual === value;
    case '!=':
      return actual !== value;
    case 'IN':
      return value.split(',').includes(actual);
    case 'NOT IN':
      return !value.split(',').includes(actual);
    case 'ISEMPTY':
      return actual === '';
    default:
      return actual !== '';
  }
}
