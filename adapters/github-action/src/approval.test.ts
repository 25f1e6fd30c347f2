import type { ApprovalHttpRequest, ApprovalHttpResponse } from '@change-gate/core/approval';
import { describe, expect, it } from 'vitest';
import { assertDescribed } from '../openapi/described.ts';
import { approval } from './approval.ts';

const SERVER = 'https://github.acme.example/api/v3';
const REPOSITORY = '/repos/globex/shop';
const RUN = `${REPOSITORY}/actions/runs/4242`;

const PENDING = `GET ${RUN}/pending_deployments`;
const REVIEWS = `GET ${RUN}/approvals`;
const LOOK = `GET ${RUN}`;
const REVIEW = `POST ${RUN}/pending_deployments`;
const RULE = `POST ${RUN}/deployment_protection_rule`;
const STARTED = `GET ${REPOSITORY}/actions/workflows/deploy.yml/runs?event=workflow_dispatch&per_page=20`;
const START = `POST ${REPOSITORY}/actions/workflows/deploy.yml/dispatches`;
const HEARD = `GET ${REPOSITORY}/actions/runs?event=repository_dispatch&per_page=20`;
const TELL = `POST ${REPOSITORY}/dispatches`;

const TARGET = {
  way: 'environment',
  owner: 'globex',
  repo: 'shop',
  run_id: '4242',
  run_attempt: '1',
  sha: 'c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00',
  gate: 'prod-eu',
  environment: 'Production EU',
  workflow: '',
  ref: '',
  event_type: '',
};

type Exchange = readonly [request: string, status: number, body?: unknown];

/** Delivers against a script of exchanges; every one must happen, in order, and be one that GitHub describes. */
function deliver(
  target: Partial<typeof TARGET>,
  decision: 'approved' | 'denied',
  script: readonly Exchange[],
) {
  const remaining = [...script];
  const sent: ApprovalHttpRequest[] = [];
  const send = (request: ApprovalHttpRequest): ApprovalHttpResponse => {
    assertDescribed(request, SERVER);
    sent.push(request);
    const [expected, status, body] = remaining.shift() ?? ['no further request', 0];
    expect(`${request.method} ${request.url.replace(SERVER, '')}`).toBe(expected);
    return { status, body: typeof body === 'string' ? body : JSON.stringify(body ?? {}) };
  };
  const request = {
    server: SERVER,
    target: { ...TARGET, ...target },
    token: 'ghs_2_variable.length',
    decision,
    reason: 'CHG0030001 is in Implement',
  };
  const answer = approval.deliver(request, { send });
  expect(remaining).toEqual([]);
  const posted = sent.find(({ method }) => method === 'POST')?.body;
  return { ...answer, sent, posted: posted === undefined ? undefined : JSON.parse(posted) };
}

const waitingAt = (...names: string[]) =>
  names.map((name, index) => ({ environment: { id: 100 + index, name }, wait_timer: 0, reviewers: [] }));

const reviewOf = (comment: string, name = 'Production EU') => ({
  environments: [{ id: 101, name }],
  state: 'approved',
  user: { login: 'servicenow-bot' },
  comment,
});

const MINE = reviewOf('CHG0030001 is in Implement (Change Gate: gate prod-eu, attempt 1)');

const run = (status: string, conclusion: string | null = null) => ({ id: 4242, status, conclusion });

describe('targetFields', () => {
  it.each([
    ['owner', 'globex_enterprise', true],
    ['owner', 'globex/shop', false],
    ['repo', '.github', true],
    ['repo', '..', false],
    ['run_id', '42/cancel', false],
    ['environment', 'Produktion für Köln / blau', true],
    ['environment', 'a"b', false],
    ['workflow', '', true],
    ['workflow', '../../deploy.yml', false],
  ] as const)('%s %j: %s', (field, value, admitted) => {
    expect(new RegExp(`^(?:${approval.targetFields[field]})$`).test(value)).toBe(admitted);
  });
});

