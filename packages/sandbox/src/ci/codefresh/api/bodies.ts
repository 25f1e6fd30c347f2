/** Codefresh's JSON for builds and their logs, as far as the sandbox knows the values. */
import { createHash } from 'node:crypto';
import type { Build, BuildOrigin } from '../build.ts';

export function buildBody(build: Build) {
  return {
    id: build.id,
    status: build.status,
    pipelineName: build.pipelineName,
    serviceName: build.pipelineName,
    serviceId: pipelineId(build),
    progress: progressId(build),
    created: build.created.toISOString(),
    started: build.started?.toISOString(),
    finished: build.ended?.toISOString(),
    revision: build.git.revision,
    branchName: build.git.branch,
    repoOwner: build.git.repoOwner,
    repoName: build.git.repoName,
    webhookTriggered: false,
  };
}

/**
 * What the steps of a build have printed, each line with its end.
 * @fact The log of a build | `steps`, each with `name`, `status` and the lines in `logs`; `Initializing Process` comes first |
 *   documented | kb, gather-metrics-and-build-logs; which lines that step has: belief
 */
export function logBody({ log, steps }: Build) {
  const start = { name: 'Initializing Process', status: 'success', logs: [] as string[] };
  const all = [start, ...steps.map(({ name, status }) => ({ name, status, logs: [] as string[] }))];
  for (const line of log.split('\n')) {
    // The hooks of a step come later, and their names begin with the step's.
    const step = all.findLast(({ name }) => line.startsWith(`${name} | `) || line.startsWith(`${name}.`));
    if (step === undefined) start.logs.push(`${line}\n`);
    else step.logs.push(`${line.slice(line.indexOf(' | ') + 3)}\n`);
  }
  return { steps: all.filter(({ logs }) => logs.length > 0) };
}

export function pipelineId({ pipelineName }: Pick<BuildOrigin, 'pipelineName'>): string {
  return idOf(pipelineName);
}

/** The one account's. */
export const ACCOUNT_ID = idOf('account');

/** Of the stream of the build's log; stopping that is how the API stops the build. */
export function progressId({ id }: Build): string {
  return idOf(`progress of ${id}`);
}

/** 24 hex digits, the same for the same text. */
function idOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}
