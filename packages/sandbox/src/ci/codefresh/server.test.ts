import { execFileSync } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import type { CodefreshEvent } from './events.ts';
import type { CodefreshOptions } from './options.ts';
import { CodefreshServer } from './server.ts';

const KEY = { token: '5f0c0ffee0c0ffee0c0ffee0.0123456789abcdef0123456789abcdef', user: 'change-gate' };
const HOUR = 3_600_000;
const fixture = (name: string) => fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url));

const clock = new SandboxClock();
let codefresh: CodefreshServer | undefined;

afterEach(async () => {
  await codefresh?.close();
  codefresh = undefined;
});

async function start(options: Partial<CodefreshOptions> = {}): Promise<CodefreshServer> {
  codefresh = await CodefreshServer.start({
    clock,
    apiKeys: [KEY],
    images: { alpine: [], 'sandbox/node-step': [process.execPath, fixture('node-step.mjs')] },
    stepTypes: [fixture('gate-step.yaml'), fixture('static-step.yaml')],
    ...options,
  });
  return codefresh;
}

/** Resolves with the next event that fits. */
function next(server: CodefreshServer, fits: (event: CodefreshEvent) => boolean): Promise<CodefreshEvent> {
  return new Promise((resolve) => {
    const stop = server.on((event) => {
      if (!fits(event)) return;
      stop();
      resolve(event);
    });
  });
}

function call(server: CodefreshServer, id: string, action: 'approve' | 'deny'): Promise<Response> {
  const url = `${server.url}/api/workflow/${id}/pending-approval/${action}`;
  return fetch(url, { headers: { Authorization: KEY.token } });
}

const shell = (...commands: string[]) => JSON.stringify({ image: 'alpine:3.20', commands });

const GATED = `
version: '1.0'
steps:
  before: ${shell('echo before')}
  wait: {type: pending-approval, timeout: {duration: 2, timeUnit: hours, finalState: denied}}
  deploy: ${shell('echo deployed')}
hooks:
  on_success: {exec: ${shell('echo hook success')}}
  on_fail: {exec: ${shell('echo hook fail', 'exit 1')}}
  on_finish: {steps: {report: ${shell('echo hook finish')}}}
`;

