/** Workflows that a job calls, seen through the API and in the run's log. */
import { afterEach, describe, expect, it } from 'vitest';
import { call, REPOSITORY, startTestServer, TOKENS } from './fixtures/test-environment.ts';
import type { Run } from './run.ts';
import type { GithubServer } from './server.ts';

let server: GithubServer;

afterEach(() => server.close());

async function push(caller: string, called: string): Promise<Run> {
  server = await startTestServer(`name: Caller\non: push\nenv: {FROM_CALLER: x}\n${caller}`);
  server.writeWorkflow('called.yml', called);
  return server.push();
}

async function jobsOf(run: Run): Promise<[name: string, conclusion: string | null][]> {
  const path = `/repos/${REPOSITORY}/actions/runs/${run.id}/jobs`;
  const { body } = await call(server, TOKENS.developer, 'GET', path);
  return body.jobs.map((job: { name: string; conclusion: string | null }) => [job.name, job.conclusion]);
}

const USES = 'uses: ./.github/workflows/called.yml';

const GATED = `
on:
  workflow_call:
    inputs:
      where: {type: string, required: true}
      fast: {type: boolean}
      times: {type: number, default: 3}
    secrets: {key: {required: true}}
    outputs: {number: {value: "\${{ jobs.open.outputs.number }}"}}
jobs:
  open:
    runs-on: x
    outputs: {number: "\${{ steps.a.outputs.n }}"}
    steps:
      - {id: a, run: 'echo "n=CHG1" >> "$GITHUB_OUTPUT"'}
      - run: echo "$GITHUB_JOB of $GITHUB_WORKFLOW fast \${{ !inputs.fast }} times \${{ inputs.times == 3 }}"
      - run: echo "key \${{ secrets.key == 'hunter2-hunter2' }} other [\${{ secrets.PASSWORD }}] env [$FROM_CALLER]"
  deploy:
    needs: open
    runs-on: x
    environment: "\${{ inputs.where }}"
    steps: [{run: 'echo "deploys \${{ needs.open.outputs.number }} \${{ secrets.DEPLOY_KEY != null }}"'}]
`;

const CALLS_GATED = `jobs: {
  change: {${USES}, with: {where: production}, secrets: {key: "\${{ secrets.PASSWORD }}"}},
  after: {needs: change, runs-on: x, steps: [{run: 'echo "after \${{ needs.change.outputs.number }}"'}]},
  failed: {needs: change, if: failure(), runs-on: x, steps: [{run: 'echo "\${{ needs.change.result }}"'}]}}`;

async function review(run: Run, state: 'approved' | 'rejected'): Promise<void> {
  const path = `/repos/${REPOSITORY}/actions/runs/${run.id}/pending_deployments`;
  const { body } = await call(server, TOKENS.reviewer, 'GET', path);
  const decision = { environment_ids: [body[0].environment.id], state, comment: 'CHG0030001' };
  expect((await call(server, TOKENS.reviewer, 'POST', path, decision)).status).toBe(200);
}

