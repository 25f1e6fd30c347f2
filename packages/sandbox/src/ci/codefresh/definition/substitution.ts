/**
 * Codefresh's `${{NAME}}`. What is not set stays as it is written.
 * @fact `${{NAME}}` that is not set | stays as it is written | third party | guards in codefresh-io/steps,
 *   jira-issue-manager
 */

/** @param read gets what stands between the braces, e.g. `CR_NUMBER` or `steps.open.output.CR_NUMBER` */
export function substitute(text: string, read: (expression: string) => string | undefined): string {
  return text.replace(
    /\$\{\{\s*([^{}\s]+)\s*\}\}/g,
    (written, expression: string) => read(expression) ?? written,
  );
}

/** The same in every string of a JSON value. */
export function substituteAll(value: unknown, read: (expression: string) => string | undefined): unknown {
  if (typeof value === 'string') return substitute(value, read);
  if (Array.isArray(value)) return value.map((item) => substituteAll(item, read));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, substituteAll(item, read)]));
}
