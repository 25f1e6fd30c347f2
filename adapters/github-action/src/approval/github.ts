/** GitHub's REST API, as ServiceNow calls it. */
import type {
  ApprovalAnswer,
  ApprovalHttp,
  ApprovalHttpResponse,
  ApprovalRequest,
} from '@change-gate/core/approval';
import { type ApprovalClient, answer, createClient } from '@change-gate/core/approval-client';

/** Requests whose paths are below the repository of the gate. */
export function connect(
  { server, target, token }: Pick<ApprovalRequest, 'server' | 'target' | 'token'>,
  http: ApprovalHttp,
): ApprovalClient {
  const client = createClient(
    {
      name: 'GitHub',
      baseUrl: `${server}/repos/${target.owner}/${target.repo}`,
      headers: headers(token),
      errorText,
      // A rate limit comes as 403 or as 429 (GitHub docs, "Rate limits for the REST API").
      isTransient: (status, text) => status === 403 && /rate limit/i.test(text),
    },
    http,
  );
  const { get } = client;
  return Object.assign(client, {
    get(path: string, asked: string) {
      const read = get(path, asked);
      return 'value' in read && read.value === null ? client.unexpected('JSON') : read;
    },
  });
}

export function headers(bearer: string): Readonly<Record<string, string>> {
  return {
    accept: 'application/vnd.github+json',
    authorization: `Bearer ${bearer}`,
    'content-type': 'application/json',
    // GitHub refuses requests without one (GitHub docs, "Getting started with the REST API").
    'user-agent': 'change-gate',
    'x-github-api-version': '2022-11-28',
  };
}

/**
 * What an answer means that is no success, to a decision for a deployment that still waits. GitHub answers 422 alike where
 * somebody was faster, which its lists may not show yet, and to who may not decide.
 */
export function refusal(
  github: ApprovalClient,
  response: ApprovalHttpResponse,
  asked: string,
): ApprovalAnswer {
  const refused = github.decisionFailure(response, asked);
  return response.status === 422 ? answer('contested', refused.detail) : refused;
}

/** `{"message": "Validation Failed", "errors": ["..."]}`; errors are texts or objects. */
export function errorText(body: unknown): string {
  const { message, errors } = (body ?? {}) as { message?: unknown; errors?: unknown };
  const details = errors === undefined ? '' : ` ${JSON.stringify(errors)}`;
  return typeof message === 'string' ? `${message}${details}` : '';
}
