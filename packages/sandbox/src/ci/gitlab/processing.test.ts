import { describe, expect, it } from 'vitest';
import type { JobStatus } from './pipeline.ts';
import { nextStatus, type Processable, pipelineStatus } from './processing.ts';

function job(name: string, stageIndex: number, change: Partial<Processable> = {}): Processable {
  return {
    name,
    stageIndex,
    when: 'on_success',
    allowFailure: false,
    needs: null,
    status: 'created',
    ...change,
  };
}

const gate = (status: JobStatus, allowFailure = false) =>
  job('gate', 0, { when: 'manual', status, allowFailure });

describe('nextStatus', () => {
  it('makes a manual job of a job only when the jobs before it have succeeded', () => {
    const waiting = job('gate', 0, { when: 'manual', needs: ['open'] });
    expect(nextStatus(waiting, [job('open', 0, { status: 'running' }), waiting])).toBe('created');
    expect(nextStatus(waiting, [job('open', 0, { status: 'success' }), waiting])).toBe('manual');
    expect(nextStatus(waiting, [job('open', 0, { status: 'failed' }), waiting])).toBe('skipped');
  });

  it.each([
    ['manual', 'created'],
    ['running', 'created'],
    ['success', 'pending'],
    ['failed', 'skipped'],
    ['canceled', 'skipped'],
    ['skipped', 'pending'],
  ] as const)('after a stage whose blocking job is %s: %s', (status, expected) => {
    expect(nextStatus(job('deploy', 1), [gate(status), job('deploy', 1)])).toBe(expected);
  });

  it.each([
    ['manual', 'pending'],
    // The trap of a manual job that may fail: canceling it releases what comes after (2.2 of the reference).
    ['canceled', 'pending'],
    ['failed', 'pending'],
  ] as const)('after a stage whose optional manual job is %s: %s', (status, expected) => {
    expect(nextStatus(job('deploy', 1), [gate(status, true), job('deploy', 1)])).toBe(expected);
  });

  it('skips those that need an optional manual job which nobody has played', () => {
    const deploy = job('deploy', 1, { needs: ['gate'] });
    expect(nextStatus(deploy, [gate('manual', true), deploy])).toBe('skipped');
    expect(nextStatus(deploy, [gate('manual'), deploy])).toBe('created');
  });

  it('does not start a job that needs a skipped one', () => {
    const deploy = job('deploy', 1, { needs: ['gate'] });
    expect(nextStatus(deploy, [gate('skipped'), deploy])).toBe('skipped');
  });

  it.each([
    ['failed', 'pending'],
    ['success', 'skipped'],
    ['skipped', 'skipped'],
    ['canceled', 'skipped'],
  ] as const)('starts an on_failure job after a needed job that is %s: %s', (status, expected) => {
    const close = job('close', 2, { when: 'on_failure', needs: ['deploy'] });
    expect(nextStatus(close, [job('deploy', 1, { status }), close])).toBe(expected);
  });
});

describe('pipelineStatus', () => {
  it.each([
    [['success', 'manual', 'created'], 'manual'],
    [['running', 'manual'], 'running'],
    [['success', 'failed', 'skipped'], 'failed'],
    [['success', 'canceled'], 'canceled'],
    [['success', 'skipped'], 'success'],
    [['skipped', 'skipped'], 'skipped'],
  ] as const)('of %j is %s', (statuses, expected) => {
    expect(pipelineStatus(statuses.map((status, index) => job(`j${index}`, index, { status })))).toBe(
      expected,
    );
  });
});
