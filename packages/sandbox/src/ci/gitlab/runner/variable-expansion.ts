/**
 * Fills in variables that name others.
 * @fact `$NAME` in the value of a variable | is filled in, empty where there is none; `$$` is a dollar sign
 *   | documented | doc/ci/variables/where_variables_can_be_used.md
 * @param text where `$$` stands for a dollar sign, and `$NAME` or `${NAME}` for a variable: empty where there is none
 * @param within the variables that are being filled in; one that names itself stays as it is written
 */
export function expandVariables(
  text: string,
  values: Readonly<Record<string, string>>,
  within: readonly string[] = [],
): string {
  return text.replace(/\$\$|\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/g, (written, plain, braced) => {
    if (written === '$$') return '$';
    const name: string = plain ?? braced;
    if (within.includes(name)) return written;
    return Object.hasOwn(values, name) ? expandVariables(values[name] ?? '', values, [...within, name]) : '';
  });
}

/** The variables with these names, each with its references to others filled in. */
export function expandedVariables(
  names: readonly string[],
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, expandVariables(`\${${name}}`, values)]));
}
