import { describe, expect, it } from 'vitest';
import { deliver, type Exchange, jobs, look, PLAY, READ_JOBS } from '../test/scripted-server.ts';
import { approval } from './approval.ts';

const UNPLAYABLE = { message: '400 Bad request - Unplayable Job' };

describe('deliver', () => {
  it.each(['approved', 'denied'] as const)(
    'plays the gate that waits, whatever the decision (%s)',
    (decision) => {
      const { outcome, detail, sent } = deliver(decision, [
        [READ_JOBS, 200, jobs('manual')],
        [PLAY, 200, { id: 102, status: 'pending' }],
        [READ_JOBS, 200, jobs('running')],
      ]);
      expect([outcome, detail]).toEqual(['started', "The gate's job 102 is running."]);
      expect(sent[1]?.body).toBe('{}');
    },
  );

  it.each([
    ['created', 'not-paused-yet'],
    ['scheduled', 'not-paused-yet'],
    // Somebody has played it, and it has not said yet whether the build goes on.
    ['waiting_for_resource', 'not-paused-yet'],
    ['preparing', 'not-paused-yet'],
    ['pending', 'not-paused-yet'],
    ['running', 'not-paused-yet'],
    // A play of a finished job runs it again.
    ['success', 'already-decided'],
    ['canceling', 'build-ended'],
    ['canceled', 'build-ended'],
    ['skipped', 'build-ended'],
    ['strange', 'unavailable'],
  ])('sends nothing to a gate that is %s: %s', (status, outcome) => {
    expect(deliver('approved', [[READ_JOBS, 200, jobs(status)]]).outcome).toBe(outcome);
  });

  it('gives a gate that was played too early another run, which has another id', () => {
    const { outcome } = deliver('approved', [
      [READ_JOBS, 200, jobs('failed')],
      [PLAY, 200, { id: 107, status: 'pending' }],
      [READ_JOBS, 200, jobs('pending', 107)],
    ]);
    expect(outcome).toBe('started');
  });

  it('gives none to one whose deployment somebody has rejected', () => {
    const rejected = jobs('failed').map((job) => ({ ...job, failure_reason: 'deployment_rejected' }));
    expect(deliver('approved', [[READ_JOBS, 200, rejected]])).toMatchObject({
      outcome: 'build-ended',
      detail: "The gate's job 102 is failed (deployment_rejected).",
    });
    expect(deliver('denied', [[READ_JOBS, 200, rejected]]).outcome).toBe('already-decided');
  });

  it.each([
    ['approved', 'success', 'delivered'],
    ['approved', 'failed', 'stopped'],
    ['denied', 'failed', 'delivered'],
    ['approved', 'canceled', 'build-ended'],
  ] as const)('sees at once what became of a gate that was played: %s, %s', (decision, status, outcome) => {
    const answer = deliver(decision, [
      [READ_JOBS, 200, jobs('manual')],
      [PLAY, 200],
      [READ_JOBS, 200, jobs(status)],
    ]);
    expect(answer.outcome).toBe(outcome);
  });

  it('leaves a gate that has failed alone when the change is denied', () => {
    expect(deliver('denied', [[READ_JOBS, 200, jobs('failed')]]).outcome).toBe('already-decided');
  });

  it('looks for the gate on the next page', () => {
    const full = Array.from({ length: 100 }, (_, index) => ({
      id: 200 + index,
      name: 'test',
      status: 'success',
    }));
    const { outcome } = deliver('approved', [
      [READ_JOBS, 200, full],
      [READ_JOBS.replace('&page=1', '&page=2'), 200, jobs('success')],
    ]);
    expect(outcome).toBe('already-decided');
  });

  it('reads again before it believes a 400', () => {
    const play = (status: string) =>
      deliver('approved', [
        [READ_JOBS, 200, jobs('manual')],
        [PLAY, 400, UNPLAYABLE],
        [READ_JOBS, 200, jobs(status)],
      ]);
    expect(play('running').outcome).toBe('not-paused-yet');
    expect(play('success').outcome).toBe('already-decided');
    expect(play('failed').outcome).toBe('stopped');
    expect(play('manual')).toMatchObject({
      outcome: 'contested',
      detail:
        "GitLab answered 400 when asked to play job 102: 400 Bad request - Unplayable Job, and the gate's job 102 is manual. " +
        'Its pipeline may be archived, or its deployment not approved.',
    });
  });

  it.each([
    [200, 200, 'started'],
    [200, 503, 'started'],
    [502, 200, 'unanswered'],
    [0, 503, 'unanswered'],
    [429, 200, 'unavailable'],
  ])('knows what it sent: answered %i, and still manual in a look answered %i', (sent, read, outcome) => {
    const answer = deliver('approved', [
      [READ_JOBS, 200, jobs('manual')],
      [PLAY, sent],
      [READ_JOBS, read, jobs('manual')],
    ]);
    expect(answer.outcome).toBe(outcome);
  });

  it('knows a play that arrived although its answer was lost', () => {
    const { outcome } = deliver('approved', [
      [READ_JOBS, 200, jobs('manual')],
      [PLAY, 502, '<html>'],
      [READ_JOBS, 200, jobs('pending')],
    ]);
    expect(outcome).toBe('started');
  });

  it('is refused when the user may see the job and not run it', () => {
    const { outcome, detail } = deliver('approved', [
      [READ_JOBS, 200, jobs('manual')],
      [PLAY, 403, { message: '403 Forbidden' }],
      [READ_JOBS, 200, jobs('manual')],
    ]);
    expect(outcome).toBe('refused');
    expect(detail).toMatch(/403 Forbidden\. The token needs .* protected branch/);
  });

  it('is refused when the pipeline has no such job', () => {
    expect(deliver('approved', [[READ_JOBS, 200, []]])).toMatchObject({
      outcome: 'refused',
      detail: 'Pipeline 1006 has no job change:gate.',
    });
  });

  it('is refused with the reason when the token is a job token, of which GitLab need not be asked', () => {
    const { outcome, detail, sent } = deliver('approved', [], { token: 'glcbt-64_c0ffee' });
    expect([outcome, sent]).toEqual(['refused', []]);
    expect(detail).toBe(
      'The token is a job token (CI_JOB_TOKEN), which GitLab lets play no job. ' +
        'Give the credential a project access token, or a personal one of a bot user, with the scope api.',
    );
  });

  it('sends the token in the header that takes it', () => {
    const headers = (token: string) =>
      deliver('approved', [[READ_JOBS, 200, jobs('running')]], { token }).sent[0]?.headers;
    expect(headers('glpat-x')).toMatchObject({ 'private-token': 'glpat-x' });
    expect(headers('an-oauth-token')).toMatchObject({ authorization: 'Bearer an-oauth-token' });
  });
});

