import { createPublicKey } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { isSignedBy, readClaims } from '../credentials/jwt.ts';
import { call, startTestServer } from '../fixtures/test-environment.ts';
import type { Run } from '../run.ts';
import type { GithubServer } from '../server.ts';

const GATE = 'globex/gate/adapters/action@v1';

let server: GithubServer | undefined;

afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** Runs a workflow of one job, whose steps are given as JSON, to its end. */
async function runSteps(steps: unknown[], job: Record<string, unknown> = {}): Promise<Run> {
  return runJobs({ only: { 'runs-on': 'x', ...job, steps } });
}

async function runJobs(jobs: Record<string, unknown>, top: Record<string, unknown> = {}): Promise<Run> {
  server = await startTestServer(JSON.stringify({ name: 'Test', on: 'push', ...top, jobs }));
  const run = server.push();
  await run.finished;
  return run;
}

const only = (run: Run) => {
  const [job] = run.jobs;
  if (job === undefined) throw new Error(`The run has no job: ${run.log}`);
  return job;
};

describe('an action', () => {
  it('gets inputs with their defaults, runs in the workspace, and leaves outputs, state, env, path and summary', async () => {
    const run = await runSteps([
      { id: 'gate', uses: GATE, with: { 'change-number': 'CHG0030001' } },
      { run: 'echo "number ${{ steps.gate.outputs.number }} env $FROM_ACTION"; echo "path $PATH"' },
    ]);
    expect(run.conclusion).toBe('success');
    const job = only(run);
    expect(job.log).toContain('cwd is workspace: true');
    expect(job.log).toContain('spaced: spaced, unset: ""');
    expect(job.log).toContain('number CHG0030001 env kept');
    expect(job.log).toMatch(/^path \/.*\/temp:/m);
    expect(job.log).toContain('Post job cleanup.\npost of CHG0030001, input CHG0030001');
    expect(job.summary).toBe('# Change CHG0030001\n');
    expect(job.steps.map(({ name }) => name).at(-1)).toBe(`Post Run ${GATE}`);
    expect(job.annotations.map(({ message }) => message)).toEqual([
      "Can't store NODE_OPTIONS output parameter using '$GITHUB_ENV' command.",
    ]);
  });

  it('gets an input that is given as empty as empty, whatever its default', async () => {
    const run = await runSteps([
      { uses: GATE, with: { 'change-number': 'CHG1', 'with space': '${{ vars.UNSET }}' } },
      { uses: GATE, with: { 'change-number': 'CHG1', 'with space': null } },
    ]);
    expect(only(run).log.match(/^spaced: .*$/gm)).toEqual(['spaced: , unset: ""', 'spaced: , unset: ""']);
  });

  it('is shown with its inputs and environment before it starts, and warned about wrong ones', async () => {
    const run = await runSteps([
      { uses: GATE, with: { 'change-number': 'CHG1', nope: 1, old: 'x' }, env: { A: 'b' } },
    ]);
    const log = only(run).log;
    expect(log).toContain(`##[group]Run ${GATE}\nwith:\n  change-number: CHG1\n`);
    expect(log).toContain('\nenv:\n  A: b\n##[endgroup]');
    expect(only(run).annotations.map(({ message }) => message)).toEqual(
      expect.arrayContaining([
        expect.stringContaining("Unexpected input(s) 'nope', valid inputs are ['change-number'"),
        "Input 'old' has been deprecated with message: use change-number",
      ]),
    );
  });

  it('that fails is not gone on from, and its post runs all the same', async () => {
    const run = await runSteps([
      { uses: GATE, with: { 'change-number': 'fail' } },
      { run: 'echo not reached' },
      { if: 'failure()', run: 'echo cleaning' },
    ]);
    expect(run.conclusion).toBe('failure');
    expect(only(run).steps.map(({ conclusion }) => conclusion)).toEqual([
      'failure',
      'skipped',
      'success',
      'success',
    ]);
    expect(only(run).log).toContain('post of fail');
  });
});