describe('a build with a pending approval', () => {
  it('pauses without a runner, goes on when it is approved over the API, and runs its hooks', async () => {
    const server = await start();
    const statuses: string[] = [];
    server.on((event) => {
      if (event.type === 'build') statuses.push(event.status);
    });
    const build = server.run(GATED);
    expect(build.status).toBe('pending');
    expect(build.id).toMatch(/^[0-9a-f]{24}$/);

    await build.paused;
    const held = build.heldRunnerMs;
    clock.advance(HOUR);
    expect(build.heldRunnerMs).toBe(held);
    expect(build.pausedMs).toBeGreaterThanOrEqual(HOUR);

    const answer = await call(server, build.id, 'approve');
    expect([answer.status, await answer.json()]).toEqual([200, {}]);
    expect(await build.finished).toBe('success');
    expect(statuses).toEqual(
      ['pending-approval', 'running', 'success'].toSpliced(0, 0, 'elected', 'running'),
    );
    expect(build.log).toBe(
      [
        'before | before',
        'Pending approval step reached, pausing workflow',
        'wait | approved by change-gate',
        'deploy | deployed',
        'hooks.on_success.exec | hook success',
        'hooks.on_finish.report | hook finish',
      ].join('\n'),
    );
    expect(build.steps.find(({ name }) => name === 'wait')).toMatchObject({
      status: 'approved',
      decidedBy: 'change-gate',
    });
    expect(build.heldRunnerMs).toBeLessThan(HOUR);
  });

  it.each([
    ['livesOn', 200],
    ['endsAtPause', 401],
  ] as const)("stepKey %s: at the pause, a step's own key is answered %i", async (stepKey, status) => {
    const server = await start({ behaviours: { stepKey } });
    const build = server.run(GATED.replace('echo before', 'echo $CF_API_KEY'));
    await build.paused;
    const Authorization = /^before \| (.+)$/m.exec(build.log)?.[1] ?? '';
    expect((await fetch(`${server.url}/api/user`, { headers: { Authorization } })).status).toBe(status);
  });

  it.each(['denied', 'error', 'terminated'] as const)(
    'stops when it is denied; the API calls it %s',
    async (name) => {
      const server = await start({ behaviours: { deniedStatus: name } });
      const build = server.run(GATED);
      await build.paused;
      await call(server, build.id, 'deny');
      expect(await build.finished).toBe(name);
      expect(build.steps.map(({ status }) => status)).toEqual([
        'success',
        'denied',
        'skipped',
        'error',
        'success',
      ]);
      expect(build.log).not.toContain('deployed');
    },
  );

  it('does what its timeout says when nobody decides', async () => {
    const server = await start();
    const build = server.run(GATED);
    await build.paused;
    clock.advance(2 * HOUR);
    expect(await build.finished).toBe('error');
    expect(build.log).toContain('wait | denied by timeout');
  });

  it('can be decided by a person, once', async () => {
    const server = await start({ statusDelayMs: HOUR });
    const build = server.run(GATED);
    await build.paused;
    server.approve(build.id, 'Petra');
    expect(build.status).toBe('pending-approval');
    expect(() => server.deny(build.id, 'Paul')).toThrow('does not wait for approval');
    clock.advance(HOUR);
    expect(await build.finished).toBe('success');
    expect(build.log).toContain('wait | approved by Petra');
  });

  it.each([
    ['error', 400],
    ['ok', 200],
  ] as const)(
    'is not released by an early approve; the answer is %s',
    async (answerWhenNotPaused, status) => {
      const server = await start({ behaviours: { answerWhenNotPaused }, pauseDelayMs: HOUR });
      const pausing = next(
        server,
        (event) => event.type === 'log' && event.line.startsWith('Pending approval'),
      );
      const build = server.run(GATED);
      await pausing;
      expect((await call(server, build.id, 'approve')).status).toBe(status);
      clock.advance(HOUR);
      await build.paused;
      expect(build.status).toBe('pending-approval');
      await call(server, build.id, 'approve');
      expect(await build.finished).toBe('success');
      expect((await call(server, build.id, 'deny')).status).toBe(status);
      expect(build.status).toBe('success');
    },
  );

  it('cannot tell two gates of a build apart: the second approve releases the second gate', async () => {
    const server = await start();
    const build = server.run(`
version: '1.0'
steps:
  one: {type: pending-approval}
  between: ${shell('echo "decided by ${{steps.one.authEntity.name}}: ${{steps.one.result}}"')}
  two: {type: pending-approval, fail_fast: false}
  after: ${shell('echo after')}
`);
    await build.paused;
    const second = next(server, (event) => event.type === 'step' && event.status === 'pending-approval');
    const paused = next(server, (event) => event.type === 'build' && event.status === 'pending-approval');
    await call(server, build.id, 'approve');
    expect(await second).toMatchObject({ step: 'two' });
    await paused;
    await call(server, build.id, 'deny');
    expect(await build.finished).toBe('success');
    expect(build.log).toContain('between | decided by change-gate: approved');
    expect(build.log).toContain('after | after');
  });

  it('keeps exported variables over the pause, and no file', async () => {
    const server = await start();
    const build = server.run(`
version: '1.0'
steps:
  one: ${shell('echo KEPT=yes >> /codefresh/volume/env_vars_to_export', 'touch /codefresh/volume/file')}
  two: ${shell('ls /codefresh/volume')}
  wait: {type: pending-approval}
  three: ${shell('ls /codefresh/volume', 'echo "$KEPT ${{KEPT}} ${{steps.one.output.KEPT}}"')}
`);
    await build.paused;
    server.approve(build.id, 'Petra');
    await build.finished;
    expect(build.log.match(/^(two|three) .*$/gm)).toEqual(['two | file', 'three | yes yes yes']);
  });

  it('rejects `paused` with the log when the build ends without one', async () => {
    const server = await start();
    const build = server.run(
      `{version: '1.0', steps: {a: ${shell('echo alas', 'exit 4')}, b: ${shell('date')}}}`,
    );
    await expect(build.paused).rejects.toThrow(/ended \(error\) without a pause.*alas.*exit code 4/s);
    expect(build.steps.map(({ status, error }) => [status, error])).toEqual([
      ['error', 'exit code 4'],
      ['skipped', null],
    ]);
  });
});

