/** Runs and jobs of one concurrency group, seen through the API. */
import { afterEach, describe, expect, it } from 'vitest';
import { call, logged, next, REPOSITORY, startTestServer, TOKENS } from './fixtures/test-environment.ts';
import type { Run } from './run.ts';
import type { GithubServer } from './server.ts';

let server: GithubServer;

afterEach(() => server.close());

const GATED = '{a: {runs-on: x, environment: production, steps: [{run: date}]}}';

async function statusOf(run: Run): Promise<[status: string, conclusion: string | null]> {
  const { body } = await call(server, TOKENS.developer, 'GET', `/repos/${REPOSITORY}/actions/runs/${run.id}`);
  return [body.status, body.conclusion];
}

const pending = (run: Run) =>
  next(server, (event) => event.type === 'run' && event.run === run.id && event.status === 'pending');

async function approve(run: Run): Promise<void> {
  const path = `/repos/${REPOSITORY}/actions/runs/${run.id}/pending_deployments`;
  const { body } = await call(server, TOKENS.reviewer, 'GET', path);
  const decision = { environment_ids: [body[0].environment.id], state: 'approved', comment: 'CHG0030001' };
  expect((await call(server, TOKENS.reviewer, 'POST', path, decision)).status).toBe(200);
}

it('lets a run that waits at its gate hold the group, and replaces the one that is pending', async () => {
  server = await startTestServer(`{on: push, concurrency: "deploy-\${{ github.ref }}", jobs: ${GATED}}`);
  const first = server.push();
  await first.waiting;
  const second = server.push();
  await pending(second);
  expect(await statusOf(second)).toEqual(['pending', null]);
  const third = server.push();
  expect(await second.finished).toBe('cancelled');
  expect(second.log).toBe(
    "Canceling since a higher priority waiting request for 'deploy-refs/heads/main' exists",
  );
  expect(await statusOf(first)).toEqual(['waiting', null]);
  expect(await statusOf(third)).toEqual(['pending', null]);
  await approve(first);
  expect(await first.finished).toBe('success');
  await third.waiting;
  expect(await statusOf(third)).toEqual(['waiting', null]);
});

it('keeps all that wait with queue: max, in the order in which they came', async () => {
  server = await startTestServer(`{on: push, concurrency: {group: Deploy, queue: max}, jobs: ${GATED}}`);
  const runs = [server.push(), server.push(), server.push()];
  for (const run of runs) {
    await run.waiting;
    await approve(run);
    expect(await run.finished).toBe('success');
  }
});

it('does not take queue: max with cancel-in-progress', async () => {
  const both = '{group: Deploy, queue: max, cancel-in-progress: true}';
  server = await startTestServer(`{on: push, concurrency: ${both}, jobs: ${GATED}}`);
  const run = server.push();
  expect(await run.finished).toBe('failure');
  expect(run.log).toContain('`queue: max` cannot be combined');
});

it('cancels a run that waits at its gate when the newer one says cancel-in-progress', async () => {
  server = await startTestServer(
    `{on: push, concurrency: {group: Deploy, cancel-in-progress: true}, jobs: ${GATED}}`,
  );
  const first = server.push();
  await first.waiting;
  const second = server.push();
  expect(await first.finished).toBe('cancelled');
  await second.waiting;
  expect(await statusOf(second)).toEqual(['waiting', null]);
});

it.each([
  ["github.event_name == 'push'", 'completed'],
  ["github.event_name == 'pull_request'", 'waiting'],
])('cancels a run at its gate where cancel-in-progress comes to true: %s', async (condition, older) => {
  server = await startTestServer(
    `{on: push, concurrency: {group: deploy, cancel-in-progress: "\${{ ${condition} }}"}, jobs: ${GATED}}`,
  );
  const first = server.push();
  await first.waiting;
  const second = server.push();
  await (older === 'completed' ? first.finished : pending(second));
  expect((await statusOf(first))[0]).toBe(older);
});

it('goes to the next when a pending run is canceled through the API', async () => {
  server = await startTestServer(`{on: push, concurrency: deploy, jobs: ${GATED}}`);
  const first = server.push();
  await first.waiting;
  const second = server.push();
  await pending(second);
  const path = `/repos/${REPOSITORY}/actions/runs/${second.id}/cancel`;
  expect((await call(server, TOKENS.developer, 'POST', path)).status).toBe(202);
  expect(await second.finished).toBe('cancelled');
  await approve(first);
  await first.finished;
  const third = server.push();
  await third.waiting;
});

it('takes the jobs of a group one after the other', async () => {
  const job = '{runs-on: x, concurrency: one, steps: [{uses: globex/slow@v1}]}';
  server = await startTestServer(`{on: push, jobs: {a: ${job}, b: ${job}}}`);
  const running = logged(server, /^running$/);
  const run = server.push();
  await running;
  expect(run.jobs.map(({ status }) => status)).toEqual(['in_progress', 'pending']);
});

