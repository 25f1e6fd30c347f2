import type { ApprovalHttpRequest, ApprovalHttpResponse } from '@change-gate/core/approval';
import { describe, expect, it } from 'vitest';
import { approval } from './approval.ts';

const SERVER = 'https://gitlab.example.com/api/v4';
const PROJECT = '/projects/1217';

const LOOK = 'GET /pipelines/1006/jobs?per_page=100&page=1';
const PLAY = 'POST /jobs/102/play';
const CANCEL = 'POST /pipelines/1006/cancel';
const DEPLOYMENTS =
  'GET /deployments?environment=production%2Fchange&status=blocked&order_by=id&sort=desc&per_page=100';
const APPROVAL = 'POST /deployments/70/approval';

type Exchange = readonly [request: string, status: number, body?: unknown];

interface Delivery {
  readonly token?: string;
  readonly target?: Readonly<Record<string, string>>;
}

/** Delivers against a script of exchanges; every one must happen, in order. */
function deliver(
  decision: 'approved' | 'denied',
  script: readonly Exchange[],
  { token = 'glpat-x', target = {} }: Delivery = {},
) {
  const remaining = [...script];
  const sent: ApprovalHttpRequest[] = [];
  const send = (request: ApprovalHttpRequest): ApprovalHttpResponse => {
    sent.push(request);
    const [expected, status, body] = remaining.shift() ?? ['no further request', 0];
    expect(`${request.method} ${request.url.replace(SERVER + PROJECT, '')}`).toBe(expected);
    return { status, body: typeof body === 'string' ? body : JSON.stringify(body ?? {}) };
  };
  const request = {
    server: SERVER,
    target: {
      project_id: '1217',
      pipeline_id: '1006',
      job: 'change:gate',
      environment: '',
      on_denied: 'fail',
      ...target,
    },
    token,
    decision,
    reason: 'CHG0030001 is in Implement',
  };
  const answer = approval.deliver(request, { send });
  expect(remaining).toEqual([]);
  return { ...answer, sent };
}

const jobs = (status: string, id = 102) => [
  { id: 103, name: 'deploy', status: 'created' },
  { id, name: 'change:gate', status },
  { id: 101, name: 'change:open', status: 'success' },
];
const UNPLAYABLE = { message: '400 Bad request - Unplayable Job' };

