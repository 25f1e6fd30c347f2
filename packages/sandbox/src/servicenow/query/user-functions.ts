import { UnsupportedQueryError } from './encoded-query.ts';

/** Who asks: what `javascript:gs.getUserID()` and `javascript:gs.getUserName()` in a query are about. */
export interface QueryUser {
  readonly userName: string;
  readonly sysId: string;
}

const SCRIPT = 'javascript:';

const FUNCTIONS: ReadonlyMap<string, (user: QueryUser) => string> = new Map([
  ['gs.getUserID()', ({ sysId }: QueryUser) => sysId],
  ['gs.getUserName()', ({ userName }: QueryUser) => userName],
]);

export function isScript(value: string): boolean {
  return value.startsWith(SCRIPT);
}

/**
 * What a value of a condition stands for: itself, or what its `javascript:` gives. No code runs.
 * @param user undefined where nobody asks, as for a rule's condition
 * @throws UnsupportedQueryError
 */
export function conditionValue(value: string, user: QueryUser | undefined): string {
  if (!isScript(value)) return value;
  const read = FUNCTIONS.get(value.slice(SCRIPT.length).trim());
  if (read === undefined) throw unsupported(value);
  if (user === undefined) throw unsupported(`${value}, where nobody is logged in,`);
  return read(user);
}

function unsupported(script: string): UnsupportedQueryError {
  return new UnsupportedQueryError(`The sandbox does not evaluate ${script} in a query`);
}
