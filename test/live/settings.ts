/** What the suite is told by environment variables. */

/** One environment variable. */
export interface Variable {
  /** Behind `CHANGE_GATE_LIVE_`. */
  readonly name: string;
  /** What it is, for whoever has to set it. */
  readonly what: string;
  /** Is shown nowhere. */
  readonly secret?: true;
  /** It need not be set; the text is taken where it is not, and may be empty. */
  readonly otherwise?: string;
  /** What is wrong with a value, as the end of a sentence that begins with its name. */
  readonly wrong?: (value: string) => string | undefined;
}

/** Values by the names of `Variable`. */
export class Settings {
  readonly #values: ReadonlyMap<string, string>;
  readonly #secrets: readonly string[];

  constructor(values: ReadonlyMap<string, string>, secrets: readonly string[]) {
    this.#values = values;
    this.#secrets = secrets;
  }

  /** Empty where it may be left out, and is. */
  get(name: string): string {
    const value = this.#values.get(name);
    if (value === undefined) throw new Error(`No variable is called ${name}`);
    return value;
  }

  has(name: string): boolean {
    return this.get(name) !== '';
  }

  /** The text without any secret of these settings, in the forms in which they are sent. */
  redact(text: string): string {
    return this.#secrets.reduce((redacted, secret) => redacted.replaceAll(secret, '***'), text);
  }
}

export class SettingsError extends Error {}

const PREFIX = 'CHANGE_GATE_LIVE_';

/** @throws SettingsError that names each variable that is missing, wrong or unknown, and what it is */
export function readSettings(
  variables: readonly Variable[],
  environment: Readonly<Record<string, string | undefined>>,
): Settings {
  const problems: string[] = [];
  const values = new Map<string, string>();
  for (const { name, what, otherwise, wrong } of variables) {
    const value = environment[PREFIX + name]?.trim() || otherwise;
    if (value === undefined) problems.push(`${PREFIX}${name} is not set: ${what}.`);
    else if (value !== '' && wrong?.(value) !== undefined)
      problems.push(`${PREFIX}${name} ${wrong(value)}: ${what}.`);
    else values.set(name, value);
  }
  for (const name of Object.keys(environment)) {
    if (!name.startsWith(PREFIX)) continue;
    if (variables.some((variable) => PREFIX + variable.name === name)) continue;
    problems.push(`${name} is none of the suite's variables, or none of this CI's.`);
  }
  if (problems.length > 0) throw new SettingsError(problems.join('\n'));
  const secrets = variables.filter(({ secret }) => secret).map(({ name }) => values.get(name) ?? '');
  return new Settings(values, forms(secrets, basicSignIns(values)));
}

/** Longest first: one may be a part of another. */
function forms(secrets: readonly string[], more: readonly string[]): string[] {
  const all = secrets.flatMap((secret) => [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    ...base64Forms(secret),
  ]);
  return [...new Set([...all, ...more])].filter((form) => form !== '').sort((a, b) => b.length - a.length);
}

/** Of a longer text in base64 too, where it has another form for each place, modulo 3, at which the secret begins. */
function base64Forms(secret: string): string[] {
  return [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.from('\0'.repeat(before) + secret);
    // The first characters belong to what stands before as well, the last one to what follows.
    const start = before === 0 ? 0 : before + 1;
    const end = Math.floor((bytes.length * 8) / 6);
    const encoded = (['base64', 'base64url'] as const).map((form) => bytes.toString(form).slice(start, end));
    // What is left of a short one would hide ordinary words.
    return encoded.filter(({ length }) => length >= 6);
  });
}

/** What `Authorization: Basic` holds of each user. */
function basicSignIns(values: ReadonlyMap<string, string>): string[] {
  return [...values].flatMap(([name, user]) => {
    const password = name.endsWith('USERNAME') ? values.get(name.replace('USERNAME', 'PASSWORD')) : undefined;
    return password ? [basic(user, password)] : [];
  });
}

/** The credentials of HTTP Basic. */
export function basic(user: string, password: string): string {
  return Buffer.from(`${user}:${password}`).toString('base64');
}

/** For `Variable.wrong`: an absolute http or https URL without a slash at its end. */
export function wrongUrl(value: string): string | undefined {
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) return 'is no URL';
  return value.endsWith('/') ? 'ends with a slash' : undefined;
}

/** Longer than anybody waits, and less than a timer takes. */
const DAY_SECONDS = 86_400;

/** For `Variable.wrong`: seconds, and parts of them. */
export function wrongSeconds(value: string): string | undefined {
  const seconds = Number(value);
  return seconds > 0 && seconds <= DAY_SECONDS ? undefined : `is no number from above 0 to ${DAY_SECONDS}`;
}

/** For `Variable.wrong`: how many of something. */
export function wrongCount(value: string): string | undefined {
  return /^[1-9]\d{0,2}$/.test(value) ? undefined : 'is no whole number from 1 to 999';
}
