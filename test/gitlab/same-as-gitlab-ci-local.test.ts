/**
 * The documented pipelines, run by the sandbox's GitLab and by gitlab-ci-local from start to end: the same jobs in the
 * same order, the same outcome, the same outputs and the same end of the changes. gitlab-ci-local has no API that lists jobs, so
 * there the job that closes the change is told how the deployment went.
 */
import { USERS } from '@change-gate/sandbox';
import { describe, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { documentedPipeline, gitlab, gitlabRunning, PIPELINES, toVariables } from '../gate/gitlab.ts';
import { GitlabScenario, MINIMAL } from './gitlab-scenario.ts';
import { MISSING_FOR_JOBS, runWholePipeline } from './whole-pipeline.ts';

interface Outcome {
  readonly started: readonly string[];
  readonly failed: readonly string[];
  readonly dotenv: Readonly<Record<string, string>>;
  readonly changes: readonly unknown[];
}

interface Case {
  readonly yaml: string;
  readonly files?: Readonly<Record<string, string>>;
  readonly gates: readonly string[];
}

const CHANGE = { 'change.json': '{"short_description": "Shop to production"}' };

const CASES: Readonly<Record<string, Case>> = {
  minimal: { yaml: MINIMAL, gates: ['change:gate'] },
  complete: {
    // No clock of gitlab-ci-local's jobs can be moved to a window that begins in three days.
    yaml: documentedPipeline(PIPELINES.complete).replace('planned-start: +3d', 'planned-start: now'),
    files: CHANGE,
    gates: ['qa:gate', 'production:gate'],
  },
  approval: { yaml: documentedPipeline(PIPELINES.approval), gates: ['change:gate'] },
  child: {
    yaml: documentedPipeline(PIPELINES.child),
    files: { 'release.yml': MINIMAL },
    gates: ['change:gate'],
  },
};

const MARKER = ':deployment-over';

const lacking = MISSING_FOR_JOBS.length > 0 ? ` (this machine lacks ${MISSING_FOR_JOBS.join(', ')})` : '';

describe.skipIf(MISSING_FOR_JOBS.length > 0)(`the sandbox's GitLab and gitlab-ci-local${lacking}`, () => {
  it.each(Object.entries(CASES))('run the %s pipeline alike', async (_name, pipeline) => {
    const bySandbox = await runBySandbox(pipeline);
    expect(bySandbox.started).toEqual(expect.arrayContaining([...pipeline.gates]));
    expect(await runByGitlabCiLocal(pipeline)).toEqual(bySandbox);
  });
});

async function runBySandbox({ yaml, files = {}, gates }: Case): Promise<Outcome> {
  const scenario = await GitlabScenario.start(gitlabRunning(yaml, { files }));
  try {
    const { server, testEnv } = scenario;
    const started: string[] = [];
    const failed: string[] = [];
    const dotenv: Record<string, string> = {};
    server.on((event) => {
      if (event.type !== 'job') return;
      const job = server.pipeline(event.pipeline)?.job(event.name);
      if (job === undefined || job.bridge) return;
      if (event.status === 'running') started.push(job.name);
      if (event.status === 'failed') failed.push(job.name);
      if (job.dotenv !== '') dotenv[job.name] = job.dotenv;
    });
    for (const gate of gates) {
      await scenario.reaches(gate, 'manual', await scenario.pipelineWith(gate));
      approveAll(testEnv);
    }
    await scenario.build.ended;
    return outcome(testEnv, { started, failed, dotenv });
  } finally {
    await scenario.close();
  }
}

async function runByGitlabCiLocal({ yaml, files = {}, gates }: Case): Promise<Outcome> {
  const testEnv = await startTestEnvironment({}, gitlab);
  try {
    testEnv.listServer(gitlab);
    const { serviceNow, gitlab: server } = testEnv.sandbox;
    // It has no pause: the change is approved as soon as somebody is asked.
    serviceNow.database.after(({ table, next }) => {
      if (table === 'change_request' && next?.approval === 'requested') {
        setImmediate(() => approveAll(testEnv));
      }
    });
    const run = await runWholePipeline({
      files: { ...files, '.gitlab-ci.yml': yaml },
      variables: {
        ...toVariables({
          'instance-url': serviceNow.url,
          username: USERS.integration.userName,
          password: USERS.integration.password,
          'callback-token': gitlab.callbackToken,
        }),
        CHANGE_GATE_INPUT_OUTCOME: 'success',
      },
      serverUrl: server.url,
      project: 'globex/webshop',
      // GitLab passes over a manual job that nobody plays; this one runs nothing that needs it.
      play: gates.flatMap((gate) => [gate, gate.replace(/:gate$/, MARKER)]),
    });
    return outcome(testEnv, { ...run, started: run.started.filter((job) => !job.endsWith(MARKER)) });
  } finally {
    await testEnv.close();
  }
}

function approveAll({ sandbox: { clock, serviceNow } }: TestEnvironment): void {
  // A job plans its start for its own `now`, which the sandbox's time has not reached yet.
  clock.advance(600_000);
  for (const { number = '', approval } of serviceNow.changes()) {
    if (approval !== 'requested') continue;
    serviceNow.approveAll(number);
    serviceNow.move(number, 'Implement');
  }
}

/** Without what differs from one instance to the next. */
function outcome(
  { sandbox: { serviceNow } }: TestEnvironment,
  { started, failed, dotenv }: Omit<Outcome, 'changes'>,
): Outcome {
  const reports = Object.entries(dotenv).map(([job, text]) => [
    job,
    text
      .replaceAll(serviceNow.url, 'https://instance')
      .replaceAll(/[0-9a-f]{32}/g, 'sys_id')
      .replaceAll(/\d{4}-\d\d-\d\d_\d\d:\d\d:\d\d_UTC/g, 'time'),
  ]);
  return {
    started,
    failed,
    dotenv: Object.fromEntries(reports),
    changes: serviceNow
      .changes()
      .map(({ number, state, close_code, short_description }) => [
        number,
        state,
        close_code,
        short_description,
      ]),
  };
}