it('begins a job with an empty workspace and home, whatever other jobs have left in theirs', async () => {
  const look = { run: 'echo "workspace [$(ls -A)] home [$(ls -A ~)]"' };
  const run = await runJobs({
    write: { 'runs-on': 'x', steps: [{ run: 'echo a > left; echo b > ~/left' }, look] },
    next: { needs: 'write', 'runs-on': 'x', steps: [look] },
  });
  expect(run.log).toContain('write | workspace [left] home [left]');
  expect(run.log).toContain('next | workspace [] home []');
});

describe('a composite action', () => {
  const COMPOSITE = 'globex/composite@v1';
  const AFTER = { if: 'always()', run: 'echo "after [${{ github.action_status }}] ${{ job.status }}"' };

  it('runs its steps, gives outputs of its own, and posts when the job ends', async () => {
    const run = await runSteps([
      { id: 'all', uses: COMPOSITE, env: { FROM_STEP: 'kept' } },
      { run: 'echo "number ${{ steps.all.outputs.number }}, inner [${{ steps.gate.outputs.number }}]"' },
      AFTER,
    ]);
    expect(run.conclusion).toBe('success');
    const { log, steps } = only(run);
    expect(log).toMatch(/^went on with kept, input \[\], in all$/m);
    expect(log).toMatch(/^action success job success composite-action$/m);
    expect(log).toMatch(/^number CHG0030001, inner \[\]$/m);
    expect(log).toMatch(/^after \[\] success$/m);
    expect(log.indexOf('post of CHG0030001')).toBeGreaterThan(log.indexOf('after []'));
    expect(steps.map(({ name }) => name)).toEqual([
      `Run ${COMPOSITE}`,
      expect.stringMatching(/^Run echo "number/),
      expect.stringMatching(/^Run echo "after/),
      `Post Run ${COMPOSITE}`,
    ]);
  });

  it('tells a step after a failed one by `github.action_status`, and not by `job.status`', async () => {
    const run = await runSteps([{ uses: COMPOSITE, with: { fail: true } }, AFTER]);
    expect(run.conclusion).toBe('failure');
    const { log } = only(run);
    expect(log).not.toContain('went on with');
    expect(log).toMatch(/^action failure job success composite-action$/m);
    expect(log).toMatch(/^failure\(\) holds$/m);
    expect(log).toMatch(/^after \[\] failure$/m);
  });
});

describe('the log', () => {
  it('masks secrets in every form, and what add-mask names', async () => {
    const run = await runSteps([
      {
        env: { P: '${{ secrets.PASSWORD }}' },
        run: [
          'echo "plain $P"',
          'printf "%s" "$P" | base64',
          "echo '::add-mask::first%0Asecond'",
          'echo "a first, a second, region ${{ vars.REGION }}"',
          "echo '::add-mask::'",
        ].join('\n'),
      },
    ]);
    const log = only(run).log;
    expect(log).not.toContain('hunter2');
    expect(log).not.toContain(Buffer.from('hunter2-hunter2').toString('base64'));
    expect(log).toContain('P: ***');
    expect(log).toContain('a ***, a ***, region eu');
    expect(log).toContain("Can't add secret mask for empty string");
  });

  it('turns commands into annotations, and stops to do so between stop-commands and its token', async () => {
    const run = await runSteps([
      {
        id: 'say',
        run: [
          "echo '  ::error title=A%2CB::broken%0Atwice'",
          "echo 'text ##[warning]anywhere'",
          "echo '::unknown::plain'",
          "echo '::stop-commands::tok'",
          "echo '::error::quoted'",
          "echo '::tok::'",
          "echo '::notice::again'",
          "echo '::debug::hidden'",
          "echo '::set-output name=old::1'",
        ].join('\n'),
      },
    ]);
    expect(run.conclusion).toBe('success');
    expect(
      only(run).annotations.map(({ level, message, properties }) => [level, message, properties]),
    ).toEqual([
      ['error', 'broken\ntwice', { title: 'A,B' }],
      ['warning', 'anywhere', {}],
      ['notice', 'again', {}],
      ['warning', expect.stringContaining('`set-output` command is deprecated'), {}],
    ]);
    expect(only(run).log).toContain('::unknown::plain');
    expect(only(run).log).not.toMatch(/^##\[debug\]/m);
    expect(only(run).steps[0]?.outputs).toEqual({ old: '1' });
  });

  it('lets untrusted text set an output, but a name in the file wins', async () => {
    const run = await runSteps([
      { uses: GATE, id: 'gate', with: { 'change-number': 'CHG1', say: '::set-output name=number::forged' } },
    ]);
    expect(only(run).steps[0]?.outputs.number).toBe('CHG1');
  });

  it.each(['::set-env name=A::1', '::add-path::/tmp', '::add-matcher::m.json'])(
    'fails the step that says %s',
    async (command) => {
      const run = await runSteps([{ run: `echo '${command}'` }]);
      expect(run.conclusion).toBe('failure');
      expect(only(run).log).toContain(`Unable to process command '${command}' successfully.`);
    },
  );
});

describe("a job's outputs", () => {
  it('are dropped when they hold a masked string, and when they are empty', async () => {
    const run = await runSteps(
      [
        { id: 'a', run: 'echo "::add-mask::CHG0030001"; echo "n=CHG0030001" >> "$GITHUB_OUTPUT"' },
        { id: 'b', run: 'echo "n=fine" >> "$GITHUB_OUTPUT"' },
      ],
      {
        outputs: {
          masked: 'x-${{ steps.a.outputs.n }}',
          fine: '${{ steps.b.outputs.n }}',
          empty: '${{ steps.b.outputs.none }}',
        },
      },
    );
    expect(run.outputs).toEqual({ only: { fine: 'fine' } });
    expect(only(run).annotations.map(({ message }) => message)).toEqual([
      "Skip output 'masked' since it may contain secret.",
    ]);
  });

  it('fail the step when their file breaks the grammar', async () => {
    const run = await runSteps([{ run: 'echo "no equals sign" >> "$GITHUB_OUTPUT"' }]);
    expect(run.conclusion).toBe('failure');
    expect(only(run).log).toContain(
      "##[error]Unable to process file command 'output' successfully.\n##[error]Invalid format 'no equals sign'",
    );
  });

  it('leave out a summary that is too large, without failing', async () => {
    const run = await runSteps([{ run: 'head -c 1100000 /dev/zero | tr "\\0" x >> "$GITHUB_STEP_SUMMARY"' }]);
    expect(run.conclusion).toBe('success');
    expect(only(run).summary).toBe('');
    expect(only(run).log).toContain('supports content up to a size of 1024k, got 1075k');
  });
});

describe("a job's credentials", () => {
  it('are a GITHUB_TOKEN with the permissions that it names, until it ends', async () => {
    const show = 'echo "token $(printf "%s" "${{ github.token }}" | rev)"';
    const run = await runSteps([{ run: show }], { permissions: { actions: 'read' } });
    const [, reversed = ''] = /^token (\S+)$/m.exec(only(run).log) ?? [];
    const token = [...reversed].reverse().join('');
    expect(token).toMatch(/^ghs_/);
    if (server === undefined) throw new Error('The server has gone');
    expect((await call(server, token, 'GET', '/user')).status).toBe(401);
  });

  it('call the API while the job runs, and no more than was granted', async () => {
    const status = (path: string, method = 'GET') =>
      `curl -s -X ${method} -o /dev/null -w "${path} %{http_code}\\n" -H "Authorization: Bearer $T" "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/${path}"`;
    const run = await runSteps(
      [
        {
          env: { T: '${{ github.token }}' },
          run: `${status('actions/runs')}\n${status('dispatches', 'POST')}`,
        },
      ],
      { permissions: { actions: 'read' } },
    );
    expect(only(run).log).toMatch(/^actions\/runs 200\ndispatches 403$/m);
  });

  it('include an OIDC token for the audience, when id-token may be written', async () => {
    const ask =
      'curl -s -H "Authorization: Bearer $ACTIONS_ID_TOKEN_REQUEST_TOKEN" "$ACTIONS_ID_TOKEN_REQUEST_URL&audience=sn"';
    const run = await runSteps([{ run: `${ask} | rev` }], { permissions: { 'id-token': 'write' } });
    const [, reversed = ''] = /^(\}"\S+)$/m.exec(only(run).log) ?? [];
    const { value } = JSON.parse([...reversed].reverse().join('')) as { value: string };
    const claims = readClaims(value);
    expect(claims).toMatchObject({ aud: 'sn', sub: 'repo:globex/webshop:ref:refs/heads/main' });
    const jwks = await fetch(`${claims?.iss}/.well-known/jwks`);
    const { keys } = (await jwks.json()) as { keys: Record<string, string>[] };
    expect(isSignedBy(value, createPublicKey({ key: keys[0] ?? {}, format: 'jwk' }))).toBe(true);
    const without = await runSteps([{ run: 'echo "url [$ACTIONS_ID_TOKEN_REQUEST_URL]"' }]);
    expect(only(without).log).toContain('url []');
  });
});

describe('jobs', () => {
  it('of a matrix run for every combination; one that fails cancels the others', async () => {
    const steps = [
      { run: 'test ${{ matrix.stage }} != qa || exit 1; test ${{ matrix.stage }} = qa || exec sleep 60' },
    ];
    const matrix = { stage: ['dev', 'qa'], zone: [1] };
    const run = await runJobs({ deploy: { 'runs-on': 'x', strategy: { matrix }, steps } });
    expect(run.conclusion).toBe('failure');
    expect(run.jobs.map(({ name, conclusion }) => [name, conclusion])).toEqual([
      ['deploy (dev, 1)', 'cancelled'],
      ['deploy (qa, 1)', 'failure'],
    ]);
  });

  it.each([
    ['Test', 'Test (qa)'],
    ['Test in ${{ github.ref_name }}', 'Test in main (qa)'],
    ['Test of ${{ matrix.stage }}', 'Test of qa'],
  ])('of a matrix with the name %s is called %s', async (name, shown) => {
    const strategy = { matrix: { stage: ['qa'] } };
    expect(only(await runSteps([{ run: 'date' }], { name, strategy })).name).toBe(shown);
  });

  it('of a matrix include what it includes', async () => {
    const matrix = { stage: ['dev'], include: [{ zone: 2 }, { stage: 'qa' }] };
    const steps = [{ run: 'echo "at ${{ matrix.stage }}-${{ matrix.zone }}"' }];
    const run = await runJobs({ deploy: { 'runs-on': 'x', strategy: { matrix }, steps } });
    expect(run.jobs.map(({ name, log }) => [name, /^at .*$/m.exec(log)?.[0]])).toEqual([
      ['deploy (dev, 2)', 'at dev-2'],
      ['deploy (qa)', 'at qa-'],
    ]);
  });

  it('read contexts in expressions, and continue on error when told to', async () => {
    const run = await runSteps(
      [
        { id: 'bad', 'continue-on-error': true, run: 'exit 3' },
        {
          if: "steps.bad.outcome == 'failure' && github.ref_name == 'main'",
          run: 'echo "${{ toJSON(matrix) }} $W $J"',
        },
      ],
      { env: { J: '${{ vars.REGION }}' } },
    );
    expect(run.conclusion).toBe('success');
    expect(only(run).log).toContain('{}  eu');
    expect(only(run).log).toContain('##[error]Process completed with exit code 3.');
  });
});

describe('`defaults`', () => {
  const where = { run: 'echo "in $(basename "$PWD"), pipefail $(set -o | grep -c "pipefail.*on")"' };

  it('of the workflow and of the job are for every script that says nothing else', async () => {
    const run = await runJobs(
      {
        make: { 'runs-on': 'x', defaults: { run: { 'working-directory': '.' } }, steps: [where] },
        deploy: {
          needs: 'make',
          'runs-on': 'x',
          steps: [
            { run: 'mkdir -p infra/eu', 'working-directory': '.' },
            where,
            { ...where, 'working-directory': '${{ github.workspace }}/infra/eu' },
          ],
        },
      },
      { defaults: { run: { shell: 'bash', 'working-directory': 'infra' } } },
    );
    expect(run.log.match(/(?<=\| )in \w+, .*/g)).toEqual([
      'in workspace, pipefail 1',
      'in infra, pipefail 1',
      'in eu, pipefail 1',
    ]);
    expect(run.conclusion).toBe('success');
  });

  it('fail a script whose folder nothing has made', async () => {
    const run = await runSteps([where], { defaults: { run: { 'working-directory': 'infra' } } });
    expect(run.conclusion).toBe('failure');
    expect(only(run).log).toMatch(/with working directory '.*infra'\. No such file or directory$/m);
  });
});

describe('a workflow that the sandbox cannot run', () => {
  it.each([
    ['a key', { jobs: { a: { 'runs-on': 'x', services: {}, steps: [{ run: 'x' }] } } }, '`services`'],
    [
      'a time limit that is an expression',
      { jobs: { a: { 'runs-on': 'x', 'timeout-minutes': '${{ vars.X }}', steps: [{ run: 'x' }] } } },
      "jobs.a.timeout-minutes: the sandbox's GitHub does not implement anything but a plain number here",
    ],
    [
      'an action',
      { jobs: { a: { 'runs-on': 'x', steps: [{ uses: 'actions/checkout@v6' }] } } },
      'has no action actions/checkout@v6 (in deploy.yml, jobs.a): add it to its configuration under `github.actions`',
    ],
    [
      'two actions',
      {
        jobs: {
          a: { 'runs-on': 'x', steps: [{ uses: 'actions/checkout@v6' }] },
          b: { 'runs-on': 'x', steps: [{ uses: 'actions/checkout@v6' }, { uses: 'docker/login-action@v3' }] },
        },
      },
      'of its action.yml`. It lacks docker/login-action@v3 too',
    ],
    [
      'a function',
      { jobs: { a: { 'runs-on': 'x', steps: [{ run: "${{ hashFiles('x') }}" }] } } },
      'hashFiles',
    ],
    [
      'a context that it lacks',
      { jobs: { a: { 'runs-on': 'x', steps: [{ run: '${{ strategy.job-index }}' }] } } },
      'does not implement `strategy` (in jobs.a.steps[0].run)',
    ],
    [
      'a value',
      { jobs: { a: { 'runs-on': 'x', needs: 4, steps: [{ run: 'x' }] } } },
      "deploy.yml, jobs.a.needs: the sandbox's GitHub does not implement `4` here",
    ],
    [
      'what is missing',
      { jobs: { a: { steps: [{ run: 'x' }] } } },
      'deploy.yml, jobs.a.runs-on: Required property is missing',
    ],
    [
      'a context',
      { jobs: { a: { 'runs-on': 'x', if: "secrets.X != ''", steps: [{ run: 'x' }] } } },
      'secrets',
    ],
    [
      'an expression that is not closed',
      { jobs: { a: { 'runs-on': 'x', steps: [{ run: 'echo ${{ github.ref }' }] } } },
      'jobs.a.steps[0].run: The expression is not closed',
    ],
    ['its jobs, of which there is none', { jobs: {} }, 'deploy.yml, jobs: a workflow needs a job'],
    [
      'a need',
      { jobs: { a: { needs: 'b', 'runs-on': 'x', steps: [{ run: 'x' }] } } },
      'needs b, which is no job',
    ],
  ])('is refused by the name of %s', async (_, workflow, name) => {
    const run = await runJobs(workflow.jobs);
    expect(run.conclusion).toBe('failure');
    expect(run.jobs).toEqual([]);
    expect(run.log).toContain(name);
  });

  it('is not one with a `push` that the branch does not match', async () => {
    server = await startTestServer(
      "{on: {push: {branches: ['release/**']}}, jobs: {a: {runs-on: x, steps: [{run: x}]}}}",
    );
    expect(() => server?.push()).toThrow('starts 0 workflows');
  });
});
