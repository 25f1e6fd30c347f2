/** The few requests of GitLab's REST API with which ServiceNow plays a gate. Runs inside ServiceNow. */
import type {
  ApprovalAnswer,
  ApprovalHttp,
  ApprovalHttpResponse,
  ApprovalOutcome,
  ApprovalRequest,
} from '@change-gate/core/approval';

export interface GateJob {
  readonly id: number;
  readonly status: string;
}

export interface GitLab {
  /** The newest run of the gate's job, or the answer that ends this attempt. */
  gate(): GateJob | ApprovalAnswer;
  play(job: GateJob): ApprovalHttpResponse;
  /** The id of the deployment of this job that waits for approval; 0 for none; or the answer that ends this attempt. */
  blockedDeployment(job: GateJob): number | ApprovalAnswer;
  approveDeployment(deployment: number): ApprovalHttpResponse;
  cancelPipeline(): ApprovalHttpResponse;
}

/** Jobs per page; the most that GitLab gives. */
const PAGE = 100;

/** 2,000 jobs: more than a pipeline has. */
const PAGES = 20;

export function connect(request: ApprovalRequest, http: ApprovalHttp): GitLab {
  // Without default values, which stock Rhino does not know.
  const { target } = request;
  const project = target.project_id ?? '';
  const pipeline = target.pipeline_id ?? '';
  const name = target.job ?? '';
  const environment = target.environment ?? '';
  const headers = credentials(request.token);
  const base = `${request.server}/projects/${project}`;
  const get = (path: string) => http.send({ method: 'GET', url: `${base}${path}`, headers });
  const post = (path: string, body?: unknown) =>
    http.send({ method: 'POST', url: `${base}${path}`, headers, body: JSON.stringify(body ?? {}) });

  return {
    gate() {
      for (let page = 1; page <= PAGES; page += 1) {
        // Newest first, and without runs that a newer one has superseded.
        const response = get(`/pipelines/${pipeline}/jobs?per_page=${PAGE}&page=${page}`);
        if (!isSuccess(response)) return failure(response, `for the jobs of pipeline ${pipeline}`);
        const jobs = parse(response.body);
        if (!Array.isArray(jobs)) return answer('unavailable', 'GitLab did not answer with a list of jobs.');
        const found = jobs.find((job) => job.name === name);
        if (found !== undefined) return found;
        if (jobs.length < PAGE) break;
      }
      return answer('refused', `Pipeline ${pipeline} has no job ${name}.`);
    },
    // Without variables: projects may forbid them, and the job asks ServiceNow for the decision anyway.
    play: (job) => post(`/jobs/${job.id}/play`),
    blockedDeployment(job) {
      const query = `environment=${encodeURIComponent(environment)}&status=blocked&order_by=id&sort=desc&per_page=${PAGE}`;
      const response = get(`/deployments?${query}`);
      if (!isSuccess(response)) return failure(response, 'for the deployments that wait for approval');
      const found = parse(response.body);
      if (!Array.isArray(found))
        return answer('unavailable', 'GitLab did not answer with a list of deployments.');
      const blocked = found.find(({ deployable }) => deployable?.id === job.id);
      return blocked === undefined ? 0 : blocked.id;
    },
    approveDeployment: (deployment) =>
      post(`/deployments/${deployment}/approval`, {
        status: request.decision === 'approved' ? 'approved' : 'rejected',
        comment: request.reason,
      }),
    cancelPipeline: () => post(`/pipelines/${pipeline}/cancel`),
  };
}

/** By GitLab's own prefix of job tokens, since 16.8. */
export function isJobToken(token: string): boolean {
  return token.indexOf('glcbt-') === 0;
}

/** A bearer may be any token; `PRIVATE-TOKEN` also passes proxies that keep `Authorization` for themselves. */
function credentials(token: string): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json', 'content-type': 'application/json' };
  // No spread, which stock Rhino does not know.
  if (token.indexOf('glpat-') === 0) headers['private-token'] = token;
  else headers.authorization = `Bearer ${token}`;
  return headers;
}

export function isSuccess(response: ApprovalHttpResponse): boolean {
  return response.status >= 200 && response.status < 300;
}

/** @param asked what was asked, after "GitLab answered 401 when asked" */
export function failure(response: ApprovalHttpResponse, asked: string): ApprovalAnswer {
  if (response.status === 0) return answer('unavailable', `GitLab did not answer: ${response.body}`);
  const again = response.status === 408 || response.status === 429 || response.status >= 500;
  return answer(
    again ? 'unavailable' : 'refused',
    `GitLab answered ${response.status} when asked ${asked}${words(response.body)}${ADVICE[response.status] ?? ''}`,
  );
}

const ADVICE: Readonly<Record<number, string>> = {
  401: '. The token is unknown, expired or revoked, or it is a job token, which GitLab does not take here.',
  403: ". The token needs the scope api, and its user the right to run jobs on the pipeline's protected branch or environment.",
  404: '. The pipeline was deleted, or the token may not see the project.',
};

/** GitLab's own words: `{message}`, as text or by field, or OAuth's `{error, error_description}`. */
function words(body: string): string {
  const said = parse(body) as { message?: unknown; error?: unknown; error_description?: unknown } | null;
  const text = said?.message ?? said?.error_description ?? said?.error;
  if (text === undefined || text === null) return '';
  return `: ${(typeof text === 'string' ? text : JSON.stringify(text)).slice(0, 200).replace(/\.$/, '')}`;
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
