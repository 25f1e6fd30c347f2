/**
 * References to variables that nobody has filled in. A CI leaves a name that it does not know, and every spelling but its own, as
 * it stands (examples of codefresh-io/steps have `${CF_API_TOKEN}`, where Codefresh fills in `${{NAME}}` alone). As a token it
 * would be refused only when it is used, which may be days later.
 *
 * Runs inside ServiceNow, too, whose engine cannot make a RegExp of what `String.raw` returns.
 */

/** `${{X}}` Codefresh and GitHub, `${X}` and `$(X)` shells, make and Azure, `$[[X]]` GitLab, `{{X}}` templates, `#{X}` deployments. */
const IN_BRACKETS =
  '\\$\\{\\{[^{}]*\\}\\}|[$#]\\{[^{}]*\\}|\\$\\([^()]*\\)|\\$\\[\\[[^[\\]]*\\]\\]|\\{\\{[^{}]*\\}\\}';

/** `secrets.X` where the brackets were forgotten, and what stands in examples. */
const IN_WORDS = '(?:secrets|vars|env|inputs|variables|steps)\\.[\\w.-]+|<[A-Za-z][\\w .-]*>';

/** `$X` and `%X%`. */
const NAMED = (name: string) => `\\$${name}|%${name}%`;

const quoted = (reference: string) => new RegExp(`^(["']?)(?:${reference})\\1$`);

/** Where one begins: a bracket may be missing at its end. */
const BEGINS = /[$#]\{|\{\{|\$\(|\$\[\[/;

/** What only a token cannot be: `{X}`, `@X@`, `__X__`, PowerShell's `$env:X`, and a variable's bare name. */
const BARE = '\\{\\w+\\}|@\\w+@|\\$env:\\w+|__\\w+__|[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+';

const TOKEN = quoted(`${IN_WORDS}|${NAMED('[A-Za-z_]\\w*')}|${BARE}`);
const CHOSEN = quoted(`${IN_BRACKETS}|${IN_WORDS}|${NAMED('[A-Z_][A-Z0-9_]*')}`);

/** Whether a token, which a machine has made, is or holds a reference. No token has `$` and brackets, begins with `$` or `%`, or is words of capitals and _. */
export function isReferenceForToken(token: string): boolean {
  return BEGINS.test(token) || TOKEN.test(token);
}

/** Whether a name or a password is a reference. A person may have chosen `$unshine` for one, but hardly `$SN_PASSWORD`. */
export function isReference(value: string): boolean {
  return CHOSEN.test(value);
}