describe('a job that calls a workflow', () => {
  it('hands it inputs and secrets, waits with it, and takes its outputs', async () => {
    const run = await push(CALLS_GATED, GATED);
    await run.waiting;
    expect(await jobsOf(run)).toEqual([
      ['after', null],
      ['failed', null],
      ['change / open', 'success'],
      ['change / deploy', null],
    ]);
    await review(run, 'approved');
    expect(await run.finished).toBe('success');
    expect(run.log).toContain('change / open | open of Caller fast true times true');
    expect(run.log).toContain('change / open | key true other [] env []');
    expect(run.log).toContain('change / deploy | deploys CHG1 true');
    expect(run.log).toContain('after | after CHG1');
    expect(await jobsOf(run)).toContainEqual(['failed', 'skipped']);
  });

  it('fails with it, and runs what failed again', async () => {
    const run = await push(CALLS_GATED, GATED);
    await run.waiting;
    await review(run, 'rejected');
    expect(await run.finished).toBe('failure');
    expect(run.log).toContain('failed | failure');
    expect(await jobsOf(run)).toContainEqual(['after', 'skipped']);
    const again = `/repos/${REPOSITORY}/actions/runs/${run.id}/rerun-failed-jobs`;
    expect((await call(server, TOKENS.developer, 'POST', again)).status).toBe(201);
    await run.waiting;
    await review(run, 'approved');
    expect(await run.finished).toBe('success');
    expect(run.log.match(/^change \/ open \| open of/gm)).toHaveLength(1);
    expect(run.log).toContain('after | after CHG1');
  });

  it('is canceled with its run, and called by nobody when its `if` does not hold', async () => {
    const called =
      '{on: workflow_call, jobs: {a: {runs-on: x, environment: production, steps: [{run: date}]}}}';
    const run = await push(`jobs: {never: {if: false, ${USES}}, change: {name: Change, ${USES}}}`, called);
    await run.waiting;
    const path = `/repos/${REPOSITORY}/actions/runs/${run.id}/cancel`;
    expect((await call(server, TOKENS.developer, 'POST', path)).status).toBe(202);
    expect(await run.finished).toBe('cancelled');
    expect(await jobsOf(run)).toEqual([
      ['never', 'skipped'],
      ['Change / a', 'cancelled'],
    ]);
  });

  it.each([
    ['with the others', '', 'cancelled'],
    ['alone, without fail-fast', 'fail-fast: false, ', 'success'],
  ])('fails as one of a matrix %s, and its own job runs again', async (_how, failFast, other) => {
    const matrix = `strategy: {${failFast}matrix: {region: [eu, us]}}`;
    const run = await push(
      `jobs: {ship: {${matrix}, ${USES}, with: {region: "\${{ matrix.region }}"}},
        after: {needs: ship, if: always(), runs-on: x, steps: [{run: 'echo "ship \${{ needs.ship.result }}"'}]}}`,
      `on: {workflow_call: {inputs: {region: {type: string, required: true}}}}
jobs:
  first:
    runs-on: x
    steps: [{run: 'test \${{ inputs.region }} = us || test $GITHUB_RUN_ATTEMPT = 2'}]
  then:
    needs: first
    runs-on: x
    environment: \${{ inputs.region == 'us' && 'production' || 'free' }}
    steps: [{run: 'echo "to \${{ inputs.region }}"'}]
`,
    );
    if (other === 'success') {
      await run.waiting;
      await review(run, 'approved');
    }
    expect(await run.finished).toBe('failure');
    expect(Object.fromEntries(await jobsOf(run))).toMatchObject({
      after: 'success',
      'ship (eu) / first': 'failure',
      'ship (eu) / then': 'skipped',
      'ship (us) / then': other,
    });
    expect(run.log).toContain('ship failure');
    const again = `/repos/${REPOSITORY}/actions/runs/${run.id}/rerun-failed-jobs`;
    expect((await call(server, TOKENS.developer, 'POST', again)).status).toBe(201);
    if (other === 'cancelled') {
      await run.waiting;
      await review(run, 'approved');
    }
    expect(await run.finished).toBe('success');
    expect(run.log).toContain('ship (eu) / then | to eu');
    expect(run.log).toContain('ship success');
  });

  it('gives all secrets with `inherit`, through a workflow in between', async () => {
    const inner =
      '{on: workflow_call, jobs: {a: {runs-on: x, steps: [{run: "echo ${{ secrets.PASSWORD != null }}"}]}}}';
    const run = await push(`jobs: {outer: {uses: ./.github/workflows/middle.yml, secrets: inherit}}`, inner);
    server.writeWorkflow('middle.yml', `{on: workflow_call, jobs: {inner: {${USES}, secrets: inherit}}}`);
    expect(await run.finished).toBe('success');
    expect(run.log).toContain('outer / inner / a | true');
  });

  it.each(['inherit', '{DEPLOY_KEY: "${{ secrets.DEPLOY_KEY }}"}'])(
    "fails without a secret that the workflow requires, an environment's for one: secrets: %s",
    async (secrets) => {
      const run = await push(
        `jobs: {change: {${USES}, secrets: ${secrets}}}`,
        '{on: {workflow_call: {secrets: {DEPLOY_KEY: {required: true}}}}, jobs: {a: {runs-on: x, environment: production, steps: [{run: date}]}}}',
      );
      expect(await run.finished).toBe('failure');
      expect(run.log).toBe(
        'change | ##[error]Secret DEPLOY_KEY is required, but not provided while calling.',
      );
    },
  );

  it('lends the token what it has itself, and no more', async () => {
    const environments = `$GITHUB_API_URL/repos/${REPOSITORY}/environments`;
    const ask = `curl -s -o /dev/null -w 'answered %{http_code}' -H "Authorization: Bearer $T" ${environments}`;
    const step = JSON.stringify({ env: { T: '${{ github.token }}' }, run: ask });
    const run = await push(
      `jobs: {a: {${USES}, permissions: {actions: read}}, b: {${USES}, permissions: {contents: read}}}`,
      `{on: workflow_call, jobs: {a: {runs-on: x, steps: [${step}]}}}`,
    );
    await run.finished;
    expect(run.log).toContain('a / a | answered 200');
    expect(run.log).toContain('b / a | answered 403');
  });
});

