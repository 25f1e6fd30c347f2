import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/**
 * An error as GitHub words it: the status is in the body too, as text.
 * @fact An answer that is an error | `{message, documentation_url, status}`, with `errors` where a body is
 *   wrong | documented | OpenAPI, basic-error and validation-error
 */
export function failure(
  c: Context,
  status: ContentfulStatusCode,
  message: string,
  errors?: readonly unknown[],
): Response {
  const body = {
    message,
    ...(errors !== undefined && { errors }),
    documentation_url: 'https://docs.github.com/rest',
    status: String(status),
  };
  return c.json(body, status);
}
