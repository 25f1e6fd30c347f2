/** Requests to GitHub's REST API, and what an answer means where it is not the one that was hoped for. */
import type {
  ApprovalAnswer,
  ApprovalHttp,
  ApprovalHttpResponse,
  ApprovalOutcome,
  ApprovalRequest,
} from '@change-gate/core/approval';

export interface GitHub {
  /**
   * @param path  below the repository
   * @param asked what was asked, after "GitHub answered 401 when asked"
   */
  get(path: string, asked: string): Look<unknown>;
  post(path: string, body: object): ApprovalHttpResponse;
}

/** What was seen, or the answer that ends this attempt. */
export type Look<T> = { readonly seen: T } | { readonly failed: ApprovalAnswer };

export function connect(
  { server, target, token }: Pick<ApprovalRequest, 'server' | 'target' | 'token'>,
  http: ApprovalHttp,
): GitHub {
  const repository = `${server}/repos/${target.owner}/${target.repo}`;
  const headers = {
    accept: 'application/vnd.github+json',
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    // GitHub refuses requests without one (GitHub docs, "Getting started with the REST API").
    'user-agent': 'change-gate',
    'x-github-api-version': '2022-11-28',
  };
  return {
    get(path, asked) {
      const response = http.send({ method: 'GET', url: `${repository}${path}`, headers });
      if (!isSuccess(response)) return { failed: failure(response, asked) };
      const seen = parse(response.body);
      return seen === null ? { failed: answer('unavailable', 'GitHub did not answer with JSON.') } : { seen };
    },
    post: (path, body) =>
      http.send({ method: 'POST', url: `${repository}${path}`, headers, body: JSON.stringify(body) }),
  };
}

export function isSuccess({ status }: ApprovalHttpResponse): boolean {
  return status >= 200 && status < 300;
}

/** @param asked what was asked, after "GitHub answered 401 when asked" */
export function failure(response: ApprovalHttpResponse, asked: string): ApprovalAnswer {
  const { status, body } = response;
  if (status === 0) return answer('unavailable', `GitHub did not answer: ${body}`);
  const said = wordsOf(parse(body));
  // A rate limit comes as 403 or as 429 (GitHub docs, "Rate limits for the REST API").
  const again =
    status === 408 || status === 429 || status >= 500 || (status === 403 && /rate limit/i.test(said));
  return answer(
    again ? 'unavailable' : 'refused',
    `GitHub answered ${status} when asked ${asked}${said === '' ? '' : `: ${said}`}`,
  );
}

/** `{"message": "Validation Failed", "errors": ["..."]}`; errors are texts or objects. */
function wordsOf(body: unknown): string {
  const { message, errors } = (body ?? {}) as { message?: unknown; errors?: unknown };
  const details = errors === undefined ? '' : ` ${JSON.stringify(errors)}`;
  return typeof message === 'string' ? `${message}${details}`.slice(0, 300) : '';
}

export function answer(outcome: ApprovalOutcome, detail: string): ApprovalAnswer {
  return { outcome, detail };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
