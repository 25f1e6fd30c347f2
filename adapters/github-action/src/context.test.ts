import { describe, expect, it } from 'vitest';
import { approval } from './approval.ts';
import { readContext } from './context.ts';

const ENV = {
  GITHUB_API_URL: 'https://github.acme.example/api/v3/',
  GITHUB_SERVER_URL: 'https://github.acme.example',
  GITHUB_REPOSITORY: 'globex/shop',
  GITHUB_RUN_ID: '4242',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_REF_NAME: 'main',
  GITHUB_SHA: 'c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00',
  GITHUB_WORKFLOW: 'Deploy',
};

const OTHER = '1'.repeat(40);

describe('readContext', () => {
  it('describes the run', () => {
    expect(readContext(ENV, { gate: 'environment', environment: 'production' })).toMatchObject({
      ci: 'github',
      title: 'GitHub run 4242 of Deploy in globex/shop',
      build: { id: '4242', url: 'https://github.acme.example/globex/shop/actions/runs/4242' },
      server: 'https://github.acme.example/api/v3',
      callback: true,
    });
  });

  it('tells the places of gates apart: by job, and by what a gate waits at', () => {
    const placeOf = (own: Parameters<typeof readContext>[1], env = {}) =>
      readContext({ ...ENV, GITHUB_JOB: 'open', ...env }, own).place;
    expect(placeOf({})).toBe('job open');
    expect(placeOf({ gate: 'environment', environment: 'qa' })).toBe('job open, environment qa');
    expect(placeOf({ gate: 'dispatch', workflow: 'deploy.yml' })).toBe('job open, workflow deploy.yml');
    expect(placeOf({ gate: 'dispatch', 'event-type': 'go' })).toBe('job open, event go');
    expect(placeOf({}, { GITHUB_RUN_ATTEMPT: '3' })).toBe('job open');
    expect(placeOf({}, { GITHUB_JOB: undefined })).toBeUndefined();
  });

  it('keeps its key in a re-run, and takes that of the run that opened the change', () => {
    const key = 'github.acme.example/globex/shop/4242';
    expect(readContext(ENV, {}).buildKey).toBe(key);
    expect(readContext({ ...ENV, GITHUB_RUN_ATTEMPT: '3' }, {}).buildKey).toBe(key);
    expect(readContext(ENV, { 'run-id': '1001', sha: OTHER }).buildKey).toBe(
      'github.acme.example/globex/shop/1001',
    );
  });

  it('is about the commit of its run, or the one that is given, which another run always wants', () => {
    expect(readContext(ENV, {}).commit).toBe(ENV.GITHUB_SHA);
    expect(readContext(ENV, { 'run-id': ENV.GITHUB_RUN_ID }).commit).toBe(ENV.GITHUB_SHA);
    expect(readContext(ENV, { sha: OTHER })).toMatchObject({ commit: OTHER });
    expect(readContext(ENV, { sha: OTHER, gate: 'dispatch', workflow: 'a.yml' }).target('prod').sha).toBe(
      OTHER,
    );
    expect(readContext(ENV, { 'run-id': '1001', sha: OTHER }).commit).toBe(OTHER);
    expect(() => readContext(ENV, { 'run-id': '1001' })).toThrowError(/sha: is required with the run-id/);
  });

  it('is about the environment that is given, as its gate is called', () => {
    expect(readContext(ENV, {}).environment).toBeUndefined();
    expect(readContext(ENV, { environment: 'Production' }).environment).toBe('production');
  });

  it('has another key on another server: ids of runs are unique on one alone', () => {
    const env = { ...ENV, GITHUB_API_URL: 'https://api.github.com' };
    expect(readContext(env, {}).buildKey).toBe('api.github.com/globex/shop/4242');
  });

  it.each([
    [
      { gate: 'environment', environment: 'production' },
      { environment: 'production', workflow: '' },
    ],
    [
      { gate: 'protection-rule', environment: 'production' },
      { environment: 'production', ref: '' },
    ],
    [
      { gate: 'dispatch', workflow: 'deploy.yml' },
      { workflow: 'deploy.yml', ref: 'main', event_type: '' },
    ],
    [
      { gate: 'dispatch', 'event-type': 'approved' },
      { workflow: '', ref: '', event_type: 'approved' },
    ],
  ] as const)('makes a target that the approval API accepts: %j', (own, expected) => {
    const target = readContext(ENV, own).target('prod');
    expect(target).toMatchObject({ way: own.gate, owner: 'globex', repo: 'shop', gate: 'prod', ...expected });
    expect(Object.keys(target).sort()).toEqual(Object.keys(approval.targetFields).sort());
    for (const [field, pattern] of Object.entries(approval.targetFields)) {
      expect(target[field], field).toMatch(new RegExp(`^(?:${pattern})$`));
    }
  });

  it('has no callback where a job polls', () => {
    expect(readContext(ENV, { gate: 'wait' }).callback).toBe(false);
  });

  it('may have one where only another job knows the gate: cancel looks', () => {
    expect(readContext(ENV, {}).callback).toBe(true);
  });

  it.each([
    ['refs/pull/123/merge', '123/merge'],
    ['refs/pull/123/head', '123/head'],
    ['refs/heads/gh-readonly-queue/main/pr-9-c0ffee', 'gh-readonly-queue/main/pr-9-c0ffee'],
  ])(
    'wants the branch of the workflow named on %s, on which no workflow can be started later',
    (ref, name) => {
      const env = { ...ENV, GITHUB_REF: ref, GITHUB_REF_NAME: name };
      const start = { gate: 'dispatch', workflow: 'deploy.yml' } as const;
      expect(() => readContext(env, start)).toThrowError(/ref: is required on a pull request.*main/);
      expect(readContext(env, { ...start, ref: 'main' }).target('prod').ref).toBe('main');
      expect(() => readContext(env, { gate: 'dispatch', 'event-type': 'approved' })).not.toThrow();
    },
  );

  it.each([
    [{ gate: 'environment' }, /environment: is required with gate: environment/],
    [{ gate: 'dispatch' }, /needs workflow or event-type, and only one/],
    [{ gate: 'dispatch', workflow: 'deploy.yml', 'event-type': 'x' }, /only one of them/],
  ] as const)('says what the gate needs: %j', (own, problem) => {
    expect(() => readContext(ENV, own)).toThrowError(problem);
  });

  it('says how to run an operation again: the same run, and no deployment for the sake of a close', () => {
    const { againIsNewBuild, runAgain } = readContext(ENV, {});
    expect(againIsNewBuild).toBeUndefined();
    expect(runAgain?.('open')).toMatch(/Re-run failed jobs: the run keeps its id/);
    expect(runAgain?.('verify')).toMatch(/^In GitHub, choose Re-run all jobs: open finds this change/);
    expect(runAgain?.('wait')).toBe(
      'In GitHub, choose Re-run failed jobs: it repeats the whole job of this step.',
    );
    expect(runAgain?.('close')).toMatch(/^Close the change in ServiceNow\..*the deployment included\.$/);
    // The run that ServiceNow has started opens nothing.
    const started = readContext(ENV, { 'run-id': '1001', sha: OTHER });
    expect(started.runAgain?.('verify')).toMatch(/Re-run failed jobs: it repeats the whole job/);
  });

  it('says what a run that was started again may have done under a closed change, unless it has verified it', () => {
    const job = { ...ENV, GITHUB_JOB: 'deploy' };
    expect(readContext(job, {}).closedBefore).toMatch(/^This run was started again.*Re-run all jobs/);
    expect(readContext({ ...job, GITHUB_RUN_ATTEMPT: '1' }, {}).closedBefore).toBeUndefined();
    const verified = { CHANGE_GATE_VERIFIED: '4242/2/deploy,gate::,CHG0030001,0f4a' };
    expect(readContext({ ...job, ...verified }, {}).closedBefore).toBeUndefined();
  });

  it('says that it needs a runner', () => {
    expect(() => readContext({}, {})).toThrowError(/GITHUB_RUN_ID is not set/);
  });
});