describe("a workflow of the platform team's repository", () => {
  const LOCAL = 'on: workflow_call\njobs: {c: {uses: ./.github/workflows/say.yml, secrets: inherit}}';
  const SAY =
    '{on: workflow_call, jobs: {a: {runs-on: x, steps: [{run: "echo $GITHUB_REPOSITORY ${{ secrets.KEY != null }} ${{ vars.REGION }}"}]}}}';

  async function callAt(ref: string): Promise<Run> {
    const uses = `globex/platform/.github/workflows/gated.yml@${ref}`;
    const repository = { owner: 'globex', collaborators: {} };
    server = await startTestServer('', {
      repositories: [
        {
          ...repository,
          name: 'shop',
          workflows: {
            'deploy.yml': `on: push\njobs: {change: {uses: '${uses}', secrets: inherit}}`,
            'say.yml': '{on: workflow_call, jobs: {a: {runs-on: x, steps: [{run: echo the wrong one}]}}}',
          },
          secrets: { KEY: 'hunter2-hunter2' },
          variables: { REGION: 'eu' },
        },
        { ...repository, name: 'platform', tags: ['v1'], workflows: { 'gated.yml': LOCAL, 'say.yml': SAY } },
      ],
      tokens: [],
      apps: [],
    });
    const run = server.push({ repository: 'globex/shop' });
    await run.finished;
    return run;
  }

  it.each(['v1', 'main'])(
    'runs at %s, with its own local workflows and the context of the caller',
    async (ref) => {
      const run = await callAt(ref);
      expect(run.conclusion).toBe('success');
      expect(run.log).toContain('change / c / a | globex/shop true eu');
    },
  );

  it('is not found where there is no such ref', async () => {
    const run = await callAt('v9');
    expect(run.conclusion).toBe('failure');
    expect(run.log).toContain(
      'error parsing called workflow "globex/platform/.github/workflows/gated.yml@v9": workflow was not found.',
    );
  });
});

describe('a run fails before any job', () => {
  const called = (on: string, more = '') =>
    `{on: {workflow_call: {${on}}}, ${more} jobs: {a: {runs-on: x, steps: [{run: date}]}}}`;

  it.each([
    [
      'an input is missing',
      '',
      called('inputs: {a: {type: string, required: true}}'),
      'Input a is required, but not provided while calling.',
    ],
    [
      'an input is unknown',
      'with: {b: 1}',
      called(''),
      'Invalid input, b is not defined in the referenced workflow.',
    ],
    [
      'a secret is missing',
      '',
      called('secrets: {a: {required: true}}'),
      'Secret a is required, but not provided while calling.',
    ],
    [
      'a secret is unknown',
      'secrets: {b: x}',
      called(''),
      'Invalid secret, b is not defined in the referenced workflow.',
    ],
    [
      'a nested job wants more than the caller has',
      'permissions: {contents: read}',
      '{on: workflow_call, jobs: {a: {runs-on: x, permissions: {actions: read}, steps: [{run: date}]}}}',
      "Error calling workflow './.github/workflows/called.yml'. The nested job 'a' is requesting 'actions: read', but is only allowed 'actions: none'.",
    ],
    [
      'the workflow is not reusable',
      '',
      '{on: workflow_dispatch, jobs: {a: {runs-on: x, steps: [{run: date}]}}}',
      'workflow is not reusable as it is missing a `on.workflow_call` trigger',
    ],
    [
      'it calls itself',
      '',
      `{on: workflow_call, jobs: {a: {${USES}}}}`,
      'calls itself: deploy.yml -> called.yml',
    ],
  ])('when %s', async (_what, job, file, said) => {
    const run = await push(`jobs: {change: {${[USES, job].filter(Boolean).join(', ')}}}`, file);
    expect(await run.finished).toBe('failure');
    expect(run.jobs).toEqual([]);
    expect(run.log).toContain(said);
  });

  it('keeps the type of an input, and refuses another', async () => {
    const run = await push(
      `jobs: {change: {${USES}, with: {fast: "yes"}}}`,
      called('inputs: {fast: {type: boolean}}'),
    );
    expect(await run.finished).toBe('failure');
    expect(run.log).toContain("change | ##[error]Input fast: 'yes' is not a boolean");
  });
});