it.each([
  ['holds', ['waiting', null], ['pending', null]],
  ['pending', ['completed', 'cancelled'], ['waiting', null]],
] as const)('takes a run at its gate, where it %s, for what it is', async (memberAtGate, older, newer) => {
  server = await startTestServer(`{on: push, concurrency: deploy, jobs: ${GATED}}`, {
    behaviours: { memberAtGate },
  });
  const first = server.push();
  await first.waiting;
  const second = server.push();
  await (memberAtGate === 'holds' ? pending(second) : second.waiting);
  expect([await statusOf(first), await statusOf(second)]).toEqual([older, newer]);
});

it.each([
  ['behindGate', ['waiting', 'waiting']],
  ['beforeGate', ['waiting', 'pending']],
] as const)('lets a job take its group as it does: %s', async (groupOfJob, statuses) => {
  const job = '{runs-on: x, environment: production, concurrency: one, steps: [{run: date}]}';
  server = await startTestServer(`{on: push, jobs: {a: ${job}, b: ${job}}}`, { behaviours: { groupOfJob } });
  const last = next(
    server,
    (event) => event.type === 'job' && event.job === 'b' && event.status !== 'queued',
  );
  const run = server.push();
  await Promise.all([last, run.waiting]);
  expect(run.jobs.map(({ status }) => status)).toEqual(statuses);
  await approve(run);
  if (groupOfJob === 'beforeGate') {
    await next(server, (event) => event.type === 'job' && event.job === 'b' && event.status === 'waiting');
    await approve(run);
  }
  expect(await run.finished).toBe('success');
});

it('cancels a job that waits at its gate with its group taken, when a newer one says so', async () => {
  const job =
    '{runs-on: x, environment: production, concurrency: {group: one, cancel-in-progress: true}, steps: [{run: date}]}';
  server = await startTestServer(`{on: push, jobs: {a: ${job}}}`, {
    behaviours: { groupOfJob: 'beforeGate' },
  });
  const first = server.push();
  await first.waiting;
  const second = server.push();
  expect(await first.finished).toBe('cancelled');
  await second.waiting;
});

describe('a job that calls a workflow', () => {
  const CALLED = (more: string) =>
    `{on: {workflow_call: {inputs: {to: {type: string}}}}, ${more} jobs: {a: {runs-on: x, environment: production, steps: [{run: date}]}, b: {needs: a, runs-on: x, steps: [{run: date}]}}}`;
  const CALL = 'uses: ./.github/workflows/called.yml, with: {to: eu}';

  it.each([
    ['the calling job', ', concurrency: deploy-eu', ''],
    ['the called workflow', '', 'concurrency: "deploy-${{ inputs.to }}",'],
  ])('takes the group of %s for all of its jobs', async (_of, atJob, atCalled) => {
    server = await startTestServer(`{on: push, jobs: {change: {${CALL}${atJob}}}}`);
    server.writeWorkflow('called.yml', CALLED(atCalled));
    const first = server.push();
    await first.waiting;
    const second = server.push();
    await pending(second);
    expect(second.jobs.map(({ name, status }) => [name, status])).toEqual([
      ['change / a', 'pending'],
      ['change / b', 'pending'],
    ]);
    const third = server.push();
    expect(await second.finished).toBe('cancelled');
    expect(second.log).toContain("Canceling since a higher priority waiting request for 'deploy-eu' exists");
    expect(second.jobs.map(({ conclusion }) => conclusion)).toEqual(['cancelled', 'cancelled']);
    await approve(first);
    expect(await first.finished).toBe('success');
    await third.waiting;
    expect(third.jobs.map(({ status }) => status)).toEqual(['waiting', 'queued']);
  });

  it.each([
    ['that says cancel-in-progress', true, 'holds'],
    ['where a job at a gate counts as pending', false, 'pending'],
  ] as const)('gives way to a newer one %s', async (_where, cancel, memberAtGate) => {
    const group = `concurrency: {group: one, cancel-in-progress: ${cancel}}`;
    server = await startTestServer(
      `{on: push, jobs: {change: {${CALL}, ${group}}, after: {needs: change, if: always(), runs-on: x, steps: [{run: "echo it was \${{ needs.change.result }}"}]}}}`,
      { behaviours: { memberAtGate } },
    );
    server.writeWorkflow('called.yml', CALLED(''));
    const first = server.push();
    await first.waiting;
    const second = server.push();
    expect(await first.finished).toBe('cancelled');
    expect(first.log).toContain('after | it was cancelled');
    await second.waiting;
  });

  it.each([
    ['the called workflow', 'concurrency: Deploy,', 'jobs: {change: {CALL}}', 'change'],
    ['the calling job', '', 'jobs: {change: {CALL, concurrency: deploy}}', 'change'],
    ['a job', '', 'jobs: {a: {runs-on: x, concurrency: deploy, steps: [{run: date}]}}', 'a'],
  ])('fails as a deadlock where %s wants the group of its run', async (_who, atCalled, jobs, name) => {
    server = await startTestServer(`{on: push, concurrency: deploy, ${jobs.replace('CALL', CALL)}}`);
    server.writeWorkflow('called.yml', CALLED(atCalled));
    const run = server.push();
    expect(await run.finished).toBe('failure');
    expect(run.log).toMatch(
      new RegExp(
        `^${name} \\| ##\\[error\\]Canceling since a deadlock was detected for concurrency group: 'deploy'`,
        'i',
      ),
    );
  });
});