describe('an environment with required reviewers', () => {
  it('is reviewed by the id that it has among several, and the review is read back', () => {
    const { outcome, posted, sent } = deliver({}, 'approved', [
      [PENDING, 200, waitingAt('staging', 'production eu')],
      [REVIEWS, 200, [reviewOf('fine', 'staging')]],
      [REVIEW, 200, [{ id: 1 }]],
      [REVIEWS, 200, [reviewOf('fine', 'staging'), MINE]],
    ]);
    expect(outcome).toBe('delivered');
    expect(posted).toEqual({ environment_ids: [101], state: 'approved', comment: MINE.comment });
    expect(sent.every(({ headers }) => headers.authorization === 'Bearer ghs_2_variable.length')).toBe(true);
  });

  it('is rejected', () => {
    const { posted } = deliver({}, 'denied', [
      [PENDING, 200, waitingAt('Production EU')],
      [REVIEWS, 200, []],
      [REVIEW, 200, []],
      [REVIEWS, 200, [MINE]],
    ]);
    expect(posted.state).toBe('rejected');
  });

  it('is not reviewed before the run waits there', () => {
    const { outcome } = deliver({}, 'approved', [
      [PENDING, 200, waitingAt('staging')],
      [REVIEWS, 200, []],
      [LOOK, 200, run('waiting')],
    ]);
    expect(outcome).toBe('not-paused-yet');
  });

  it('is not reviewed twice by us, although another rule of it still holds the deployment', () => {
    const { outcome } = deliver({}, 'approved', [
      [PENDING, 200, waitingAt('Production EU')],
      [REVIEWS, 200, [MINE]],
    ]);
    expect(outcome).toBe('already-decided');
  });

  it('has been reviewed by a person', () => {
    const { outcome, detail } = deliver({}, 'approved', [
      [PENDING, 200, []],
      [REVIEWS, 200, [{ ...reviewOf('go'), user: { login: 'octocat' } }]],
      [LOOK, 200, run('in_progress')],
    ]);
    expect({ outcome, detail }).toEqual({
      outcome: 'already-decided',
      detail: 'octocat has reviewed the deployment: approved.',
    });
  });

  it('waits again in a re-run, whatever was reviewed in earlier attempts', () => {
    const { outcome } = deliver({ run_attempt: '2' }, 'approved', [
      [PENDING, 200, []],
      [REVIEWS, 200, [MINE, reviewOf('go')]],
      [LOOK, 200, run('in_progress')],
    ]);
    expect(outcome).toBe('not-paused-yet');
    const again = deliver({ run_attempt: '2' }, 'approved', [
      [PENDING, 200, waitingAt('Production EU')],
      [REVIEWS, 200, [MINE]],
      [REVIEW, 200, []],
      [REVIEWS, 200, [MINE, reviewOf(`CHG0030001 (Change Gate: gate prod-eu, attempt 2)`)]],
    ]);
    expect(again.outcome).toBe('delivered');
  });

  it.each(['cancelled', 'failure', 'success'])('does not wait in a run that ended (%s)', (conclusion) => {
    const { outcome, detail } = deliver({}, 'approved', [
      [PENDING, 200, []],
      [REVIEWS, 200, []],
      [LOOK, 200, run('completed', conclusion)],
    ]);
    expect(outcome).toBe('build-ended');
    expect(detail).toContain(conclusion);
  });

  it("is refused in GitHub's own words when the token's owner is no reviewer", () => {
    const { outcome, detail } = deliver({}, 'approved', [
      [PENDING, 200, waitingAt('Production EU')],
      [REVIEWS, 200, []],
      [REVIEW, 422, { message: 'Validation Failed', errors: ['octocat is not a reviewer'] }],
      [REVIEWS, 200, []],
    ]);
    expect({ outcome, detail }).toEqual({
      outcome: 'refused',
      detail:
        'GitHub answered 422 when asked to review the deployment to Production EU: Validation Failed ["octocat is not a reviewer"]',
    });
  });

  it('does not count a refused review that met a faster person as its own', () => {
    const { outcome } = deliver({}, 'approved', [
      [PENDING, 200, waitingAt('Production EU')],
      [REVIEWS, 200, []],
      [REVIEW, 422, { message: 'nothing to review' }],
      [REVIEWS, 200, [reviewOf('go')]],
    ]);
    expect(outcome).toBe('already-decided');
  });

  it('does not believe a 200 that no review follows', () => {
    const { outcome } = deliver({}, 'approved', [
      [PENDING, 200, waitingAt('Production EU')],
      [REVIEWS, 200, []],
      [REVIEW, 200, []],
      [REVIEWS, 200, []],
    ]);
    expect(outcome).toBe('unavailable');
  });
});

