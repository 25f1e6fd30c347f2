/** What of an instance may lie in a repository. */

/** Columns whose values are secrets, by their type or their name. */
const SECRET_TYPE = /^password/;
const SECRET_NAME = /passw|secret|token|api_?key|credential/i;

/** Whether nothing is told of a column but its name and type. */
export function isSecretColumn({ name, type }: { readonly name: string; readonly type: string }): boolean {
  return SECRET_TYPE.test(type) || SECRET_NAME.test(name);
}

/** Addresses of hosts and of people, and the names under which people sign in. */
const OF_A_HOST_OR_A_PERSON = /:\/\/|@|\bsys_(?:created|updated)_by\b|\buser_name\b/;

/** Whether a value or a query names neither a host nor a person. */
export function isPortable(text: string): boolean {
  return !OF_A_HOST_OR_A_PERSON.test(text);
}