describe('a build with typed steps', () => {
  const gate = (given: Record<string, unknown>) =>
    `{version: '1.0', steps: {gate: {type: 'sandbox/gate:1.2.0', arguments: ${JSON.stringify(given)}}}}`;

  it('gives a step its arguments, and gets the outputs that `returns` lists, and the link', async () => {
    const server = await start();
    const build = server.run(gate({ NUMBER: '${{CR}}', NOTE: "it's ${{CF_BRANCH}}" }), {
      variables: { CR: 'CHG7' },
      git: { branch: 'release' },
    });
    expect(await build.finished).toBe('success');
    expect(build.log).toBe(
      [
        `gate.open | open of ${build.id}: "it's release"`,
        `gate.annotate | annotate of ${build.id}: "second CHG7 not in returns \${{NOT_SET}}"`,
      ].join('\n'),
    );
    const outputs = { CR_NUMBER: 'CHG7', CR_NOTE: 'second CHG7 not in returns ${{NOT_SET}}' };
    expect(build.steps[0]).toMatchObject({ outputs, outputUrl: 'https://example.com/change' });
    expect(build.outputs).toEqual(outputs);
  });

  it('fails the step when a required output is missing', async () => {
    const server = await start();
    const build = server.run(gate({ NUMBER: 'CHG7', NOTE: 'silent', SKIP: true }));
    expect(await build.finished).toBe('error');
    expect(build.log).toContain('gate | failed: required output CR_NUMBER was not exported (see `returns`)');
  });

  it('fails the step with what the process says', async () => {
    const server = await start();
    const build = server.run(gate({ NUMBER: 'CHG7', NOTE: 'fail' }));
    expect(await build.finished).toBe('error');
    expect(build.steps[0]?.error).toBe('sub-step open: exit code 3');
  });

  it('masks the values of encrypted variables, and nothing else', async () => {
    const server = await start();
    const variables = { PASSWORD: 'p4ss', TOKEN: 't0ken' };
    const build = server.run(gate({ NUMBER: 'CHG7', SECRET: '${{PASSWORD}} ${{TOKEN}}', SKIP: true }), {
      variables,
      encrypted: ['PASSWORD'],
    });
    await build.finished;
    expect(build.log).toMatch(/the secret is \*{5} t0ken, the key [0-9a-f]{24}\.[0-9a-f]{32}/);
  });

  it('leaves an unset argument of a static step as it is written', async () => {
    const server = await start();
    const build = server.run(
      `{version: '1.0', steps: {s: {type: 'sandbox/static', arguments: {GREETING: hi, TIMES: 3}}}}`,
    );
    await build.finished;
    expect(build.log).toBe('s | Warning: sandbox/static has no version; using 0.9.0\ns | hi ${{NAME}} 3');
  });
});

describe('a git-clone step', () => {
  const sh = (command: string, cwd: string) =>
    execFileSync('sh', ['-c', command], { cwd, encoding: 'utf8' }).trim();

  async function repository(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'sandbox-repository-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    sh('git init --quiet --initial-branch trunk', folder);
    const commit = 'git -c user.name=Ada -c user.email=ada@example.com commit --quiet --all --message';
    sh(
      `echo first >app.txt; git add app.txt; ${commit} First; echo second >app.txt; ${commit} Second`,
      folder,
    );
    return folder;
  }

  it("clones the repository with its history, at the build's commit", async () => {
    const folder = await repository();
    const server = await start({ repositories: { 'acme/shop': folder } });
    const build = server.run(
      `version: '1.0'
steps:
  code: {type: git-clone, git: github, repo: '\${{CF_REPO_OWNER}}/\${{CF_REPO_NAME}}', revision: '\${{CF_REVISION}}'}
  earlier: {type: git-clone, repo: acme/shop, revision: '${sh('git rev-parse HEAD~1', folder)}'}
  read: {image: alpine, working_directory: '\${{earlier}}', commands: [cat app.txt, 'git rev-list --count trunk']}
  outside: {image: alpine, commands: [ls]}
`,
      { repository: 'acme/shop' },
    );
    expect(build.git).toMatchObject({ revision: sh('git rev-parse HEAD', folder), branch: 'trunk' });
    expect(await build.finished).toBe('success');
    // One folder for both.
    expect(build.log).toBe('read | first\nread | 2\noutside | shop');
  });

  it('is where later steps work when it is called main_clone', async () => {
    const server = await start({ repositories: { 'acme/shop': await repository() } });
    const build = server.run(
      `{version: '1.0', steps: {main_clone: {type: git-clone, repo: acme/shop}, read: {image: alpine, commands: [cat app.txt, pwd]}}}`,
    );
    expect(await build.finished).toBe('success');
    expect(build.log).toMatch(/^read \| second\nread \| .*\/shop$/);
  });

  it('names the key that a repository is missing under', async () => {
    const build = (await start()).run(`{version: '1.0', steps: {code: {type: git-clone, repo: acme/shop}}}`);
    expect(await build.finished).toBe('error');
    expect(build.log).toContain(
      'has no repository acme/shop (in steps.code): add it to its configuration under `codefresh.repositories`, like `acme/shop: path/to/a/clone/of/it`',
    );
  });
});

