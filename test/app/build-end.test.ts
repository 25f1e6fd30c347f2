/** Builds that are over in the CI before their change is decided: their registrations end, and nobody is told. */
import { missingForGitlab, type SandboxOptions } from '@change-gate/sandbox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type App, startApp, TOKEN } from './app.ts';

const CI_TOKENS = { codefresh: TOKEN, gitlab: 'glpat-bot', github: 'github_pat_bot' } as const;

const GITLAB: NonNullable<SandboxOptions['gitlab']> = {
  tokens: [{ token: CI_TOKENS.gitlab, user: 'bot', role: 'maintainer', scopes: ['api'] }],
  images: {},
  statusDelayMs: 0,
};

const CIS: Pick<SandboxOptions, 'github' | 'gitlab'> = {
  gitlab: GITLAB,
  github: {
    users: ['octocat', 'bot'],
    tokens: [
      {
        kind: 'fine-grained',
        token: CI_TOKENS.github,
        user: 'bot',
        permissions: { actions: 'read', deployments: 'write' },
      },
      { kind: 'fine-grained', token: 'blind', user: 'bot', permissions: {} },
    ],
    repositories: [
      {
        owner: 'globex',
        name: 'shop',
        collaborators: { octocat: 'write', bot: 'write' },
        environments: [{ name: 'production', reviewers: ['bot'] }],
        workflows: {
          'deploy.yml':
            'on: workflow_dispatch\njobs:\n  deploy:\n    runs-on: ubuntu-latest\n    environment: production\n    steps: [{run: echo deployed}]\n',
        },
      },
    ],
    statusDelayMs: 0,
  },
};

let app: App;
let number: string;
beforeEach(async () => {
  app = await startApp(1, {}, 0, undefined, CIS);
  number = app.openChange();
});
afterEach(() => app.close());

/** Half a day and an hour pass, in leaps: after each the jobs run. */
async function halfDay(): Promise<void> {
  for (const hours of [6, 6, 1]) {
    app.sandbox.clock.advance(hours * 3_600_000);
    await app.idle();
  }
}

/** An hour from the start passes, and no look falls into the time around it. */
async function passTheHour(hour: number): Promise<void> {
  app.sandbox.clock.advance((hour - 1) * 3_600_000);
  await app.idle();
  app.sandbox.clock.advance(2 * 3_600_000);
}

interface Waiting {
  readonly registration: string;
  readonly build: string;
  again(): Promise<string>;
}

async function waiting(ci: keyof typeof CI_TOKENS, fields: object, build: string): Promise<Waiting> {
  const again = () => app.register(number, build, { ci, credential: { token: CI_TOKENS[ci] }, ...fields });
  return { registration: await again(), build, again };
}

const onCodefresh = async () => waiting('codefresh', {}, await app.pausedBuild());

async function onGitlab(): Promise<Waiting> {
  const { gitlab } = app.sandbox;
  const pipeline = gitlab.run(
    'stages: [change, deploy]\nchange:gate: {stage: change, when: manual, allow_failure: false, script: [echo gate]}\ndeploy: {stage: deploy, script: [echo deployed]}\n',
  );
  await pipeline.paused;
  const server = `${gitlab.url}/api/v4`;
  app.listServer({ name: 'GitLab', ci: 'gitlab', base_url: server });
  const build = String(pipeline.id);
  const gate = { project_id: '1217', job: 'change:gate', environment: '', on_denied: 'cancel-pipeline' };
  return waiting('gitlab', { server, target: { ...gate, pipeline_id: build } }, build);
}

async function onGithub(fields: object = {}, target: object = {}): Promise<Waiting> {
  const { github } = app.sandbox;
  const run = github.dispatch('deploy.yml');
  const { promise, resolve } = Promise.withResolvers<void>();
  github.on(() => {
    if (run.status === 'waiting') resolve();
  });
  await promise;
  const server = github.apiUrl;
  app.listServer({ name: 'GitHub', ci: 'github', base_url: server });
  const gate = { way: 'environment', owner: 'globex', repo: 'shop', run_attempt: '1', sha: '0'.repeat(40) };
  const empty = { workflow: '', ref: '', event_type: '' };
  const all = {
    ...gate,
    ...empty,
    run_id: String(run.id),
    gate: 'change',
    environment: 'production',
    ...target,
  };
  return waiting('github', { server, target: all, ...fields }, String(run.id));
}

const github = () => app.sandbox.github;
const gitlab = () => app.sandbox.gitlab;
const codefresh = () => app.sandbox.codefresh;
const status = ({ registration }: Waiting) => app.registration(registration).status;

interface End {
  start(): Promise<Waiting>;
  end(build: string): unknown;
  finished(build: string): Promise<unknown> | undefined;
  says: RegExp;
}

