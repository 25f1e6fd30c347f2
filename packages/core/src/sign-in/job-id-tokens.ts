/**
 * Signs in with ID tokens that the CI signs for its job. Where the CI gives them out, each request gets one of its own: the
 * instance may take a token for one request alone ("Enable JTI claim verification"), and none lives for long.
 */
import type { Clock } from '../clock.ts';
import { GateError } from '../errors.ts';
import type { Http, HttpResponse } from '../http/http.ts';
import { idTokenRemedy } from './id-token.ts';
import type { SignIn } from './sign-in.ts';

/** Where a job asks its CI for a new ID token, with GET. */
export interface IdTokenRequest {
  readonly url: string;
  /** The header of that name. It is a secret. */
  readonly authorization: string;
  /** The property of the JSON answer that is the token. */
  readonly property: string;
}

/**
 * A sign-in that asks for a new ID token before each request.
 * @param http for requests to the CI, which tries again itself where the CI is busy or does not answer
 */
export function jobIdTokens(
  request: IdTokenRequest,
  http: Http,
  clock: Clock,
  mask: (secret: string) => void,
): SignIn {
  const { url, authorization, property } = request;
  let last = '';
  mask(authorization.replace(/^Bearer /, ''));
  return {
    async headers() {
      last = readToken(await ask(), new URL(url).host, property);
      mask(last);
      return { authorization: `Bearer ${last}` };
    },
    // Of a request that was sent again, since its answer had got lost, the token may have been used up.
    renew() {},
    get remedy() {
      return idTokenRemedy(last, true);
    },
  };

  async function ask(): Promise<HttpResponse> {
    const headers = { accept: 'application/json', authorization };
    for (let left = 5; ; left -= 1) {
      const response = await http({ method: 'GET', url, headers });
      if (left === 0 || response.status !== 403 || !NOT_YET.test(response.body)) return response;
      await clock.sleep(2_000);
    }
  }
}

/**
 * GitHub, of a job that it has just begun: `Can't issue ID_TOKEN for job in 'Pending' state.` It is gone in a second or two
 * (aws-actions/configure-aws-credentials, issue 469).
 */
const NOT_YET = /Can't issue ID_TOKEN for job in '(?:Pending|Delayed)' state/;

/** Three parts of base64url: nothing else goes into a header. */
const JWT = /^[\w-]+\.[\w-]+\.[\w-]+$/;

function readToken({ status, body }: HttpResponse, host: string, property: string): string {
  const answer = parse(body);
  const token = answer[property];
  if (status === 200 && typeof token === 'string' && JWT.test(token)) return token;
  const none = `${host} gave this job no ID token to sign in to ServiceNow with:`;
  if (status === 200) {
    throw new GateError('NO_ID_TOKEN', `${none} its answer has none as "${property}".`, {
      remedy: `Where a proxy or a firewall has answered in its place, whoever runs that lets the runner reach ${host}.`,
    });
  }
  const said = typeof answer.message === 'string' ? `: ${answer.message.slice(0, 200)}` : '';
  const code = status === 429 ? 'RATE_LIMITED' : status >= 500 ? 'UNAVAILABLE' : 'NO_ID_TOKEN';
  throw new GateError(code, `${none} it answered ${status}${said.replace(/\.$/, '')}.`, {
    remedy: 'If it does so again, whoever runs the CI can tell why.',
    again: true,
  });
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null ? { ...body } : {};
  } catch {
    return {};
  }
}
