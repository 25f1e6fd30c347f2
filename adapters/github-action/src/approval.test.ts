import type { ProgressRequest } from '@change-gate/core/approval';
import { describe, expect, it } from 'vitest';
import {
  deliver,
  type Exchange,
  look,
  RUN,
  SERVER,
  scriptedServer,
  TARGET,
} from '../test/scripted-server.ts';
import { approval } from './approval.ts';

const PENDING = `GET ${RUN}/pending_deployments`;
const REVIEWS = `GET ${RUN}/approvals`;
const READ_RUN = `GET ${RUN}`;
const REVIEW = `POST ${RUN}/pending_deployments`;
const RULE = `POST ${RUN}/deployment_protection_rule`;

const waitingAt = (...names: string[]) =>
  names.map((name, index) => ({ environment: { id: 100 + index, name }, wait_timer: 0, reviewers: [] }));

const reviewOf = (comment: string, name = 'Production EU') => ({
  environments: [{ id: 101, name }],
  state: 'approved',
  user: { login: 'servicenow-bot' },
  comment,
});

const MINE = reviewOf('CHG0030001 is in Implement (Change Gate: gate prod-eu, attempt 1)');

const run = (status: string, conclusion: string | null = null) => ({
  id: 4242,
  status,
  conclusion,
  created_at: '2026-11-24T10:00:00Z',
});

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
      [READ_RUN, 200, run('waiting')],
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
      [READ_RUN, 200, run('in_progress')],
    ]);
    expect({ outcome, detail }).toEqual({
      outcome: 'already-decided',
      detail: 'octocat has reviewed the deployment: approved.',
    });
  });

  it.each([
    'CHG0030002 is in Implement (Change Gate: gate canary, attempt 1)',
    'CHG0030001 is in Implement (Change Gate: gate prod-eu, attempt 2)',
  ])('has not been reviewed for this gate by: %s', (comment) => {
    const { outcome } = deliver({}, 'approved', [
      [PENDING, 200, []],
      [REVIEWS, 200, [reviewOf(comment)]],
      [READ_RUN, 200, run('in_progress')],
    ]);
    expect(outcome).toBe('not-paused-yet');
  });

  it('waits again in a re-run, whatever was reviewed in earlier attempts', () => {
    const { outcome } = deliver({ run_attempt: '2' }, 'approved', [
      [PENDING, 200, []],
      [REVIEWS, 200, [MINE, reviewOf('go')]],
      [READ_RUN, 200, run('in_progress')],
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
      [READ_RUN, 200, run('completed', conclusion)],
    ]);
    expect(outcome).toBe('build-ended');
    expect(detail).toContain(conclusion);
  });

  it("is contested in GitHub's own words when somebody was faster, or the token's owner is no reviewer", () => {
    const { outcome, detail } = deliver({}, 'approved', [
      [PENDING, 200, waitingAt('Production EU')],
      [REVIEWS, 200, []],
      [REVIEW, 422, { message: 'Validation Failed', errors: ['octocat is not a reviewer'] }],
      [REVIEWS, 200, []],
    ]);
    expect({ outcome, detail }).toEqual({
      outcome: 'contested',
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

  it.each([
    [200, 200, [], 'taken'],
    [200, 503, {}, 'taken'],
    [502, 200, [MINE], 'delivered'],
    [502, 200, [], 'unanswered'],
  ])('is known to be sent: answered %i, then %i', (sent, read, reviews, outcome) => {
    const answer = deliver({}, 'approved', [
      [PENDING, 200, waitingAt('Production EU')],
      [REVIEWS, 200, []],
      [REVIEW, sent, []],
      [REVIEWS, read, reviews],
    ]);
    expect(answer.outcome).toBe(outcome);
  });

  it('is looked at after that', () => {
    const seen = (pending: unknown, reviews: unknown, ...more: Exchange[]) =>
      look({}, [[PENDING, 200, pending], [REVIEWS, 200, reviews], ...more]).outcome;
    expect(seen(waitingAt('Production EU'), [])).toBe('waits');
    expect(seen(waitingAt('Production EU'), [MINE])).toBe('already-decided');
    expect(seen([], [], [READ_RUN, 200, run('completed', 'success')])).toBe('build-ended');
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
    expect(detail).toContain('If the deployment waits on, another rule holds it');
  });

  it.each([
    ['in_progress', null, 'not-paused-yet'],
    ['completed', 'cancelled', 'build-ended'],
  ])('is not answered when nothing waits, in a run that is %s', (status, conclusion, outcome) => {
    expect(
      deliver(rule, 'approved', [
        [PENDING, 200, []],
        [READ_RUN, 200, run(status, conclusion)],
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

  it.each([
    [422, [], 'already-decided'],
    [502, [], 'delivered'],
    [502, waitingAt('Production EU'), 'unanswered'],
  ])('is looked for when GitHub answers %i', (status, pending, outcome) => {
    const answer = deliver(rule, 'approved', [
      [PENDING, 200, waitingAt('Production EU')],
      [RULE, status, { message: 'no' }],
      [PENDING, 200, pending],
    ]);
    expect(answer.outcome).toBe(outcome);
  });

  it('is looked at after that', () => {
    expect(look(rule, [[PENDING, 200, waitingAt('Production EU')]]).outcome).toBe('waits');
    const gone: Exchange[] = [
      [PENDING, 200, []],
      [READ_RUN, 200, run('in_progress')],
    ];
    expect(look(rule, gone).outcome).toBe('not-paused-yet');
  });
});

describe("the progress of a change at a GitHub App's protection rule", () => {
  const report = (script: readonly Exchange[], request: Partial<ProgressRequest> = {}) => {
    const { http, finish } = scriptedServer(script);
    const answer = approval.progress?.report(
      {
        server: SERVER,
        target: { ...TARGET, way: 'protection-rule' },
        token: 'ghs_2_variable.length',
        reason: 'CHG0030001 is in Assess: not approved yet',
        changeUrl: 'https://acme.service-now.com/nav_to.do?uri=change_request.do%3Fsys_id%3Did1',
        assignedTo: 'Release Management',
        isLast: false,
        ...request,
      },
      http,
    );
    return { answer, ...finish() };
  };
  const SHOWN: readonly Exchange[] = [
    [PENDING, 200, waitingAt('Production EU')],
    [RULE, 204, ''],
  ];
  const shown = (request: Partial<ProgressRequest>): string => report(SHOWN, request).posted.comment;

  it('is shown on the job that waits, and decides nothing: there is no state', () => {
    const { answer, posted } = report(SHOWN);
    expect(answer).toEqual({ outcome: 'delivered', detail: 'GitHub took the report.', sent: true });
    expect(posted).toEqual({
      environment_name: 'Production EU',
      comment:
        'CHG0030001 is in Assess: not approved yet. It is assigned to Release Management. ' +
        '[Open the change](https://acme.service-now.com/nav_to.do?uri=change_request.do%3Fsys_id%3Did1)',
    });
  });

  it('says no more than ServiceNow knows', () => {
    expect(shown({ changeUrl: '', assignedTo: '' })).toBe('CHG0030001 is in Assess: not approved yet.');
  });

  it('uses all the room there is, and cuts nothing that fits', () => {
    const alone = (length: number) => shown({ reason: 'x'.repeat(length), changeUrl: '', assignedTo: '' });
    expect(alone(1023)).toBe(`${'x'.repeat(1023)}.`);
    expect(alone(1024)).toBe(`${'x'.repeat(1022)}\u2026.`);
    expect(shown({ reason: `CHG${'x'.repeat(2000)}`, changeUrl: '', assignedTo: '' })).toMatch(
      /^CHGx{1019}\u2026\.$/,
    );
  });

  it('says which report is the last one', () => {
    expect(approval.progress?.limit).toBe(10);
    expect(shown({ isLast: true })).toMatch(
      /\n\nGitHub takes no more reports; the change itself says more\.$/,
    );
  });

  it.each([
    ['[click](https://evil.example)', '\\[click\\](https\\://evil.example)'],
    ['![](x) <img src=x> &lt;', '!\\[\\](x) \\<img src=x\\> \\&lt;'],
    ['*a* _b_ ~c~ `d` $e$ \\', '\\*a\\* \\_b\\_ \\~c\\~ \\`d\\` \\$e\\$ \\\\'],
    ['line\n# heading\r\n- item', 'line #\u200b heading - item'],
    ['@octo-org/all see #12 on www.evil.example', '@\u200bocto-org/all see #\u200b12 on www\\.evil.example'],
  ])('shows %j as text', (reason, text) => {
    expect(shown({ reason, changeUrl: '', assignedTo: '' })).toBe(`${text}.`);
    expect(shown({ changeUrl: '', assignedTo: reason })).toContain(`It is assigned to ${text}.`);
  });

  it.each(['', 'x'])(
    'is at most 1024 characters, cut where people wrote most, not within an escape',
    (odd) => {
      const comment = shown({ reason: `CHG0030001 is on hold: ${odd}${'*'.repeat(1000)}`, isLast: true });
      expect(comment.length).toBeLessThanOrEqual(1024);
      expect(comment).toMatch(/(?:\\\*)+\u2026\. It is assigned to Release Management\. \[Open the change\]/);
      expect(comment).toMatch(/says more\.$/);
    },
  );

  it.each([
    ['in_progress', null, 'not-paused-yet'],
    ['completed', 'cancelled', 'build-ended'],
  ])('is shown to nobody when nothing waits, in a run that is %s', (status, conclusion, outcome) => {
    const { answer } = report([
      [PENDING, 200, waitingAt('staging')],
      [READ_RUN, 200, run(status, conclusion)],
    ]);
    expect(answer).toMatchObject({ outcome, sent: false });
  });

  it.each([
    [[[PENDING, 503, '']], 'unavailable', false],
    [[[PENDING, 401, { message: 'Bad credentials' }]], 'refused', false],
    [[SHOWN[0], [RULE, 0, 'socket hang up']], 'unavailable', true],
    [[SHOWN[0], [RULE, 422, { message: 'Too many' }]], 'refused', true],
  ] as [Exchange[], string, boolean][])('after %j: %s, sent: %s', (script, outcome, sent) => {
    expect(report(script).answer).toMatchObject({ outcome, sent });
  });

  it.each(['environment', 'dispatch'])('has no place at a gate: %s', (way) => {
    expect(approval.progress?.isShown({ ...TARGET, way })).toBe(false);
    expect(approval.progress?.isShown({ ...TARGET, way: 'protection-rule' })).toBe(true);
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

describe('two of everything', () => {
  it('an environment is that of this name, not one whose name contains it or is contained in it', () => {
    const others = waitingAt('Production', 'Production EU 2', 'Pre-Production EU');
    expect(
      deliver({}, 'approved', [
        [PENDING, 200, others],
        [REVIEWS, 200, [reviewOf('go', 'Production'), reviewOf('go', 'Production EU 2')]],
        [READ_RUN, 200, run('waiting')],
      ]).outcome,
    ).toBe('not-paused-yet');
    const { posted } = deliver({}, 'approved', [
      [
        PENDING,
        200,
        [
          ...others,
          ...waitingAt('PRODUCTION EU').map(() => ({ environment: { id: 77, name: 'PRODUCTION EU' } })),
        ],
      ],
      [REVIEWS, 200, []],
      [REVIEW, 200, []],
      [REVIEWS, 200, [MINE]],
    ]);
    expect(posted.environment_ids).toEqual([77]);
  });

  it('a deployment without an environment, an id or a name is none', () => {
    const { outcome } = deliver({}, 'approved', [
      [
        PENDING,
        200,
        [
          {},
          { environment: null },
          { environment: { id: '7', name: 'Production EU' } },
          { environment: { id: 8 } },
        ],
      ],
      [REVIEWS, 200, []],
      [READ_RUN, 200, run('waiting')],
    ]);
    expect(outcome).toBe('not-paused-yet');
  });

  it('a review counts for one of its environments, once it is given, and with its mark whole', () => {
    const both = { ...reviewOf('go'), environments: [{ name: 'staging' }, { name: 'Production EU' }] };
    const seen = (...reviews: unknown[]) =>
      deliver({}, 'approved', [
        [PENDING, 200, []],
        [REVIEWS, 200, reviews],
        [READ_RUN, 200, run('in_progress')],
      ]);
    expect(seen(both).outcome).toBe('already-decided');
    expect(seen({ ...both, state: 'pending' }).outcome).toBe('not-paused-yet');
    expect(seen({ ...both, environments: undefined }).outcome).toBe('not-paused-yet');
    expect(seen({ ...both, environments: [{}] }).outcome).toBe('not-paused-yet');
    // What only looks like the mark of another gate was written by a person.
    for (const comment of ['Change Gate: gate canary, attempt 1', '(Change Gate: gate , attempt 1)'])
      expect(seen({ ...both, comment }).outcome).toBe('already-decided');
    expect(seen({ ...both, user: null, comment: null }).detail).toBe(
      'somebody has reviewed the deployment: approved.',
    );
  });

  it('a review that is nothing but its mark is known', () => {
    const comment = '(Change Gate: gate prod-eu, attempt 1)';
    const answer = look({}, [
      [PENDING, 200, waitingAt('Production EU')],
      [REVIEWS, 200, [reviewOf(comment)]],
    ]);
    expect(answer.outcome).toBe('already-decided');
  });

  it('what is no list of reviews is said to be none', () => {
    const answer = look({}, [
      [PENDING, 200, waitingAt('Production EU')],
      [REVIEWS, 200, { message: 'no list' }],
    ]);
    expect(answer).toMatchObject({ outcome: 'unavailable', detail: 'GitHub did not answer with reviews.' });
  });

  it('the mark of attempt 1 is not that of attempt 11', () => {
    const eleventh = reviewOf('CHG0030001 (Change Gate: gate prod-eu, attempt 11)');
    const { outcome } = deliver({}, 'approved', [
      [PENDING, 200, waitingAt('Production EU')],
      [REVIEWS, 200, [eleventh]],
      [REVIEW, 200, []],
      [REVIEWS, 200, [eleventh, MINE]],
    ]);
    expect(outcome).toBe('delivered');
  });

  it('a review that was there before is not what made a refused one already decided', () => {
    const { outcome } = deliver({}, 'approved', [
      [PENDING, 200, waitingAt('Production EU')],
      [REVIEWS, 200, [reviewOf('fine')]],
      [REVIEW, 422, { message: 'no' }],
      [REVIEWS, 200, [reviewOf('fine')]],
    ]);
    expect(outcome).toBe('contested');
  });
});

describe('what GitHub says', () => {
  const pause = (name: string) => (name === 'protection-rule' ? RULE : REVIEW);
  const script = (way: string, code: number, after: unknown): Exchange[] => {
    const waiting: Exchange = [PENDING, 200, waitingAt('Production EU')];
    return way === 'protection-rule'
      ? [waiting, [pause(way), code, { message: 'no' }], [PENDING, 200, after]]
      : [waiting, [REVIEWS, 200, []], [pause(way), code, { message: 'no' }], [REVIEWS, 200, after]];
  };

  it.each([
    ['environment', 200, [MINE], 'delivered', 'GitHub shows the review of servicenow-bot.'],
    ['environment', 204, [], 'taken', 'GitHub took the review, and does not show it yet.'],
    [
      'environment',
      422,
      [reviewOf('go')],
      'already-decided',
      'GitHub answered 422, and somebody has reviewed the deployment.',
    ],
    [
      'environment',
      502,
      [],
      'unanswered',
      'GitHub answered 502 when asked to review the deployment to Production EU: no',
    ],
    ['protection-rule', 204, [], 'delivered', 'The deployment does not wait any more.'],
    [
      'protection-rule',
      204,
      waitingAt('Production EU'),
      'delivered',
      'GitHub took the decision, and did not show it at once. If the deployment waits on, another rule holds it.',
    ],
    [
      'protection-rule',
      422,
      [],
      'already-decided',
      'GitHub answered 422, and the deployment does not wait any more.',
    ],
    ['protection-rule', 0, [], 'delivered', 'GitHub answered 0, and the deployment does not wait any more.'],
    [
      'protection-rule',
      429,
      waitingAt('Production EU'),
      'unavailable',
      'GitHub answered 429 when asked to answer the protection rule of Production EU: no',
    ],
  ])('to a decision at a gate %s, answered %i, is told in words', (way, code, after, outcome, detail) => {
    expect(deliver({ way }, 'approved', script(way, code, after))).toMatchObject({ outcome, detail });
  });

  it('nothing, after a rule was answered, is no sign that the deployment has gone on', () => {
    const { outcome } = deliver({ way: 'protection-rule' }, 'approved', [
      [PENDING, 200, waitingAt('Production EU')],
      [RULE, 502, ''],
      [PENDING, 503, ''],
    ]);
    expect(outcome).toBe('unanswered');
  });

  it.each(['environment', 'protection-rule'])('of a run, at a gate %s', (way) => {
    const without = (status: string, conclusion: string | null) =>
      deliver({ way }, 'approved', [
        [PENDING, 200, []],
        ...(way === 'environment' ? [[REVIEWS, 200, []] as const] : []),
        [READ_RUN, 200, run(status, conclusion)],
      ]).detail;
    expect(without('queued', null)).toBe("The run's status is queued, and no deployment waits.");
    expect(without('completed', 'failure')).toBe("The run's conclusion is failure.");
    expect(without('completed', null)).toBe("The run's conclusion is .");
  });

  it.each([{ status: 7, created_at: 'x' }, { status: 'queued' }, {}])(
    'that is no run ends the look: %j',
    (body) => {
      const rule = { way: 'protection-rule' };
      expect(
        look(rule, [
          [PENDING, 200, []],
          [READ_RUN, 200, body],
        ]),
      ).toMatchObject({
        outcome: 'unavailable',
        detail: 'GitHub did not answer with a run.',
      });
    },
  );

  it('that cannot be read ends the look', () => {
    const rule = { way: 'protection-rule' };
    const waiting: Exchange = [PENDING, 200, waitingAt('Production EU')];
    for (const target of [{}, rule]) expect(look(target, [[PENDING, 401, {}]]).outcome).toBe('refused');
    expect(look({}, [waiting, [REVIEWS, 503, '']]).outcome).toBe('unavailable');
    expect(
      look(rule, [
        [PENDING, 200, []],
        [READ_RUN, 404, {}],
      ]).outcome,
    ).toBe('refused');
    expect(deliver(rule, 'approved', [[PENDING, 404, {}]]).outcome).toBe('refused');
    expect(look(rule, [waiting]).detail).toBe('A deployment to Production EU waits.');
    expect(
      look({}, [
        [PENDING, 200, []],
        [REVIEWS, 200, []],
        [READ_RUN, 503, ''],
      ]).outcome,
    ).toBe('unavailable');
    const mine = look({}, [waiting, [REVIEWS, 200, [MINE]]]);
    expect(mine.detail).toBe(`An earlier attempt left: ${MINE.comment}`);
  });

  it.each([
    [403, { message: 'API Rate Limit exceeded' }, 'unavailable'],
    [403, { message: 'Forbidden' }, 'refused'],
    [404, { message: 'rate limit' }, 'refused'],
    [403, { message: 7 }, 'refused'],
    [403, null, 'refused'],
  ])('as %i %j is %s', (code, body, outcome) => {
    expect(deliver({}, 'approved', [[PENDING, code, body === null ? 'null' : body]]).outcome).toBe(outcome);
  });

  it('is asked with the headers that GitHub wants', () => {
    const { sent } = deliver({}, 'approved', [[PENDING, 404, {}]]);
    expect(sent[0]?.headers).toEqual({
      accept: 'application/vnd.github+json',
      authorization: 'Bearer ghs_2_variable.length',
      'content-type': 'application/json',
      'user-agent': 'change-gate',
      'x-github-api-version': '2022-11-28',
    });
  });
});

describe('a reason for people', () => {
  it('is cut where GitHub takes no more of a comment', () => {
    const reason = 'ü'.repeat(1500);
    const { http, finish } = scriptedServer([
      [PENDING, 200, waitingAt('Production EU')],
      [RULE, 204, ''],
      [PENDING, 200, []],
    ]);
    const target = { ...TARGET, way: 'protection-rule' };
    approval.deliver({ server: SERVER, target, token: 't', decision: 'approved', reason }, http);
    expect(finish().posted.comment).toBe('ü'.repeat(1024));
  });
});

describe('a gate of another version', () => {
  it('is refused by its name, and nothing is asked of GitHub', () => {
    const refused = { outcome: 'refused', detail: 'This version of Change Gate knows no gate issue.' };
    expect(deliver({ way: 'issue' }, 'approved', [])).toMatchObject(refused);
    expect(look({ way: 'issue' }, [])).toMatchObject(refused);
    expect(approval.ci).toBe('github');
  });

  it.each([
    ['way', 'environment', true],
    ['way', 'protection-rule', true],
    ['way', 'dispatch', true],
    ['way', 'issue', false],
    ['owner', 'a'.repeat(100), true],
    ['owner', 'a'.repeat(101), false],
    ['owner', '-a', false],
    ['repo', 'a/b', false],
    ['repo', 'a.b_c-d', true],
    ['run_id', '0', false],
    ['run_id', '1'.repeat(20), true],
    ['run_id', '1'.repeat(21), false],
    ['run_attempt', '1', true],
    ['run_attempt', '0', false],
    ['run_attempt', '123456', false],
    ['sha', 'a'.repeat(40), true],
    ['sha', 'a'.repeat(64), true],
    ['sha', 'a'.repeat(41), false],
    ['sha', 'A'.repeat(40), false],
    ['gate', 'prod-eu_1', true],
    ['gate', '1', false],
    ['gate', `a${'b'.repeat(40)}`, false],
    ['environment', '', true],
    ['environment', 'a\nb', false],
    ['environment', 'x'.repeat(256), false],
    ['workflow', 'deploy.yml', true],
    ['workflow', 'deploy.yaml', true],
    ['workflow', 'deploy.json', false],
    ['ref', 'main', true],
    ['ref', 'a b', false],
    ['ref', 'x'.repeat(256), false],
    ['event_type', 'change-approved', true],
    ['event_type', 'a/b', false],
    ['event_type', 'x'.repeat(101), false],
  ] as const)('a target has a %s %j: %s', (field, value, admitted) => {
    expect(new RegExp(`^(?:${approval.targetFields[field]})$`).test(value)).toBe(admitted);
  });
});
