import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import { request } from './fixtures/request.ts';
import type { GitlabOptions } from './options.ts';
import type { Pipeline } from './pipeline.ts';
import { GitlabServer, missingForGitlab } from './server.ts';

const BOT = { token: 'glpat-bot', user: 'change-bot', role: 'maintainer', scopes: ['api'] } as const;
const TOKENS: GitlabOptions['tokens'] = [
  BOT,
  { token: 'glpat-developer', user: 'dev', role: 'developer', scopes: ['api'] },
  { token: 'glpat-reader', user: 'auditor', role: 'maintainer', scopes: ['read_api'] },
  { token: 'glpat-old', user: 'change-bot', role: 'maintainer', scopes: ['api'], expiresAt: new Date(0) },
];
const MISSING = missingForGitlab();
const NAME = `pipelines of the sandbox's GitLab${MISSING.length > 0 ? ` (this machine lacks ${MISSING.join(', ')})` : ''}`;

const GATED = `
stages: [change, deploy]
open: {stage: change, script: [echo NUMBER=CHG1 > open.env], artifacts: {reports: {dotenv: open.env}}}
gate: {stage: change, needs: [open], when: manual, allow_failure: false, script: ['echo "gate $NUMBER"']}
deploy: {stage: deploy, script: [echo deployed]}
`;

const HOUR = 3_600_000;

const clock = new SandboxClock();
let server: GitlabServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

async function start(options: Partial<GitlabOptions> = {}): Promise<GitlabServer> {
  server = await GitlabServer.start({
    schemaCheck: false,
    clock,
    tokens: TOKENS,
    images: { 'acme/tool': { tool: ['echo', 'from the image:'] } },
    ...options,
  });
  return server;
}

const call = (
  method: string,
  path: string,
  headers: Record<string, string> = { 'PRIVATE-TOKEN': BOT.token },
  body?: unknown,
) => request(server?.url ?? '', method, path, headers, body);

const playPath = (pipeline: Pipeline, job: string) => `/projects/1217/jobs/${pipeline.job(job)?.id}/play`;
const statuses = (pipeline: Pipeline) =>
  Object.fromEntries(pipeline.jobs.map((job) => [job.name, job.status]));

