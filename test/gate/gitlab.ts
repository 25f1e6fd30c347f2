import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  type GitlabJob,
  type GitlabPipeline,
  type GitlabRunOptions,
  type GitlabServer,
  missingForGitlab,
  type SandboxOptions,
} from '@change-gate/sandbox';
import { waitUntil, withTimeout } from '../environment/timeouts.ts';
import type { CiHarness, GatedBuild, GateInputs } from './harness.ts';
import { GITLAB_IMAGE, VERSION } from './references.ts';

const COMPONENT = fileURLToPath(new URL('../../adapters/gitlab-component/', import.meta.url));

export { VERSION };

const CALLBACK_TOKEN = 'glpat-c0ffee00c0ffee00c0ffee';

/** Programs that this machine lacks and a pipeline needs. */
export const MISSING_PROGRAMS = missingForGitlab();

/** The headings of docs/gitlab.md that have a pipeline. */
export const PIPELINES = {
  minimal: 'Quick start',
  vault: 'Without a password',
  complete: 'Several gates, a file and a window',
  evidence: 'Evidence',
  data: "The change's data",
  approval: 'Deployment approvals',
  child: 'Child pipelines',
} as const;

/**
 * The pipeline that docs/gitlab.md shows under a heading, as it stands there. Where that has no stages, it takes the place of what the
 * first pipeline includes.
 */
export function documentedPipeline(heading: string): string {
  const [pipeline] = documentedPipelines(heading);
  if (pipeline === undefined) throw new Error(`docs/gitlab.md has no pipeline under "${heading}"`);
  if (pipeline.startsWith('stages:')) return pipeline;
  const [stages = '', , ...jobs] = documentedPipeline(PIPELINES.minimal).split(/\n(?=\S)/);
  return [stages, pipeline, ...jobs].join('\n');
}

/** All that is YAML there: a pipeline, and its child. */
export function documentedPipelines(heading: string): string[] {
  const guide = readFileSync(new URL('../../docs/gitlab.md', import.meta.url), 'utf8');
  const [, after = ''] = guide.split(`# ${heading}\n`);
  const [section = ''] = after.split(/\n##+ /);
  return [...section.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, pipeline = '']) => pipeline);
}

/** What the sandbox's GitLab needs to run the documented pipelines with the built component. */
export const GITLAB_OPTIONS: NonNullable<SandboxOptions['gitlab']> = {
  tokens: [{ token: CALLBACK_TOKEN, user: 'servicenow-bot', role: 'maintainer', scopes: ['api'] }],
  components: [{ path: 'change-gate/gitlab-component', folder: COMPONENT, version: VERSION }],
  // adapters/gitlab-component checks its template, and test/gitlab/documents.test.ts the guide.
  schemaCheck: false,
  images: {
    [GITLAB_IMAGE]: {
      'change-gate': [process.execPath, `${COMPONENT}dist/index.js`],
    },
  },
};

export const gitlab: CiHarness = gitlabRunning(documentedPipeline(PIPELINES.minimal));

/** GitLab with another configuration, repository or project than the minimal one of the docs. */
export function gitlabRunning(
  gitlabCiYml: string,
  push: GitlabRunOptions = {},
  server: Partial<typeof GITLAB_OPTIONS> = {},
): CiHarness {
  return {
    name: 'GitLab',
    callbackToken: CALLBACK_TOKEN,
    sandboxOptions: ({ pauseDelayMs = 0, ...delay }) => ({
      gitlab: { ...GITLAB_OPTIONS, processDelayMs: pauseDelayMs, ...delay, ...server },
    }),
    server: (sandbox) => `${sandbox.gitlab.url}/api/v4`,
    requests: (sandbox) => sandbox.gitlab.requests,
    start: (sandbox, inputs) => {
      const options = { variables: toVariables(inputs), masked: MASKED, ...push };
      const pipeline = sandbox.gitlab.run(gitlabCiYml, options);
      return watch(pipeline, sandbox.gitlab, pipeline.paused);
    },
    onGateEnd: ({ gitlab: server }, ended) => {
      server.on((event) => {
        if (event.type === 'job' && event.name.endsWith(':gate') && isEnd(event.status)) ended();
      });
    },
    runAgainWords: 'In GitLab, retry this job: its pipeline keeps its id',
    againIsNewBuild: false,
    runAgain({ gitlab: server }, { id }) {
      server.play(Number(id), 'change:open', 'dev');
      const pipeline = server.pipeline(Number(id));
      if (pipeline === undefined) throw new Error(`GitLab has no pipeline ${id}`);
      const isPaused = waitUntil(
        () => pipeline.status === 'manual',
        (listener) => server.on(listener),
        `pipeline ${id} to pause`,
        () => statusOf(pipeline),
      );
      return watch(pipeline, server, isPaused);
    },
  };
}

function isEnd(status: GitlabJob['status']): boolean {
  return status === 'success' || status === 'failed';
}

const MASKED = ['CHANGE_GATE_PASSWORD', 'CHANGE_GATE_CALLBACK_TOKEN'];

/** As an admin sets them under Settings > CI/CD > Variables: any input can be one (docs/gitlab.md). */
export function toVariables(inputs: GateInputs): Record<string, string> {
  return Object.fromEntries(
    Object.entries(inputs).flatMap(([name, value]) =>
      value === undefined ? [] : [[`CHANGE_GATE_${name.toUpperCase().replaceAll('-', '_')}`, value]],
    ),
  );
}

function watch(pipeline: GitlabPipeline, server: GitlabServer, pause: Promise<void>): GatedBuild {
  const answers: ('approved' | 'denied')[] = [];
  server.on((event) => {
    if (event.type !== 'job' || event.pipeline !== pipeline.id || event.name !== 'change:gate') return;
    // Whoever played it, the gate itself says what the answer was.
    if (event.status === 'success') answers.push('approved');
    if (event.status === 'failed') answers.push('denied');
  });
  const paused = withTimeout(pause, `pipeline ${pipeline.id} to pause`, () => statusOf(pipeline));
  // A scenario that ends before the gate has no use for the pause.
  paused.catch(() => {});
  return {
    id: String(pipeline.id),
    paused,
    get ended() {
      const { finished } = pipeline;
      return withTimeout(finished, `pipeline ${pipeline.id} to end`, () => statusOf(pipeline)).then(() => {});
    },
    view: () => ({
      waiting: pipeline.status === 'manual',
      succeeded: pipeline.status === 'success',
      deployed: pipeline.job('deploy')?.status === 'success',
      answers,
      log: pipeline.log,
    }),
    output: () =>
      JSON.stringify([
        pipeline.log,
        pipeline.jobs.map(({ name, dotenv, annotations, failureReason }) => [
          name,
          dotenv,
          annotations,
          failureReason,
        ]),
      ]),
    approveByHand: () => {
      server.play(pipeline.id, 'change:gate', 'impatient-developer');
    },
  };
}

/** How far a pipeline is, for people who wonder why it is no further. */
export function statusOf(pipeline: GitlabPipeline): string {
  const jobs = pipeline.jobs.filter((job) => !job.superseded).map(({ name, status }) => `${name} ${status}`);
  return `It is ${pipeline.status}: ${jobs.join(', ') || pipeline.configError}. Its log:\n${pipeline.log}`;
}
