/**
 * ServiceNow's OAuth token endpoint, `/oauth_token.do`: form-urlencoded only (ServiceNow docs,
 * r_RESTOAuthExample).
 */
import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import type { Clock } from '../clock.ts';
import { GateError } from '../errors.ts';
import type { Http, HttpRequest, HttpResponse } from '../http/http.ts';
import { notJson } from '../servicenow/not-json.ts';
import { readResult } from '../servicenow/read-result.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { SignIn } from './sign-in.ts';

/** One OAuth grant: what is sent for an access token, and what to check when it is refused. */
export interface Grant {
  readonly instanceUrl: string;
  /** What tells this grant from others; a change of it is another token. */
  readonly identity: readonly string[];
  /** The form's fields, made anew for each request: a JWT assertion serves once. */
  form(): Readonly<Record<string, string>>;
  /** Whether the same form may be sent twice. */
  readonly repeatable: boolean;
  /** What to check when the instance refuses it: one sentence. */
  readonly remedy: string;
}

export interface OAuthOptions {
  readonly http: Http;
  readonly tokens: AccessTokens;
  readonly clock: Clock;
  readonly mask: (secret: string) => void;
}

const granted = z.lazy(() =>
  z.object({
    access_token: z.string().check(z.minLength(1)),
    // Seconds; a server that does not say gets asked again after ten minutes.
    expires_in: z.catch(z.coerce.number(), 600),
    refresh_token: z.optional(z.string()),
  }),
);

/** Signs in with access tokens of this grant, each used until shortly before it expires. */
export function oauth(grant: Grant, { http, tokens, clock, mask }: OAuthOptions): SignIn {
  const key = createHash('sha256')
    .update(JSON.stringify([grant.instanceUrl, ...grant.identity]))
    .digest('hex');
  return {
    async headers() {
      const token = tokens.get(key, clock.now()) ?? (await ask());
      return { authorization: `Bearer ${token}` };
    },
    renew: () => tokens.forget(key),
    remedy: grant.remedy,
  };

  async function ask(): Promise<string> {
    const request: HttpRequest = {
      method: 'POST',
      url: new URL('/oauth_token.do', grant.instanceUrl).href,
      headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(grant.form()).toString(),
      idempotent: grant.repeatable,
    };
    const answer = read(request, await http(request));
    mask(answer.access_token);
    if (answer.refresh_token !== undefined) mask(answer.refresh_token);
    tokens.keep(key, {
      value: answer.access_token,
      expires: clock.now().getTime() + answer.expires_in * 1_000,
    });
    return answer.access_token;
  }

  function read(request: HttpRequest, response: HttpResponse): z.output<typeof granted> {
    const body = parse(response.body);
    const answer = granted.safeParse(body);
    if (response.status === 200 && answer.success) return answer.data;
    const { status } = response;
    // A refusal of the grant is 400 or 401; everything else is any request's trouble.
    if (status === 202 || status === 429 || status >= 500) readResult(request, response, grant.remedy);
    if (body === undefined) throw notJson(request, response);
    const { error, error_description: description } = body as Record<string, unknown>;
    const said = [error, description].filter((part) => typeof part === 'string').join(': ');
    throw new GateError(
      'UNAUTHENTICATED',
      `${new URL(grant.instanceUrl).host} granted no access token; it answered ${response.status}${said === '' ? '' : `: ${said}`}.`,
      { remedy: grant.remedy },
    );
  }
}

function parse(text: string): object | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? body : undefined;
  } catch {
    return undefined;
  }
}