describe('a build that cannot run', () => {
  it('names all that the configuration lacks, once each, before its first step', async () => {
    const build = (await start()).run(`{version: '1.0', steps: {
      first: {image: alpine, commands: [echo ran]},
      code: {type: git-clone, repo: '\${{CF_REPO_OWNER}}/shop'},
      test: {image: 'ubuntu:24.04', commands: [date]},
      deploy: {image: 'ubuntu:24.04', commands: [date], hooks: {on_fail: {exec: {type: 'nobody/knows:1.0.0'}}}},
      later: {image: '\${{EXPORTED_BY_FIRST}}', commands: [date]}}}`);
    expect(await build.finished).toBe('error');
    expect(build.log.trim().split('\n')).toEqual([
      expect.stringContaining('has no repository globex/shop (in steps.code): add it'),
      expect.stringContaining('has no image ubuntu:24.04 (in steps.test): add it'),
      expect.stringContaining(
        'has no step type nobody/knows:1.0.0 (in steps.deploy.hooks.on_fail.exec): add it',
      ),
    ]);
  });

  it.each([
    [`{version: '1.0', steps: {p: {type: parallel}}}`, 'does not implement `type: parallel`'],
    [
      `{version: '1.0', steps: {p: {type: 'nobody/knows:1.0.0'}}}`,
      'has no step type nobody/knows:1.0.0 (in steps.p): add it to its configuration under `codefresh.stepTypes`, like `- path/to/its/step.yaml`',
    ],
    [
      `{version: '1.0', steps: {p: {image: 'ubuntu:24.04', commands: [date]}}}`,
      'has no image ubuntu:24.04 (in steps.p): add it to its configuration under `codefresh.images`, like `ubuntu: [/bin/sh]`',
    ],
    [
      `{version: '1.0', steps: {p: {image: 'acme/deployer:2'}}}`,
      'has no image acme/deployer:2 (in steps.p): add it to its configuration under `codefresh.images`, like `acme/deployer: [COMMAND, OF, THIS, MACHINE]`',
    ],
    [
      `{version: '1.0', steps: {p: {image: alpine}}}`,
      'knows no entry point for image alpine: give it under `codefresh.images`',
    ],
    [
      `{version: '1.0', steps: {p: {image: alpine, commands: [pwd], working_directory: /etc}}}`,
      'does not implement `working_directory: /etc`',
    ],
  ])('fails and says so: %s', async (pipeline, message) => {
    const build = (await start()).run(pipeline);
    expect(await build.finished).toBe('error');
    expect(build.log).toContain(message);
  });
});

describe('the end of a build', () => {
  const ENDLESS = `{version: '1.0', steps: {a: ${shell('echo started', 'sleep 600')}}, hooks: {on_finish: {exec: ${shell('echo hook')}}}}`;

  it('comes when a person terminates it', async () => {
    const server = await start();
    const build = server.run(ENDLESS);
    await next(server, (event) => event.type === 'log');
    server.terminate(build.id);
    expect(build.status).toBe('terminating');
    expect(await build.finished).toBe('terminated');
    expect(build.log).toBe('a | started');
    expect(build.steps[0]?.status).toBe('terminated');
  });

  it('leaves nothing to decide at a gate that it was terminated at', async () => {
    const server = await start();
    const build = server.run(GATED);
    await build.paused;
    server.terminate(build.id);
    await build.finished;
    expect((await call(server, build.id, 'approve')).status).toBe(400);
    expect(build.steps.map(({ status }) => status)).toEqual(['success', 'terminated', 'skipped']);
  });

  it('comes with the server, which leaves no folder behind', async () => {
    // Other tests make folders in the system's at the same time.
    vi.stubEnv('TMPDIR', await mkdtemp(join(tmpdir(), 'change-gate-test-')));
    onTestFinished(() => void vi.unstubAllEnvs());
    const before = (await folders()).length;
    const server = await start();
    const running = server.run(ENDLESS);
    const paused = server.run(GATED);
    await Promise.all([
      next(server, (event) => event.type === 'log' && event.build === running.id),
      paused.paused,
    ]);
    expect((await folders()).length).toBeGreaterThan(before);
    await server.close();
    codefresh = undefined;
    expect([running.status, paused.status]).toEqual(['terminated', 'terminated']);
    expect((await folders()).length).toBe(before);
  });
});

async function folders(): Promise<string[]> {
  return (await readdir(tmpdir())).filter((name) => name.startsWith(`sandbox-codefresh-`));
}
