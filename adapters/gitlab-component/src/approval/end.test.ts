import { describe, expect, it } from 'vitest';
import { jobs, lookForEnd, READ_JOBS } from '../../test/scripted-server.ts';

const READ_PIPELINE = 'GET /pipelines/1006';
const READ_PIPELINES = 'GET /pipelines?per_page=1';
const GONE = { message: '404 Not found' };

describe('lookForEnd', () => {
  it.each([
    ['canceled', 'canceled'],
    ['failed', 'canceled'],
    ['success', 'canceled'],
    ['skipped', 'canceled'],
    ['success', 'success'],
    ['canceled', 'success'],
  ])('finds a pipeline over that is %s and whose gate is %s', (status, gate) => {
    const script = [
      [READ_PIPELINE, 200, { id: 1006, status }],
      [READ_JOBS, 200, jobs(gate)],
    ] as const;
    expect(lookForEnd(script)).toMatchObject({
      outcome: 'build-ended',
      detail: `The pipeline is ${status}, and the gate's job 102 is ${gate}.`,
    });
  });

  // An older GitLab leaves a manual job of a canceled pipeline playable.
  it.each(['manual', 'skipped', 'failed', 'canceling'])(
    'leaves a pipeline alone whose gate is %s',
    (status) => {
      const script = [
        [READ_PIPELINE, 200, { id: 1006, status: 'canceled' }],
        [READ_JOBS, 200, jobs(status)],
      ] as const;
      expect(lookForEnd(script).outcome).toBe('waits');
    },
  );

  it.each(['created', 'running', 'manual', 'canceling', 'new-in-a-later-release'])(
    'asks for no job of a pipeline that is %s',
    (status) => {
      expect(lookForEnd([[READ_PIPELINE, 200, { id: 1006, status }]]).outcome).toBe('waits');
    },
  );

  it('takes a pipeline for deleted where the same token reads the list', () => {
    const script = [
      [READ_PIPELINE, 404, GONE],
      [READ_PIPELINES, 200, []],
    ] as const;
    expect(lookForEnd(script)).toMatchObject({ outcome: 'build-ended' });
  });

  it.each([
    [[READ_PIPELINES, 404, GONE], 'refused'],
    [[READ_PIPELINES, 403, {}], 'refused'],
    [[READ_PIPELINES, 200, {}], 'refused'],
  ] as const)('does not know where it does not: %j', (list, outcome) => {
    expect(lookForEnd([[READ_PIPELINE, 404, GONE], list]).outcome).toBe(outcome);
  });

  it.each([
    [401, {}, 'refused'],
    [503, {}, 'unavailable'],
    [200, '<html>', 'unavailable'],
    [200, { id: 1006 }, 'unavailable'],
  ] as const)('does not know after %i %j', (status, body, outcome) => {
    expect(lookForEnd([[READ_PIPELINE, status, body]]).outcome).toBe(outcome);
  });

  it('does not know of a gate that its pipeline does not have', () => {
    const script = [
      [READ_PIPELINE, 200, { id: 1006, status: 'canceled' }],
      [READ_JOBS, 200, []],
    ] as const;
    expect(lookForEnd(script).outcome).toBe('refused');
  });
});
