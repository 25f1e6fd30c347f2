/** The functions of condition expressions (Codefresh docs, "Condition expression syntax"). */

export type Value = string | number | boolean | null;

/** @returns undefined when it does not take these arguments */
export type ConditionFunction = (args: readonly Value[]) => Value | undefined;

/**
 * By name; `Variable` and `Member` are not there.
 * @fact Functions of a condition | String, Number, Boolean, upper, lower, trim, length, includes, match | documented |
 *   condition-expression-syntax
 */
export const FUNCTIONS: Readonly<Record<string, ConditionFunction>> = {
  String: ([value]) => (value === undefined ? undefined : String(value)),
  Number: ([value]) => {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof number === 'number' && !Number.isNaN(number) ? number : undefined;
  },
  Boolean: ([value]) => (value === undefined ? undefined : Boolean(value)),
  upper: text((value) => value.toUpperCase()),
  lower: text((value) => value.toLowerCase()),
  trim: text((value) => value.trim()),
  length: text((value) => value.length),
  includes: texts((value, search) => value.includes(search)),
  match: ([value, pattern, ignoreCase]) =>
    typeof value === 'string' && typeof pattern === 'string' && typeof ignoreCase === 'boolean'
      ? new RegExp(pattern, ignoreCase ? 'i' : '').test(value)
      : undefined,
};

function text(of: (value: string) => Value): ConditionFunction {
  return ([value]) => (typeof value === 'string' ? of(value) : undefined);
}

function texts(of: (value: string, other: string) => Value): ConditionFunction {
  return ([value, other]) =>
    typeof value === 'string' && typeof other === 'string' ? of(value, other) : undefined;
}