const ENDS: readonly (readonly [string, End])[] = [
  [
    'Codefresh build that was denied there',
    {
      start: onCodefresh,
      end: (build) => codefresh().deny(build, 'dev'),
      finished: (build) => codefresh().build(build)?.finished,
      says: /The build's status is error\./,
    },
  ],
  [
    'Codefresh build that was terminated',
    {
      start: onCodefresh,
      end: (build) => codefresh().terminate(build),
      finished: (build) => codefresh().build(build)?.finished,
      says: /The build's status is terminated\./,
    },
  ],
  [
    'Codefresh build whose gate timed out',
    {
      start: onCodefresh,
      end: () => passTheHour(720),
      finished: (build) => codefresh().build(build)?.finished,
      says: /The build's status is error\./,
    },
  ],
  [
    'GitHub run that was rejected there',
    {
      start: onGithub,
      end: (build) => github().reject(Number(build), 'production', 'bot'),
      finished: (build) => github().run(Number(build))?.finished,
      says: /The run's conclusion is failure\./,
    },
  ],
  [
    'GitHub run that was cancelled',
    {
      start: onGithub,
      end: (build) => github().cancel(Number(build)),
      finished: (build) => github().run(Number(build))?.finished,
      says: /The run's conclusion is cancelled\./,
    },
  ],
  [
    'GitHub run that nobody reviewed for 30 days',
    {
      start: onGithub,
      end: () => passTheHour(30 * 24),
      finished: (build) => github().run(Number(build))?.finished,
      says: /The run's conclusion is failure\./,
    },
  ],
  [
    'GitHub run that was deleted',
    {
      start: onGithub,
      end: async (build) => {
        const run = github().run(Number(build));
        github().cancel(Number(build));
        await run?.finished;
        github().delete(Number(build));
      },
      finished: () => undefined,
      says: /The run was deleted in GitHub\./,
    },
  ],
];

const GITLAB_ENDS: typeof ENDS = [
  [
    'GitLab pipeline that was canceled',
    {
      start: onGitlab,
      end: (build) => gitlab().cancel(Number(build)),
      finished: (build) => gitlab().pipeline(Number(build))?.finished,
      says: /The pipeline is canceled, and the gate's job \d+ is canceled\./,
    },
  ],
  [
    'GitLab pipeline that was deleted',
    {
      start: onGitlab,
      end: (build) => gitlab().delete(Number(build)),
      finished: () => undefined,
      says: /The pipeline was deleted in GitLab\./,
    },
  ],
];

const HAS_GITLAB = missingForGitlab().length === 0;

function endsAfterTwoLooks([, { start, end, finished, says }]: (typeof ENDS)[number]) {
  return async () => {
    const gate = await start();
    await end(gate.build);
    await finished(gate.build);
    await halfDay();
    expect(app.registration(gate.registration)).toMatchObject({
      status: 'waiting',
      last_outcome: 'seems-over',
      last_answer: expect.stringMatching(says),
    });
    await halfDay();
    expect(app.registration(gate.registration)).toMatchObject({
      status: 'ended',
      last_outcome: 'build-ended',
      token: '',
    });
    const notes = app.notes(number);
    expect(notes.at(-1)).toMatch(/^No build waits for this change any more, and none is told: /);
    expect(notes.at(-1)).toMatch(says);
    expect(app.sent.every(({ method }) => method === 'GET')).toBe(true);
    await halfDay();
    expect(app.notes(number)).toEqual(notes);
  };
}

describe('ends after two looks, with a note, and nobody is told:', () => {
  for (const one of ENDS) it(one[0], endsAfterTwoLooks(one));
  for (const one of GITLAB_ENDS) it.skipIf(!HAS_GITLAB)(one[0], endsAfterTwoLooks(one));
});

describe('goes on waiting, and is told in the end:', () => {
  it.each([
    ['Codefresh', onCodefresh, (build: string) => app.decisions(build).at(-1) === 'approved'],
    ['GitHub', onGithub, (build: string) => github().run(Number(build))?.status !== 'waiting'],
  ] as const)('%s build that waits, looked at twice a day', async (_ci, start, isTold) => {
    const gate = await start();
    await halfDay();
    await halfDay();
    expect(app.sent.length).toBeLessThanOrEqual(4);
    expect(status(gate)).toBe('waiting');
    app.implement(number);
    await app.idle();
    expect(status(gate)).toBe('delivered');
    expect(isTold(gate.build)).toBe(true);
  });

  it('a run that was run again between the looks', async () => {
    const gate = await onGithub();
    github().reject(Number(gate.build), 'production', 'bot');
    await github().run(Number(gate.build))?.finished;
    await halfDay();
    github().rerun(Number(gate.build));
    await halfDay();
    await halfDay();
    expect(app.registration(gate.registration)).toMatchObject({ status: 'waiting', last_outcome: 'waits' });
    app.implement(number);
    await app.idle();
    expect(status(gate)).toBe('delivered');
  });

  it.skipIf(!HAS_GITLAB)('a pipeline that was run again after its registration ended', async () => {
    const gate = await onGitlab();
    gitlab().cancel(Number(gate.build));
    await gitlab().pipeline(Number(gate.build))?.finished;
    await halfDay();
    await halfDay();
    expect(status(gate)).toBe('ended');
    gitlab().retry(Number(gate.build), 'dev');
    const registration = await gate.again();
    expect(registration).not.toBe(gate.registration);
    app.implement(number);
    await app.idle();
    expect(await gitlab().pipeline(Number(gate.build))?.finished).toBe('success');
    await app.pass(1);
    expect(app.registration(registration).status).toBe('delivered');
  });
});