describe("a GitHub App's protection rule", () => {
  const rule = { way: 'protection-rule' };

  it.each([
    ['approved', 'approved'],
    ['denied', 'rejected'],
  ] as const)('is answered: %s', (decision, state) => {
    const { outcome, posted } = deliver(rule, decision, [
      [PENDING, 200, waitingAt('Production EU')],
      [RULE, 204, ''],
      [PENDING, 200, []],
    ]);
    expect(outcome).toBe('delivered');
    // Any other state would be a status report, and GitHub answers that with 204 as well.
    expect(posted).toEqual({
      environment_name: 'Production EU',
      state,
      comment: 'CHG0030001 is in Implement',
    });
  });

  it('is answered although another rule goes on holding the deployment', () => {
    const { outcome, detail } = deliver(rule, 'approved', [
      [PENDING, 200, waitingAt('Production EU')],
      [RULE, 204, ''],
      [PENDING, 200, waitingAt('Production EU')],
    ]);
    expect(outcome).toBe('delivered');
    expect(detail).toContain('still waits for its other rules');
  });

  it.each([
    ['in_progress', null, 'not-paused-yet'],
    ['completed', 'cancelled', 'build-ended'],
  ])('is not answered when nothing waits, in a run that is %s', (status, conclusion, outcome) => {
    expect(
      deliver(rule, 'approved', [
        [PENDING, 200, []],
        [LOOK, 200, run(status, conclusion)],
      ]).outcome,
    ).toBe(outcome);
  });

  it('is refused to an App that does not own it', () => {
    const { outcome, detail } = deliver(rule, 'approved', [
      [PENDING, 200, waitingAt('Production EU')],
      [RULE, 403, { message: 'Resource not accessible by integration' }],
      [PENDING, 200, waitingAt('Production EU')],
    ]);
    expect(outcome).toBe('refused');
    expect(detail).toContain('403 when asked to answer the protection rule of Production EU: Resource not');
  });

  it('was answered by somebody else meanwhile', () => {
    const { outcome } = deliver(rule, 'approved', [
      [PENDING, 200, waitingAt('Production EU')],
      [RULE, 422, { message: 'no' }],
      [PENDING, 200, []],
    ]);
    expect(outcome).toBe('already-decided');
  });
});

describe('a dispatch', () => {
  const byWorkflow = { way: 'dispatch', workflow: 'deploy.yml', ref: 'main', environment: '' };
  const byEvent = { way: 'dispatch', event_type: 'change-approved', environment: '' };
  const none = { total_count: 0, workflow_runs: [] };
  const one = {
    total_count: 2,
    workflow_runs: [
      { display_title: 'Deploy (run 4242, gate prod-eu-2)', html_url: 'https://x/1' },
      { display_title: 'Deploy (run 4242, gate prod-eu)', html_url: 'https://x/2' },
    ],
  };
  const inputs = { 'run-id': '4242', 'gate-name': 'prod-eu', sha: TARGET.sha };

  it('starts the workflow on the ref, with the commit that was approved', () => {
    const { outcome, detail, posted } = deliver(byWorkflow, 'approved', [
      [STARTED, 200, none],
      [START, 204, ''],
      [STARTED, 200, one],
    ]);
    expect({ outcome, detail }).toEqual({ outcome: 'delivered', detail: 'GitHub started https://x/2' });
    expect(posted).toEqual({ ref: 'main', inputs });
  });

  it('sends the event', () => {
    const { outcome, posted } = deliver(byEvent, 'approved', [
      [HEARD, 200, none],
      [TELL, 204, ''],
      [HEARD, 200, none],
    ]);
    expect(outcome).toBe('delivered');
    expect(posted).toEqual({ event_type: 'change-approved', client_payload: inputs });
  });

  it('starts nothing a second time', () => {
    expect(deliver(byWorkflow, 'approved', [[STARTED, 200, one]]).outcome).toBe('already-decided');
  });

  it('starts nothing when the change is denied: a workflow that forgets to verify would deploy', () => {
    expect(deliver(byWorkflow, 'denied', []).outcome).toBe('build-ended');
  });

  it.each([
    [422, { message: 'Unexpected inputs provided: ["sha"]' }, none, 'refused'],
    [0, 'socket hang up', none, 'unavailable'],
    [0, 'socket hang up', one, 'already-decided'],
  ])('that is answered with %i is looked for', (status, body, runs, outcome) => {
    expect(
      deliver(byWorkflow, 'approved', [
        [STARTED, 200, none],
        [START, status, body],
        [STARTED, 200, runs],
      ]).outcome,
    ).toBe(outcome);
  });
});

describe('an answer of GitHub', () => {
  it.each([
    [
      401,
      { message: 'Bad credentials' },
      'refused',
      'GitHub answered 401 when asked for pending deployments: Bad credentials',
    ],
    [
      404,
      { message: 'Not Found' },
      'refused',
      'GitHub answered 404 when asked for pending deployments: Not Found',
    ],
    [
      301,
      { message: 'Moved Permanently' },
      'refused',
      'GitHub answered 301 when asked for pending deployments: Moved Permanently',
    ],
    [
      403,
      { message: 'API rate limit exceeded for user' },
      'unavailable',
      'GitHub answered 403 when asked for pending deployments: API rate limit exceeded for user',
    ],
    [429, {}, 'unavailable', 'GitHub answered 429 when asked for pending deployments'],
    [503, '<html>', 'unavailable', 'GitHub answered 503 when asked for pending deployments'],
    [0, 'connection refused', 'unavailable', 'GitHub did not answer: connection refused'],
    [200, '<html>Sign in</html>', 'unavailable', 'GitHub did not answer with JSON.'],
    [200, { message: 'no list' }, 'unavailable', 'GitHub did not answer with pending deployments.'],
  ])('of %i is sorted', (status, body, outcome, detail) => {
    expect(deliver({}, 'approved', [[PENDING, status, body]])).toMatchObject({ outcome, detail });
  });
});
