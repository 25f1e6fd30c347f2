import { describe, expect, it } from 'vitest';
import {
  APPROVAL,
  CANCEL,
  DEPLOYMENTS,
  deliver,
  type Exchange,
  jobs,
  PLAY,
  READ_JOBS,
} from '../../test/scripted-server.ts';

describe('a gate whose deployment needs an approval', () => {
  const target = { environment: 'production/change' };
  const blocked: Exchange[] = [
    [READ_JOBS, 200, jobs('manual')],
    [DEPLOYMENTS, 200, [{ id: 70, deployable: { id: 102 } }]],
  ];

  it('approves, and then plays', () => {
    const { outcome, sent } = deliver(
      'approved',
      [...blocked, [APPROVAL, 201], [PLAY, 200], [READ_JOBS, 200, jobs('pending')]],
      { target },
    );
    expect(outcome).toBe('started');
    expect(JSON.parse(sent[2]?.body ?? '')).toEqual({
      status: 'approved',
      comment: 'CHG0030001 is in Implement',
    });
  });

  it('plays when an earlier attempt has approved already', () => {
    deliver(
      'approved',
      [
        [READ_JOBS, 200, jobs('manual')],
        [DEPLOYMENTS, 200, []],
        [PLAY, 200],
        [READ_JOBS, 200, jobs('pending')],
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
    expect(deliver('denied', [...blocked, [APPROVAL, 201], [CANCEL, 504]], denied).outcome).toBe('started');
    const next: Exchange[] = [
      [READ_JOBS, 200, jobs('failed')],
      [CANCEL, 200],
    ];
    expect(deliver('denied', next, denied).outcome).toBe('already-decided');
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

  it('is approved by the deployment of this job, among those of others and one without a job', () => {
    const { outcome } = deliver(
      'approved',
      [
        [READ_JOBS, 200, jobs('manual')],
        [
          DEPLOYMENTS,
          200,
          [
            { id: 72, deployable: { id: 1021 } },
            { id: 71, deployable: null },
            { id: 69 },
            { id: 70, deployable: { id: 102 } },
            { id: 68, deployable: { id: 102 } },
          ],
        ],
        [APPROVAL, 201],
        [PLAY, 200],
        [READ_JOBS, 200, jobs('pending')],
      ],
      { target },
    );
    expect(outcome).toBe('started');
  });

  it.each([
    [[], 'delivered', 'The deployment was rejected.'],
    [['cancel'], 'delivered', 'The deployment was rejected. The pipeline was canceled as well.'],
  ])('is rejected in words, and cancels only where that is asked for: %j', (cancel, outcome, detail) => {
    const on_denied = cancel.length > 0 ? 'cancel-pipeline' : 'fail';
    const script: Exchange[] = [...blocked, [APPROVAL, 201], ...cancel.map((): Exchange => [CANCEL, 200])];
    expect(deliver('denied', script, { target: { ...target, on_denied } })).toMatchObject({
      outcome,
      detail,
    });
  });

  it.each([
    ['approved', 'approve', 'unavailable'],
    // A rejection is the decision itself, and may have arrived.
    ['denied', 'reject', 'unanswered'],
  ] as const)('that cannot be decided is not played: %s', (decision, verb, outcome) => {
    expect(deliver(decision, [...blocked, [APPROVAL, 502]], { target })).toMatchObject({
      outcome,
      detail: `GitLab answered 502 when asked to ${verb} deployment 70`,
    });
  });

  it.each([
    [503, '', 'unavailable', 'GitLab answered 503 when asked for the deployments that wait for approval'],
    [200, {}, 'unavailable', 'GitLab did not answer with a list of deployments.'],
  ])('that cannot be read is not played (%i)', (code, body, outcome, detail) => {
    const script: Exchange[] = [
      [READ_JOBS, 200, jobs('manual')],
      [DEPLOYMENTS, code, body],
    ];
    expect(deliver('approved', script, { target })).toMatchObject({ outcome, detail });
  });
});
