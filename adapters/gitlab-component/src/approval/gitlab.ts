/** The few requests of GitLab's REST API with which ServiceNow plays a gate. Runs inside ServiceNow. */
import type {
  ApprovalAnswer,
  ApprovalHttp,
  ApprovalHttpResponse,
  ApprovalRequest,
} from '@change-gate/core/approval';
import {
  answer,
  createClient,
  findInPages,
  PAGE_SIZE,
  type Read,
  readListed,
} from '@change-gate/core/approval-client';

export interface GateJob {
  readonly id: number;
  readonly status: string;
  /** Of one that has failed, in GitLab's word: `script_failure`, `runner_system_failure` .. */
  readonly failure_reason?: string;
}

export interface GitLab {
  /** The newest run of the gate's job. */
  gate(): Read<GateJob>;
  /** `null` for a pipeline that was deleted. */
  pipeline(): Read<{ readonly status: string } | null>;
  /** The name of a job that shows that the gate, or its pipeline, was given up; `null` for none. */
  canceledJob(gate: GateJob): Read<string | null>;
  play(job: GateJob): ApprovalHttpResponse;
  /** The id of the deployment of this job that waits for approval; `null` for none. */
  blockedDeployment(job: GateJob): Read<number | null>;
  /** Its job has still to be played. */
  approveDeployment(deployment: number): ApprovalHttpResponse;
  /** Ends its job. */
  rejectDeployment(deployment: number): ApprovalHttpResponse;
  cancelPipeline(): ApprovalHttpResponse;
  /** @param asked what was asked, after "GitLab answered 401 when asked" */
  failure(response: ApprovalHttpResponse, asked: string): ApprovalAnswer;
  /** As `failure`, of the play or the rejection: `unanswered` where it may have arrived all the same. */
  decisionFailure(response: ApprovalHttpResponse, asked: string): ApprovalAnswer;
}

/** 2,000 jobs: more than a pipeline has. */
const MOST_PAGES = 20;

export function connect(request: ApprovalRequest, http: ApprovalHttp): GitLab {
  // Without default values, which stock Rhino does not know.
  const { target } = request;
  const project = target.project_id ?? '';
  const pipeline = target.pipeline_id ?? '';
  const name = target.job ?? '';
  const environment = target.environment ?? '';
  const client = createClient(
    {
      name: 'GitLab',
      baseUrl: `${request.server}/projects/${project}`,
      headers: credentials(request.token),
      errorText,
      advice: ADVICE,
    },
    http,
  );

  return {
    gate() {
      const asked = `for the jobs of pipeline ${pipeline}`;
      const job = findInPages(
        // Newest first, and without runs that a newer one has superseded.
        `/pipelines/${pipeline}/jobs`,
        MOST_PAGES,
        (page) => client.getList(page, asked, 'a list of jobs') as Read<readonly NamedJob[]>,
        (jobs) => jobs.find((one) => one.name === name),
      );
      if ('failed' in job) return job;
      return job.value
        ? { value: job.value }
        : { failed: answer('refused', `Pipeline ${pipeline} has no job ${name}.`) };
    },
    pipeline() {
      const asked = `for pipeline ${pipeline}`;
      const list = {
        path: '/pipelines?per_page=1',
        asked: "for the project's pipelines",
        isList: Array.isArray,
      };
      const read = readListed(client, { path: `/pipelines/${pipeline}`, asked }, list);
      if ('failed' in read) return read;
      const status = (read.value as { status?: unknown } | null)?.status;
      if (read.value === null) return { value: null };
      return typeof status === 'string' ? { value: { status } } : client.unexpected('a pipeline');
    },
    canceledJob(gate) {
      for (const kind of ['jobs', 'bridges']) {
        const canceled = client.getList(
          `/pipelines/${pipeline}/${kind}?scope%5B%5D=canceled&per_page=${PAGE_SIZE}`,
          `for the canceled ${kind} of pipeline ${pipeline}`,
          'a list of jobs',
        ) as Read<readonly CanceledJob[]>;
        if ('failed' in canceled) return canceled;
        const job = canceled.value.find((one) => isGivenUp(one, gate, name));
        if (job !== undefined) return { value: job.name };
      }
      return { value: null };
    },
    // Without variables: projects may forbid them, and the job asks ServiceNow for the decision anyway.
    play: (job) => client.decide('POST', `/jobs/${job.id}/play`, {}),
    blockedDeployment(job) {
      const query = `environment=${encodeURIComponent(environment)}&status=blocked&order_by=id&sort=desc&per_page=${PAGE_SIZE}`;
      const deployments = client.getList(
        `/deployments?${query}`,
        'for the deployments that wait for approval',
        'a list of deployments',
      ) as Read<readonly Deployment[]>;
      if ('failed' in deployments) return deployments;
      const blocked = deployments.value.find(({ deployable }) => deployable?.id === job.id);
      return { value: blocked === undefined ? null : blocked.id };
    },
    approveDeployment: (deployment) =>
      client.send('POST', `/deployments/${deployment}/approval`, {
        status: 'approved',
        comment: request.reason,
      }),
    rejectDeployment: (deployment) =>
      client.decide('POST', `/deployments/${deployment}/approval`, {
        status: 'rejected',
        comment: request.reason,
      }),
    cancelPipeline: () => client.send('POST', `/pipelines/${pipeline}/cancel`, {}),
    failure: client.failure,
    decisionFailure: client.decisionFailure,
  };
}

interface NamedJob extends GateJob {
  readonly name: string;
}

interface CanceledJob extends NamedJob {
  readonly started_at?: string | null;
  readonly allow_failure?: boolean;
}

/**
 * What waits for a manual gate has not begun. Behind one that has failed it is skipped, and no more to be canceled: what else
 * ran was. An optional job may be canceled alone, but nobody does that to those of the component.
 */
function isGivenUp(job: CanceledJob, gate: GateJob, gateName: string): boolean {
  const isOwn = job.name.indexOf(gateName.replace(/gate$/, '')) === 0;
  const counts = job.allow_failure !== true || isOwn;
  return job.status === 'canceled' && counts && (!job.started_at || gate.status === 'failed');
}

interface Deployment {
  readonly id: number;
  readonly deployable?: { readonly id: number } | null;
}

/** Whether a token is a job token, by the prefix that GitLab gives them since 16.8. */
export function isJobToken(token: string): boolean {
  return token.indexOf('glcbt-') === 0;
}

/** A bearer may be any token; `PRIVATE-TOKEN` also passes proxies that keep `Authorization` for themselves. */
export function credentials(token: string): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json', 'content-type': 'application/json' };
  // No spread, which stock Rhino does not know.
  if (token.indexOf('glpat-') === 0) headers['private-token'] = token;
  else headers.authorization = `Bearer ${token}`;
  return headers;
}

const ADVICE: Readonly<Record<number, string>> = {
  401: '. The token is unknown, expired or revoked, or it is a job token, which GitLab does not take here.',
  403:
    ". The token needs the scope api, and its user the right to run jobs on the pipeline's protected branch, tag or environment. " +
    'Where the gate has an environment that a newer pipeline has passed, GitLab runs no older one: end this change.',
  404: '. The pipeline was deleted, or the token may not see the project.',
};

/** GitLab's own words: `{message}`, as text or by field, or OAuth's `{error, error_description}`. */
export function errorText(body: unknown): string {
  const said = body as { message?: unknown; error?: unknown; error_description?: unknown } | null;
  const text = said?.message ?? said?.error_description ?? said?.error;
  if (text === undefined || text === null) return '';
  return (typeof text === 'string' ? text : JSON.stringify(text)).replace(/\.$/, '');
}
