/** Codefresh's REST API, as ServiceNow calls it. */

/** The API key as it is: Codefresh wants no "Bearer" before it. */
export function headers(key: string): Readonly<Record<string, string>> {
  return { authorization: key, accept: 'application/json', 'content-type': 'application/json' };
}

/** Codefresh's own words about an error: `{message, error}`. */
export function errorText(body: unknown): string {
  const { message } = (body ?? {}) as { message?: unknown };
  return typeof message === 'string' ? message : '';
}
