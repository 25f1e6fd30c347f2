import type { ScriptSession } from '../../runtime/script-session.ts';
import { notImplemented, strictObject } from '../strict.ts';
import { toText } from './field-value.ts';

/**
 * Script operators and what an encoded query calls them.
 * @fact Operators of `addQuery` | those of the documentation; others are refused by name | documented |
 *   c_GlideRecordScopedAPI
 */
const OPERATORS: Readonly<Record<string, string>> = {
  '=': '=',
  '!=': '!=',
  '>': '>',
  '>=': '>=',
  '<': '<',
  '<=': '<=',
  IN: 'IN',
  'NOT IN': 'NOT IN',
  STARTSWITH: 'STARTSWITH',
  ENDSWITH: 'ENDSWITH',
  CONTAINS: 'LIKE',
  LIKE: 'LIKE',
  'DOES NOT CONTAIN': 'NOTLIKE',
};

/** The conditions that a script adds one by one, as an encoded query. */
export class RecordQuery {
  readonly #session: ScriptSession;
  readonly #conditions: string[] = [];
  readonly #orders: string[] = [];

  constructor(session: ScriptSession) {
    this.#session = session;
  }

  get text(): string {
    return [...this.#conditions, ...this.#orders].join('^');
  }

  encoded(query: unknown): void {
    if (toText(query) !== '') this.#conditions.push(toText(query));
  }

  /** `(field, value)`, `(field, operator, value)`; one argument is an encoded query. */
  where(args: readonly unknown[]): QueryCondition {
    const index = this.#conditions.length;
    if (args.length === 1) this.encoded(args[0]);
    else this.#conditions.push(this.#condition(args));
    const or = (other: readonly unknown[]): void => {
      this.#conditions[index] += `^OR${this.#condition(other)}`;
    };
    return strictObject(new QueryCondition(or), 'GlideQueryCondition', this.#session);
  }

  order(field: unknown, descending: boolean): void {
    this.#orders.push(`ORDERBY${descending ? 'DESC' : ''}${toText(field)}`);
  }

  #condition(args: readonly unknown[]): string {
    const [field, operator, value] = args.length === 2 ? [args[0], '=', args[1]] : args;
    const encoded = OPERATORS[toText(operator).toUpperCase()];
    if (encoded === undefined) throw notImplemented(this.#session, `the query operator ${toText(operator)}`);
    // A condition of its own has no such limit on an instance, but an encoded query has no escape for it.
    if (toText(value).includes('^')) throw notImplemented(this.#session, 'a query value that holds ^');
    if (toText(value) === '' && (encoded === '=' || encoded === '!=')) {
      return `${toText(field)}${encoded === '=' ? 'ISEMPTY' : 'ISNOTEMPTY'}`;
    }
    return `${toText(field)}${encoded}${toText(value)}`;
  }
}

/** What `addQuery` returns. */
export class QueryCondition {
  readonly #or: (args: readonly unknown[]) => void;

  constructor(or: (args: readonly unknown[]) => void) {
    this.#or = or;
  }

  addOrCondition(...args: unknown[]): this {
    this.#or(args);
    return this;
  }
}