describe('look', () => {
  it.each([
    ['approved', 'stopped'],
    ['denied', 'already-decided'],
  ] as const)('says why a gate has failed, which an approval gives another run: %s', (decision, outcome) => {
    const failed = jobs('failed').map((job) => ({ ...job, failure_reason: 'runner_system_failure' }));
    expect(look(decision, [[READ_JOBS, 200, failed]])).toMatchObject({
      outcome,
      detail: "The gate's job 102 is failed (runner_system_failure).",
    });
  });
});

describe('targetFields', () => {
  it.each([
    ['project_id', '1217', true],
    ['project_id', '0', false],
    ['project_id', '12/../7', false],
    ['project_id', '1'.repeat(20), true],
    ['project_id', '1'.repeat(21), false],
    ['pipeline_id', '1006', true],
    ['pipeline_id', '', false],
    ['job', 'change:gate', true],
    ['job', 'a-b_1:gate', true],
    ['job', 'change', false],
    ['job', 'change:gates', false],
    ['job', `a${'x'.repeat(40)}:gate`, false],
    ['environment', '', true],
    ['environment', 'review/app 1.2_x-y', true],
    ['environment', 'a&b', false],
    ['environment', 'x'.repeat(256), false],
    ['on_denied', 'fail', true],
    ['on_denied', 'cancel-pipeline', true],
    ['on_denied', 'cancel', false],
  ] as const)('%s %j: %s', (field, value, admitted) => {
    expect(new RegExp(`^(?:${approval.targetFields[field]})$`).test(value)).toBe(admitted);
  });

  it('are those of the only CI of this name', () => {
    expect(approval.ci).toBe('gitlab');
  });
});