describe.skipIf(MISSING.length > 0)(NAME, () => {
  it('stand at a manual job without a runner, and go on when it is played', async () => {
    const gitlab = await start();
    const pipeline = gitlab.run(GATED);
    await pipeline.paused;
    expect(statuses(pipeline)).toEqual({ open: 'success', gate: 'manual', deploy: 'created' });
    const held = pipeline.heldRunnerMs;
    clock.advance(3_600_000);
    expect(pipeline.heldRunnerMs).toBe(held);
    expect(pipeline.pausedMs).toBeGreaterThanOrEqual(3_600_000);

    const id = pipeline.job('gate')?.id;
    const played = await call('POST', playPath(pipeline, 'gate'));
    expect(played).toMatchObject({
      status: 200,
      body: { id, name: 'gate', pipeline: { id: pipeline.id } },
    });
    expect(await pipeline.finished).toBe('success');
    expect(pipeline.job('gate')?.trace).toContain('gate CHG1');
    expect(pipeline.job('deploy')?.trace).toContain('deployed');
  });

  it('are held up by a manual job only where it says so, or rules made it manual', async () => {
    const gitlab = await start();
    const manual = gitlab.run('gate: {stage: build, when: manual, script: [echo]}\nship: {script: [echo]}');
    expect(await manual.finished).toBe('success');
    expect(statuses(manual)).toEqual({ gate: 'manual', ship: 'success' });
    const ruled = gitlab.run(
      'gate: {stage: build, rules: [{when: manual}], script: [echo]}\nship: {script: [echo]}',
    );
    await ruled.paused;
    expect(statuses(ruled)).toEqual({ gate: 'manual', ship: 'created' });
  });

  it('run each job once, and one at a time', async () => {
    const gitlab = await start();
    const folder = await mkdtemp(join(tmpdir(), 'sandbox-jobs-'));
    const script = `script: ['echo "$CI_JOB_NAME begins" >> $JOURNAL', 'echo "$CI_JOB_NAME ends" >> $JOURNAL']`;
    const variables = { JOURNAL: join(folder, 'journal') };
    const pipeline = gitlab.run(
      `a: {stage: build, ${script}}\nb: {stage: build, ${script}}\nc: {${script}}`,
      { variables },
    );
    await pipeline.finished;
    expect((await readFile(variables.JOURNAL, 'utf8')).trim().split('\n')).toEqual(
      ['a', 'b', 'c'].flatMap((job) => [`${job} begins`, `${job} ends`]),
    );
    await rm(folder, { recursive: true });
  });

  it('run a job for failures after one, and only then', async () => {
    const gitlab = await start();
    const cleanup = 'cleanup: {stage: deploy, when: on_failure, script: [echo cleaned up]}';
    const failing = gitlab.run(`test: {script: [exit 1]}\n${cleanup}`);
    await failing.finished;
    expect(failing.job('cleanup')?.trace).toContain('cleaned up\nJob succeeded');
    const passing = gitlab.run(`test: {script: [exit 0]}\n${cleanup}`);
    expect(await passing.finished).toBe('success');
    expect(passing.job('cleanup')?.status).toBe('skipped');
  });

  it('fail, and say why, when GitLab or the sandbox does not take the configuration', async () => {
    const gitlab = await start();
    const broken = gitlab.run('deploy: {stage: nowhere, script: [echo]}');
    expect(await broken.finished).toBe('failed');
    expect(broken.configError).toContain('nowhere');
    const delayed = gitlab.run('deploy: {stage: test, script: [echo], when: delayed, start_in: 1 h 5 min}');
    await delayed.finished;
    expect(delayed.configError).toBe(
      "The sandbox's GitLab does not implement `start_in: 1 h 5 min` (in job deploy)",
    );
  });

  it('are refused when a job needs one that the rules leave out, unless it is optional', async () => {
    const gitlab = await start();
    const deploys = (need: string) =>
      gitlab.run(
        `gate: {script: [echo], rules: [{when: never}]}\ndeploy: {script: [echo], needs: [${need}]}`,
      );
    const refused = deploys('gate');
    const optional = deploys('{job: gate, optional: true}');
    await Promise.all([refused.finished, optional.finished]);
    expect(refused.configError).toContain("'gate' does not exist in the pipeline");
    expect([statuses(refused), statuses(optional)]).toEqual([{}, { deploy: 'success' }]);
  });

  it('mask variables, and bring the programs of known images', async () => {
    const gitlab = await start();
    const pipeline = gitlab.run('known: {image: "acme/tool:1.0", script: [tool $SECRET]}', {
      variables: { SECRET: 's3cr3t-word' },
      masked: ['SECRET'],
    });
    expect(await pipeline.finished).toBe('success');
    expect(pipeline.job('known')?.trace).toContain('from the image: [MASKED]');
    expect(pipeline.log).not.toContain('s3cr3t');
  });

  it('refuse all unknown images by name, before the first job runs', async () => {
    const gitlab = await start();
    const pipeline = gitlab.run(
      'known: {image: "acme/tool:1.0", script: [tool]}\n' +
        'one: {image: "acme/other:2", script: [echo]}\nagain: {image: "acme/other:2", script: [echo]}\n' +
        'two: {image: $CI_REGISTRY/acme/third, script: [echo]}',
    );
    expect(await pipeline.finished).toBe('failed');
    expect(statuses(pipeline)).toEqual({});
    expect(pipeline.configError?.split('\n')).toEqual([
      expect.stringContaining(
        "The sandbox's GitLab has no image acme/other:2 (in job one): add it to its configuration under `gitlab.images`, like `acme/other: {}`",
      ),
      expect.stringContaining('has no image $CI_REGISTRY/acme/third (in job two)'),
    ]);
  });

  it("say where a program goes that a job's image is to bring", async () => {
    const gitlab = await start();
    const pipeline = gitlab.run('deploy: {image: "acme/tool:1.0", script: [no-such-program]}');
    expect(await pipeline.finished).toBe('failed');
    expect(pipeline.job('deploy')?.trace).toMatch(
      /exit code 127\n.*What acme\/tool:1\.0 brings beyond it, list in the configuration under gitlab\.images\./,
    );
  });

  it.each(['acme/Tool', 'acme/tool:', '$CI_REGISTRY/Acme/tool:1.0'])(
    'fail a job whose image no registry can have: %s',
    async (image) => {
      const gitlab = await start();
      const pipeline = gitlab.run(`job: {image: "${image}", script: [echo]}`);
      expect(await pipeline.finished).toBe('failed');
      expect(pipeline.log).toContain(`failed to pull image "${image}": invalid reference format`);
    },
  );

  it('know the name of the image of a project with capitals, which has none', async () => {
    const gitlab = await start({ project: { path: 'Acme/Tool' } });
    const pipeline = gitlab.run('job: {script: [echo "$CI_PROJECT_PATH $CI_REGISTRY_IMAGE"]}');
    await pipeline.finished;
    expect(pipeline.log).toMatch(/Acme\/Tool registry\.[\d.:]+\/acme\/tool$/m);
  });

  it('keep their id when they are retried, with new jobs for those that failed', async () => {
    const gitlab = await start();
    const pipeline = gitlab.run(GATED.replace('echo "gate $NUMBER"', 'exit 1'));
    await pipeline.paused;
    const [gate] = [gitlab.play(pipeline.id, 'gate', 'dev')];
    expect(await pipeline.finished).toBe('failed');
    expect(statuses(pipeline)).toEqual({ open: 'success', gate: 'failed', deploy: 'skipped' });
    gitlab.retry(pipeline.id, 'dev');
    expect(pipeline.job('gate')).toMatchObject({ status: 'manual' });
    expect(pipeline.job('gate')?.id).not.toBe(gate?.id);
    expect(pipeline.status).toBe('manual');
  });

  it('lose what expired: a job that needs the artifacts cannot start', async () => {
    const gitlab = await start();
    const pipeline = gitlab.run(GATED);
    await pipeline.paused;
    await gitlab.expireArtifacts(pipeline.id);
    gitlab.play(pipeline.id, 'gate', 'dev');
    await pipeline.finished;
    expect(pipeline.job('gate')).toMatchObject({
      status: 'failed',
      failureReason: 'missing_dependency_failure',
    });
  });

  it('leave no process and no file behind', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sandbox-left-'));
    vi.stubEnv('TMPDIR', folder);
    const gitlab = await start();
    const pipeline = gitlab.run('long: {script: [sleep 600]}');
    await new Promise<void>((resolve) => {
      gitlab.on((event) => {
        if (event.type === 'log') resolve();
      });
    });
    await gitlab.close();
    server = undefined;
    expect(pipeline.job('long')?.status).toBe('canceled');
    expect(await readdir(folder)).toEqual([]);
    vi.unstubAllEnvs();
    await rm(folder, { recursive: true });
  });

  describe('over the API', () => {
    it.each([
      ['created', 400, false],
      ['manual', 200, false],
      ['success', 200, true],
      ['superseded', 400, true],
    ])('a play of a job that is %s answers %i', async (state, status, again) => {
      const gitlab = await start();
      const opens = Promise.withResolvers<void>();
      gitlab.on((event) => {
        if (event.type === 'job' && event.name === 'open' && event.status === 'running') opens.resolve();
      });
      const pipeline = gitlab.run(GATED);
      await (state === 'created' ? opens.promise : pipeline.paused);
      const path = playPath(pipeline, 'gate');
      const { id } = pipeline.job('gate') ?? {};
      if (again) {
        gitlab.play(pipeline.id, 'gate', 'dev');
        await pipeline.finished;
        if (state === 'superseded') gitlab.play(pipeline.id, 'gate', 'dev');
      }
      const answer = await call('POST', path);
      expect(answer.status).toBe(status);
      if (status === 400) expect(answer.body).toEqual({ message: '400 Bad request - Unplayable Job' });
      else expect(answer.body.id === id).toBe(!again);
    });

    it('a play of a job that was played already answers 400', async () => {
      const gitlab = await start();
      const pipeline = gitlab.run(GATED);
      await pipeline.paused;
      expect((await call('POST', playPath(pipeline, 'gate'))).status).toBe(200);
      expect((await call('POST', playPath(pipeline, 'gate'))).status).toBe(400);
    });

    it('lets the status follow a play late, and takes no second one meanwhile', async () => {
      const gitlab = await start({ statusDelayMs: HOUR });
      const pipeline = gitlab.run(GATED);
      await pipeline.paused;
      const path = playPath(pipeline, 'gate');
      expect(await call('POST', path)).toMatchObject({ status: 200, body: { status: 'pending' } });
      const { body } = await call('GET', path.replace('/play', ''));
      expect(body.status).toBe('manual');
      expect((await call('POST', path)).status).toBe(400);
      clock.advance(HOUR);
      expect(await pipeline.finished).toBe('success');
    });

    it('lets the status follow a cancel late', async () => {
      const gitlab = await start({ statusDelayMs: HOUR });
      const pipeline = gitlab.run(GATED);
      await pipeline.paused;
      expect((await call('POST', `/projects/1217/pipelines/${pipeline.id}/cancel`)).status).toBe(200);
      expect(pipeline.status).toBe('manual');
      clock.advance(HOUR);
      expect(await pipeline.finished).toBe('canceled');
    });

    it("asks for a token that may: each refusal has GitLab's words", async () => {
      const gitlab = await start();
      const pipeline = gitlab.run(GATED);
      await pipeline.paused;
      const play = (headers: Record<string, string>, body?: unknown) =>
        call('POST', playPath(pipeline, 'gate'), headers, body);
      expect(await play({})).toMatchObject({ status: 401, body: { message: '401 Unauthorized' } });
      expect(await play({ 'PRIVATE-TOKEN': 'glpat-old' })).toMatchObject({
        status: 401,
        body: { error: 'invalid_token' },
      });
      expect(await play({ 'PRIVATE-TOKEN': 'glpat-reader' })).toMatchObject({
        status: 403,
        body: { error: 'insufficient_scope' },
      });
      expect(await play({ 'PRIVATE-TOKEN': 'glpat-developer' })).toMatchObject({
        status: 403,
        body: { message: '403 Forbidden' },
      });
      const variables = { job_variables_attributes: [{ key: 'DECISION', value: 'approved' }] };
      expect(await play({ 'PRIVATE-TOKEN': BOT.token }, variables)).toMatchObject({ status: 403 });
      expect((await call('GET', '/projects/9/pipelines')).body).toEqual({
        message: '404 Project Not Found',
      });
      expect(pipeline.job('gate')?.status).toBe('manual');
      expect((await play({ Authorization: `Bearer ${BOT.token}` })).status).toBe(200);
    });

    it.each([
      ['lists', 200, 401],
      ['listsAll', 200, 200],
      ['refused', 401, 401],
    ] as const)(
      'jobTokenAtJobs %s: a job that lists jobs is answered %i, one that lists bridges %i, and may play none',
      async (jobTokenAtJobs, status, bridges) => {
        const ask =
          'const [method, header, path] = process.argv.slice(1);' +
          'const { CI_API_V4_URL: url, CI_JOB_TOKEN: token } = process.env;' +
          'fetch(`${url}/${path}`, { method, headers: { [header]: token } })' +
          '.then((answer) => console.log(method, header, answer.status))';
        const images = { tools: { ask: [process.execPath, '-e', ask] } };
        const gitlab = await start({ images, behaviours: { jobTokenAtJobs } });
        const pipeline = gitlab.run(`
ask:
  image: tools
  script:
    - ask GET JOB-TOKEN projects/$CI_PROJECT_ID/pipelines/$CI_PIPELINE_ID/jobs
    - ask GET JOB-TOKEN projects/$CI_PROJECT_ID/pipelines/$CI_PIPELINE_ID/bridges
    - ask POST JOB-TOKEN projects/$CI_PROJECT_ID/jobs/$CI_JOB_ID/play
    - ask GET PRIVATE-TOKEN job
`);
        await pipeline.finished;
        expect(pipeline.job('ask')?.trace).toMatch(
          new RegExp(
            `GET JOB-TOKEN ${status}[^]*GET JOB-TOKEN ${bridges}[^]*POST JOB-TOKEN 401[^]*GET PRIVATE-TOKEN 401`,
          ),
        );
      },
    );

    it('lists jobs newest first, in pages, without those that were superseded', async () => {
      const gitlab = await start();
      const pipeline = gitlab.run(GATED);
      await pipeline.paused;
      const path = `/projects/globex%2Fwebshop/pipelines/${pipeline.id}/jobs`;
      const names = async (query: string) =>
        (await call('GET', path + query)).body.map((job: { name: string }) => job.name);
      expect(await names('')).toEqual(['deploy', 'gate', 'open']);
      expect(await names('?per_page=2&page=2')).toEqual(['open']);
      expect(await names('?scope[]=manual')).toEqual(['gate']);
      expect((await call('GET', `${path}?scope[]=blocked`)).status).toBe(400);
      gitlab.play(pipeline.id, 'gate', 'dev');
      await pipeline.finished;
      gitlab.play(pipeline.id, 'gate', 'dev');
      expect(await names('?include_retried=true')).toHaveLength(4);
      expect(await names('')).toHaveLength(3);
    });

    it.each([
      ['and its manual job', 'canceled'],
      ['but, on an older server, not its manual job', 'manual'],
    ] as const)('cancels a pipeline %s, which stays playable', async (_, manualJobsOfCanceled) => {
      const gitlab = await start({ behaviours: { manualJobsOfCanceled } });
      const pipeline = gitlab.run(GATED);
      await pipeline.paused;
      expect((await call('POST', `/projects/1217/pipelines/${pipeline.id}/cancel`)).status).toBe(200);
      expect(await pipeline.finished).toBe('canceled');
      expect(statuses(pipeline)).toEqual({
        open: 'success',
        gate: manualJobsOfCanceled,
        deploy: 'canceled',
      });
      expect((await call('POST', playPath(pipeline, 'gate'))).status).toBe(200);
    });

    it('refuses to play in an archived pipeline, and knows no deleted one', async () => {
      const gitlab = await start();
      const pipeline = gitlab.run(GATED);
      await pipeline.paused;
      gitlab.archive(pipeline.id);
      expect((await call('POST', playPath(pipeline, 'gate'))).status).toBe(400);
      gitlab.delete(pipeline.id);
      expect((await call('GET', `/projects/1217/pipelines/${pipeline.id}/jobs`)).body).toEqual({
        message: '404 Not Found',
      });
    });

    it('listens where it is told, and tells of each request', async () => {
      await server?.close();
      const port = Number(new URL((await start()).url).port);
      await server?.close();
      const paths: string[] = [];
      await start({ port, onRequest: ({ path }) => paths.push(path) });
      expect(new URL(server?.url ?? '').port).toBe(String(port));
      await call('GET', '/projects/1217/pipelines');
      expect(paths).toEqual(['/api/v4/projects/1217/pipelines']);
    });

    it('counts requests, and refuses when there were too many', async () => {
      await start({ requestsPerMinute: 2 });
      const answers = [await call('GET', '/job'), await call('GET', '/job'), await call('GET', '/job')];
      expect(answers.map(({ status }) => status)).toEqual([401, 401, 429]);
      expect(answers[0]?.headers.get('ratelimit-remaining')).toBe('1');
      expect(answers[2]?.body).toBe('Retry later\n');
      expect(Number(answers[2]?.headers.get('retry-after'))).toBeGreaterThan(0);
    });

    it('answers 501 to what it does not implement', async () => {
      await start();
      expect(await call('GET', '/projects/1217/issues')).toMatchObject({
        status: 501,
        body: { message: expect.stringContaining('not implemented') },
      });
    });
  });

  describe('with a deployment that needs approval', () => {
    const environment = {
      name: 'production',
      deployers: ['change-bot'],
      requiredApprovals: 1,
      approvers: ['change-bot', 'dev'],
    };
    const yaml = GATED.replace('script: [\'echo "gate', 'environment: production, script: [\'echo "gate');

    async function blocked() {
      const gitlab = await start({ project: { protectedEnvironments: [environment] } });
      const pipeline = gitlab.run(yaml);
      await pipeline.paused;
      const list = await call('GET', '/projects/1217/deployments?environment=production&status=blocked');
      expect(list.body).toMatchObject([
        { status: 'blocked', pending_approval_count: 1, deployable: { id: pipeline.job('gate')?.id } },
      ]);
      return { pipeline, path: `/projects/1217/deployments/${list.body[0].id}/approval` };
    }

    it('plays it only after the approval, which does not start it', async () => {
      const { pipeline, path } = await blocked();
      expect((await call('POST', playPath(pipeline, 'gate'))).status).toBe(400);
      expect(await call('POST', path, undefined, { status: 'approved', comment: 'CHG1' })).toMatchObject({
        status: 201,
        body: { status: 'approved' },
      });
      expect(pipeline.job('gate')?.status).toBe('manual');
      expect((await call('POST', playPath(pipeline, 'gate'))).status).toBe(200);
      expect(await pipeline.finished).toBe('success');
    });

    it('fails the job when it is rejected, and takes no approval from the one who pushed', async () => {
      const { pipeline, path } = await blocked();
      expect(
        (await call('POST', path, { 'PRIVATE-TOKEN': 'glpat-developer' }, { status: 'approved' })).status,
      ).toBe(400);
      expect((await call('POST', path, undefined, { status: 'rejected' })).status).toBe(201);
      await pipeline.finished;
      expect(pipeline.job('gate')).toMatchObject({
        status: 'failed',
        failureReason: 'deployment_rejected',
      });
    });
  });
});