describe('what has been seen counts no more', () => {
  it('once the change is decided', async () => {
    const gate = await onCodefresh();
    codefresh().terminate(gate.build);
    await halfDay();
    app.implement(number);
    await app.idle();
    expect(app.notes(number).at(-1)).toMatch(/^The build was over; .* did not need to be told to go on/);
  });

  it('once the pipeline has registered again', async () => {
    const gate = await onCodefresh();
    codefresh().terminate(gate.build);
    await halfDay();
    expect(await gate.again()).toBe(gate.registration);
    await app.pass(10);
    expect(app.registration(gate.registration)).toMatchObject({
      status: 'waiting',
      last_outcome: 'seems-over',
    });
    await halfDay();
    expect(status(gate)).toBe('ended');
  });
});

describe('unknown ends nothing:', () => {
  it('a run that the token may not see', async () => {
    const gate = await onGithub({ credential: { token: 'blind' } });
    github().cancel(Number(gate.build));
    for (let look = 0; look < 3; look += 1) await halfDay();
    expect(app.registration(gate.registration)).toMatchObject({ status: 'waiting', last_outcome: 'refused' });
  });

  it('a deleted run in a repository that cannot be seen either', async () => {
    const gate = await onGithub({}, { repo: 'gone' });
    for (let look = 0; look < 3; look += 1) await halfDay();
    expect(app.registration(gate.registration)).toMatchObject({
      status: 'waiting',
      last_answer: expect.stringContaining('GitHub answered 404'),
    });
  });

  it('a Codefresh build that is not found', async () => {
    const build = 'f'.repeat(24);
    const gate = await waiting('codefresh', {}, build);
    for (let look = 0; look < 3; look += 1) await halfDay();
    expect(app.registration(gate.registration)).toMatchObject({ status: 'waiting', last_outcome: 'refused' });
  });

  it('a server that is down at every second look', async () => {
    const gate = await onCodefresh();
    codefresh().terminate(gate.build);
    await halfDay();
    const repair = codefresh().faults.inject({ effect: { kind: 'status', status: 503 }, times: Infinity });
    await halfDay();
    repair();
    await halfDay();
    expect(app.registration(gate.registration)).toMatchObject({
      status: 'waiting',
      last_outcome: 'seems-over',
    });
  });

  it.skipIf(!HAS_GITLAB)('a canceled pipeline whose gate an older GitLab leaves playable', async () => {
    await app.close();
    const older = { ...GITLAB, behaviours: { manualJobsOfCanceled: 'manual' } } as const;
    app = await startApp(1, {}, 0, undefined, { ...CIS, gitlab: older });
    number = app.openChange();
    const gate = await onGitlab();
    gitlab().cancel(Number(gate.build));
    for (let look = 0; look < 3; look += 1) await halfDay();
    expect(status(gate)).toBe('waiting');
  });

  it('a gate that starts a workflow: no run waits', async () => {
    const gate = await onGithub({}, { way: 'dispatch', event_type: 'deploy', environment: '' });
    github().cancel(Number(gate.build));
    for (let look = 0; look < 3; look += 1) await halfDay();
    expect(status(gate)).toBe('waiting');
    expect(app.sent).toEqual([]);
  });
});

it('a registration that the instance does not let be written keeps no other from its end', async () => {
  const gates = [await onCodefresh(), await onCodefresh()];
  for (const { build } of gates) {
    codefresh().terminate(build);
    await codefresh().build(build)?.finished;
  }
  const { database } = app.sandbox.serviceNow;
  const update = database.update.bind(database);
  const refuse: typeof update = (table, sysId, fields, user) =>
    sysId === gates[0]?.registration ? null : update(table, sysId, fields, user);
  Object.assign(database, { update: refuse });
  await halfDay();
  await halfDay();
  expect(gates.map(status)).toEqual(['waiting', 'ended']);
});

describe('a CI that is dead', () => {
  it('keeps nobody from looking at the builds of another', async () => {
    for (let build = 0; build < 30; build += 1) {
      await app.register(app.openChange(), String(build).padStart(24, '0'));
    }
    const gate = await onGithub();
    github().cancel(Number(gate.build));
    codefresh().faults.inject({ effect: { kind: 'reset' }, times: Infinity });
    await halfDay();
    await halfDay();
    expect(status(gate)).toBe('ended');
    const { database } = app.sandbox.serviceNow;
    expect(database.query('x_change_gate_registration', 'status=waiting')).toHaveLength(30);
    // One try every few minutes, not one for each registration.
    expect(app.requestsToCi.length).toBeLessThan(60);
  });
});