describe('deliver', () => {
  it.each(['approved', 'denied'] as const)(
    'plays the gate that waits, whatever the decision (%s)',
    (decision) => {
      const { outcome, detail, sent } = deliver(decision, [
        [LOOK, 200, jobs('manual')],
        [PLAY, 200, { id: 102, status: 'pending' }],
        [LOOK, 200, jobs('running')],
      ]);
      expect([outcome, detail]).toEqual(['delivered', "The gate's job 102 is running."]);
      expect(sent[1]?.body).toBe('{}');
    },
  );

  describe('of a denial that cancels the pipeline', () => {
    const target = { on_denied: 'cancel-pipeline' };
    const deny = (script: readonly Exchange[]) => deliver('denied', script, { target });
    const played: Exchange[] = [
      [LOOK, 200, jobs('manual')],
      [PLAY, 200],
      [LOOK, 200, jobs('pending')],
    ];

    it('plays the gate first, and then cancels what else runs', () => {
      expect(deny([...played, [CANCEL, 200]])).toMatchObject({
        outcome: 'delivered',
        detail: "The gate's job 102 is pending. The pipeline was canceled as well.",
      });
      deliver('approved', played, { target });
    });

    it('is told all the same when the token may not cancel', () => {
      const { outcome, detail } = deny([...played, [CANCEL, 403]]);
      expect([outcome, detail]).toEqual([
        'delivered',
        expect.stringMatching(/is pending\. GitLab answered 403 when asked to cancel the pipeline/),
      ]);
    });

    it('tries again when the cancel was not answered', () => {
      expect(deny([...played, [CANCEL, 502]])).toMatchObject({
        outcome: 'unavailable',
        detail: "The gate's job 102 is pending. GitLab answered 502 when asked to cancel the pipeline",
      });
    });

    it('cancels although the look after the play failed, at the next attempt', () => {
      expect(deny([...played.slice(0, 2), [LOOK, 502]]).outcome).toBe('unavailable');
      const next = (status: string) =>
        deny([
          [LOOK, 200, jobs(status)],
          [CANCEL, 200],
        ]);
      expect(next('running').outcome).toBe('already-decided');
      expect(next('failed')).toMatchObject({
        outcome: 'build-ended',
        detail: "The gate's job 102 is failed. The pipeline was canceled as well.",
      });
    });

    it('cancels although the answer to the play was lost', () => {
      const { outcome } = deny([
        [LOOK, 200, jobs('manual')],
        [PLAY, 502],
        [LOOK, 200, jobs('failed')],
        [CANCEL, 200],
      ]);
      expect(outcome).toBe('already-decided');
    });

    it('leaves a pipeline alone whose gate has passed, or that is over', () => {
      for (const status of ['success', 'canceled', 'skipped']) deny([[LOOK, 200, jobs(status)]]);
    });
  });

  it.each([
    ['created', 'not-paused-yet'],
    ['pending', 'already-decided'],
    ['running', 'already-decided'],
    // A play of a finished job runs it again.
    ['success', 'already-decided'],
    ['canceled', 'build-ended'],
    ['skipped', 'build-ended'],
    ['strange', 'unavailable'],
  ])('sends nothing to a gate that is %s: %s', (status, outcome) => {
    expect(deliver('approved', [[LOOK, 200, jobs(status)]]).outcome).toBe(outcome);
  });

  it('gives a gate that was played too early another run, which has another id', () => {
    const { outcome } = deliver('approved', [
      [LOOK, 200, jobs('failed')],
      [PLAY, 200, { id: 107, status: 'pending' }],
      [LOOK, 200, jobs('failed', 107)],
    ]);
    expect(outcome).toBe('delivered');
  });

  it('leaves a gate that has failed alone when the change is denied', () => {
    expect(deliver('denied', [[LOOK, 200, jobs('failed')]]).outcome).toBe('build-ended');
  });

  it('looks for the gate on the next page', () => {
    const full = Array.from({ length: 100 }, (_, index) => ({
      id: 200 + index,
      name: 'test',
      status: 'success',
    }));
    const { outcome } = deliver('approved', [
      [LOOK, 200, full],
      [LOOK.replace('&page=1', '&page=2'), 200, jobs('running')],
    ]);
    expect(outcome).toBe('already-decided');
  });

  it('reads again before it believes a 400', () => {
    const play = (status: string) =>
      deliver('approved', [
        [LOOK, 200, jobs('manual')],
        [PLAY, 400, UNPLAYABLE],
        [LOOK, 200, jobs(status)],
      ]);
    expect(play('running').outcome).toBe('already-decided');
    expect(play('manual')).toMatchObject({
      outcome: 'refused',
      detail:
        "GitLab answered 400 when asked to play job 102: 400 Bad request - Unplayable Job, and the gate's job 102 is manual. " +
        'Its pipeline may be archived, or its deployment not approved.',
    });
  });

  it('tries again when the answer to a play was lost', () => {
    const { outcome } = deliver('approved', [
      [LOOK, 200, jobs('manual')],
      [PLAY, 0, 'connection reset'],
      [LOOK, 200, jobs('manual')],
    ]);
    expect(outcome).toBe('unavailable');
  });

  it('knows a play that arrived although its answer was lost', () => {
    const { outcome } = deliver('approved', [
      [LOOK, 200, jobs('manual')],
      [PLAY, 502, '<html>'],
      [LOOK, 200, jobs('pending')],
    ]);
    expect(outcome).toBe('already-decided');
  });

  it.each([
    [
      401,
      { message: '401 Unauthorized' },
      'refused',
      /^GitLab answered 401 when asked for the jobs of pipeline 1006: 401 Unauthorized\. The token is unknown, expired or revoked/,
    ],
    [
      403,
      { error: 'insufficient_scope', error_description: 'The request requires higher privileges.' },
      'refused',
      /: The request requires higher privileges\. The token needs the scope api/,
    ],
    [
      404,
      { message: '404 Project Not Found' },
      'refused',
      /404 Project Not Found\. The pipeline was deleted, or the token may not see the project\.$/,
    ],
    [400, { message: { scope: ['invalid'] } }, 'refused', /: \{"scope":\["invalid"\]\}$/],
    [429, 'Retry later', 'unavailable', /answered 429/],
    [503, '<html>', 'unavailable', /answered 503/],
    [0, 'connection refused', 'unavailable', /^GitLab did not answer: connection refused$/],
    [200, '<html>Sign in</html>', 'unavailable', /did not answer with a list of jobs/],
  ])('sorts an answer of %i', (status, body, outcome, detail) => {
    const answer = deliver('approved', [[LOOK, status, body]]);
    expect(answer.outcome).toBe(outcome);
    expect(answer.detail).toMatch(detail);
  });

  it('is refused when the user may see the job and not run it', () => {
    const { outcome, detail } = deliver('approved', [
      [LOOK, 200, jobs('manual')],
      [PLAY, 403, { message: '403 Forbidden' }],
      [LOOK, 200, jobs('manual')],
    ]);
    expect(outcome).toBe('refused');
    expect(detail).toMatch(/403 Forbidden\. The token needs .* protected branch/);
  });

  it('is refused when the pipeline has no such job', () => {
    expect(deliver('approved', [[LOOK, 200, []]])).toMatchObject({
      outcome: 'refused',
      detail: 'Pipeline 1006 has no job change:gate.',
    });
  });

  it('sends the token in the header that takes it', () => {
    const headers = (token: string) =>
      deliver('approved', [[LOOK, 200, jobs('running')]], { token }).sent[0]?.headers;
    expect(headers('glpat-x')).toMatchObject({ 'private-token': 'glpat-x' });
    expect(headers('an-oauth-token')).toMatchObject({ authorization: 'Bearer an-oauth-token' });
  });

  describe('where the deployment needs an approval', () => {
    const target = { environment: 'production/change' };
    const blocked: Exchange[] = [
      [LOOK, 200, jobs('manual')],
      [DEPLOYMENTS, 200, [{ id: 70, deployable: { id: 102 } }]],
    ];

    it('approves, and then plays', () => {
      const { outcome, sent } = deliver(
        'approved',
        [...blocked, [APPROVAL, 201], [PLAY, 200], [LOOK, 200, jobs('pending')]],
        { target },
      );
      expect(outcome).toBe('delivered');
      expect(JSON.parse(sent[2]?.body ?? '')).toEqual({
        status: 'approved',
        comment: 'CHG0030001 is in Implement',
      });
    });

    it('plays when an earlier attempt has approved already', () => {
      deliver(
        'approved',
        [
          [LOOK, 200, jobs('manual')],
          [DEPLOYMENTS, 200, []],
          [PLAY, 200],
          [LOOK, 200, jobs('pending')],
        ],
        { target },
      );
    });

    it('rejects, and plays nothing', () => {
      const { outcome, sent } = deliver('denied', [...blocked, [APPROVAL, 201]], { target });
      expect([outcome, JSON.parse(sent[2]?.body ?? '').status]).toEqual(['delivered', 'rejected']);
    });

    it('cancels the pipeline after a rejection, at the next attempt if the first was cut off', () => {
      const denied = { target: { ...target, on_denied: 'cancel-pipeline' } };
      expect(deliver('denied', [...blocked, [APPROVAL, 201], [CANCEL, 504]], denied).outcome).toBe(
        'unavailable',
      );
      const next: Exchange[] = [
        [LOOK, 200, jobs('failed')],
        [CANCEL, 200],
      ];
      expect(deliver('denied', next, denied).outcome).toBe('build-ended');
    });

    it('is refused when the user may not approve', () => {
      const { outcome, detail } = deliver(
        'approved',
        [...blocked, [APPROVAL, 403, { message: '403 Forbidden' }]],
        { target },
      );
      expect(outcome).toBe('refused');
      expect(detail).toContain('403 when asked to approve deployment 70');
    });
  });
});
