import { describe, expect, it } from 'vitest';
import { CANCEL, deliver, type Exchange, jobs, look, PLAY, READ_JOBS } from '../../test/scripted-server.ts';

describe('a denial that cancels the pipeline', () => {
  const target = { on_denied: 'cancel-pipeline' };
  const deny = (script: readonly Exchange[]) => deliver('denied', script, { target });
  const played: Exchange[] = [
    [READ_JOBS, 200, jobs('manual')],
    [PLAY, 200],
    [READ_JOBS, 200, jobs('pending')],
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
      'started',
      expect.stringMatching(/is pending\. GitLab answered 403 when asked to cancel the pipeline/),
    ]);
  });

  it('tries again when the cancel was not answered', () => {
    expect(deny([...played, [CANCEL, 502]])).toMatchObject({
      outcome: 'started',
      detail: "The gate's job 102 is pending. GitLab answered 502 when asked to cancel the pipeline",
    });
    const told: Exchange[] = [
      [READ_JOBS, 200, jobs('running')],
      [CANCEL, 502],
    ];
    expect([deny(told).outcome, look('denied', told, { target }).outcome]).toEqual([
      'unavailable',
      'started',
    ]);
  });

  it.each([
    ['the look after the play failed', 502, {}],
    ['the job does not show the play yet', 200, jobs('manual')],
  ])('cancels although %s, at the next attempt or look', (_, status, body) => {
    expect(deny([...played.slice(0, 2), [READ_JOBS, status, body]]).outcome).toBe('started');
    const next = (call: typeof deliver, shown: string) =>
      call(
        'denied',
        [
          [READ_JOBS, 200, jobs(shown)],
          [CANCEL, 200],
        ],
        { target },
      );
    for (const call of [deliver, look]) {
      expect(next(call, 'running').outcome).toBe(call === look ? 'delivered' : 'already-decided');
      expect(next(call, 'failed')).toMatchObject({
        outcome: 'already-decided',
        detail: "The gate's job 102 is failed. The pipeline was canceled as well.",
      });
    }
  });

  it('cancels although the answer to the play was lost', () => {
    const { outcome } = deny([
      [READ_JOBS, 200, jobs('manual')],
      [PLAY, 502],
      [READ_JOBS, 200, jobs('failed')],
      [CANCEL, 200],
    ]);
    expect(outcome).toBe('delivered');
  });

  it('leaves a pipeline alone whose gate has passed, or that is over', () => {
    for (const status of ['success', 'canceled', 'skipped']) deny([[READ_JOBS, 200, jobs(status)]]);
  });
});
