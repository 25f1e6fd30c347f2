import { describe, expect, it } from 'vitest';
import {
  type Exchange,
  REPOSITORY,
  RUN,
  SERVER,
  scriptedServer,
  TARGET,
} from '../../test/scripted-server.ts';
import { approval } from '../approval.ts';

const READ_RUN = `GET ${RUN}`;
const READ_RUNS = `GET ${REPOSITORY}/actions/runs?per_page=1`;
const GONE = { message: 'Not Found' };

function lookForEnd(script: readonly Exchange[], way = 'environment') {
  const { http, finish } = scriptedServer(script);
  const look = approval.lookForEnd({ server: SERVER, target: { ...TARGET, way }, token: 'ghs_x' }, http);
  finish();
  return look;
}

describe('lookForEnd', () => {
  it.each(['failure', 'cancelled', 'timed_out', 'success'])(
    'finds a completed run over: %s',
    (conclusion) => {
      for (const way of ['environment', 'protection-rule']) {
        expect(lookForEnd([[READ_RUN, 200, { status: 'completed', conclusion }]], way)).toEqual({
          outcome: 'build-ended',
          detail: `The run's conclusion is ${conclusion}.`,
        });
      }
    },
  );

  it.each(['waiting', 'queued', 'in_progress', 'new-in-a-later-release'])(
    'finds no %s run over',
    (status) => {
      expect(lookForEnd([[READ_RUN, 200, { status, conclusion: null }]]).outcome).toBe('waits');
    },
  );

  it('takes a run for deleted where the same token reads the list', () => {
    const script: Exchange[] = [
      [READ_RUN, 404, GONE],
      [READ_RUNS, 200, { total_count: 0, workflow_runs: [] }],
    ];
    expect(lookForEnd(script).outcome).toBe('build-ended');
  });

  it.each([
    [404, GONE],
    [403, {}],
    [200, { message: 'hello' }],
    [200, '<html>'],
  ])('does not know where the list is answered %i %j', (status, body) => {
    const script: Exchange[] = [
      [READ_RUN, 404, GONE],
      [READ_RUNS, status, body],
    ];
    expect(lookForEnd(script).outcome).toBe('refused');
  });

  it.each([
    [401, {}, 'refused'],
    [301, {}, 'refused'],
    [503, {}, 'unavailable'],
    [200, '<html>', 'unavailable'],
    [200, {}, 'unavailable'],
  ])('does not know after %i %j', (status, body, outcome) => {
    expect(lookForEnd([[READ_RUN, status, body]]).outcome).toBe(outcome);
  });

  it('asks nothing where no run waits', () => {
    expect(lookForEnd([], 'dispatch').outcome).toBe('waits');
  });
});