describe('two of everything', () => {
  const job = (id: number, name: string, status: string) => ({ id, name, status });

  it('the gate among jobs whose names contain its name, or are contained in it, is found by all of it', () => {
    const { sent, outcome } = deliver('approved', [
      [
        READ_JOBS,
        200,
        [
          job(109, 'change:gate:2', 'manual'),
          job(108, 'pre-change:gate', 'manual'),
          job(107, 'change', 'manual'),
          job(102, 'change:gate', 'manual'),
          job(101, 'change:gate', 'failed'),
        ],
      ],
      [PLAY, 200],
      [READ_JOBS, 200, [job(102, 'change:gate', 'pending')]],
    ]);
    expect([outcome, sent[1]?.method]).toEqual(['started', 'POST']);
  });

  it('a pipeline with gates of other names alone has none for this one', () => {
    const others = [job(109, 'change:gate:2', 'manual'), job(108, 'pre-change:gate', 'manual')];
    expect(deliver('approved', [[READ_JOBS, 200, others]]).outcome).toBe('refused');
    expect(look('approved', [[READ_JOBS, 200, others]]).outcome).toBe('refused');
  });

  it('twenty full pages are read, and no more', () => {
    const full = Array.from({ length: 100 }, (_, index) => job(index, 'test', 'success'));
    const pages = Array.from(
      { length: 20 },
      (_, index): Exchange => [READ_JOBS.replace(/1$/, String(index + 1)), 200, full],
    );
    expect(deliver('approved', pages)).toMatchObject({
      outcome: 'refused',
      detail: 'Pipeline 1006 has no job change:gate.',
    });
  });
});

describe('what GitLab says of the gate', () => {
  it.each([
    ['manual', 'waits'],
    // A job before it was retried.
    ['created', 'waits'],
    ['scheduled', 'waits'],
    ['waiting_for_resource', 'started'],
    ['preparing', 'started'],
    ['pending', 'started'],
    ['running', 'started'],
    ['success', 'already-decided'],
    ['failed', 'stopped'],
    ['canceling', 'build-ended'],
    ['canceled', 'build-ended'],
    ['skipped', 'build-ended'],
  ])('%s is %s, with its words', (status, outcome) => {
    expect(look('approved', [[READ_JOBS, 200, jobs(status)]])).toMatchObject({
      outcome,
      detail: `The gate's job 102 is ${status}.`,
    });
  });

  it('in a word that is not known here is no decision', () => {
    expect(look('denied', [[READ_JOBS, 200, jobs('strange')]])).toMatchObject({
      outcome: 'unavailable',
      detail: 'GitLab reports a status that is not known here: strange.',
    });
  });

  it.each([
    [200, 'started', "GitLab took the play, but the gate's job 102 is manual."],
    [
      400,
      'contested',
      /^GitLab answered 400 .*, and the gate's job 102 is manual\. Its pipeline may be archived/,
    ],
    [401, 'refused', /^GitLab answered 401 when asked to play job 102\. The token is unknown/],
    [404, 'refused', /^GitLab answered 404 when asked to play job 102/],
    [409, 'refused', /^GitLab answered 409 when asked to play job 102$/],
    [429, 'unavailable', /^GitLab answered 429 when asked to play job 102$/],
    [500, 'unanswered', /^GitLab answered 500 when asked to play job 102$/],
  ] as const)('to a play after which it is still manual: %i is %s', (code, outcome, detail) => {
    const answer = deliver('approved', [
      [READ_JOBS, 200, jobs('manual')],
      [PLAY, code],
      [READ_JOBS, 200, jobs('manual')],
    ]);
    expect(answer.outcome).toBe(outcome);
    expect(answer.detail).toMatch(detail);
  });

  it.each([
    [400, 'not-paused-yet', "GitLab answered 400, and the gate's job 102 is running."],
    [404, 'not-paused-yet', "GitLab answered 404, and the gate's job 102 is running."],
    [200, 'started', "The gate's job 102 is running."],
    [500, 'started', "The gate's job 102 is running."],
  ])('to a play after which it runs: %i is %s', (code, outcome, detail) => {
    const answer = deliver('approved', [
      [READ_JOBS, 200, jobs('manual')],
      [PLAY, code],
      [READ_JOBS, 200, jobs('running')],
    ]);
    expect(answer).toMatchObject({ outcome, detail });
  });

  it.each([
    [200, 'started', 'GitLab took the play. GitLab answered 503 when asked for the jobs of pipeline 1006'],
    [403, 'refused', 'GitLab answered 403 when asked to play job 102'],
    [0, 'unanswered', 'GitLab did not answer: '],
  ])('nothing, after a play that was answered %i, is %s', (code, outcome, detail) => {
    const answer = deliver('approved', [
      [READ_JOBS, 200, jobs('manual')],
      [PLAY, code, ''],
      [READ_JOBS, 503],
    ]);
    expect([answer.outcome, answer.detail]).toEqual([outcome, expect.stringContaining(detail)]);
  });

  it('ends the look where nothing can be read', () => {
    expect(look('approved', [[READ_JOBS, 502]]).outcome).toBe('unavailable');
  });
});
