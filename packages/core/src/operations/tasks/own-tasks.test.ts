import { describe, expect, it } from 'vitest';
import { CHANGE, fakeTasks, KEY } from '../../../test/fake-change-tasks.ts';
import type { ChangeTask } from '../../servicenow/change-tasks.ts';
import { isOfDeployment, isOfGate, refuseDoubtfulTasks, taskMark } from './own-tasks.ts';

const { context } = fakeTasks([]);

const mark = taskMark(KEY, 'Smoke test');

function task(columns: Partial<ChangeTask>): ChangeTask {
  return {
    number: 'CTASK1',
    title: 'Anything',
    type: 'planning',
    createdFrom: 'manual',
    correlationId: mark.correlation_id,
    correlationDisplay: mark.correlation_display,
    createdBy: 'ci.bot',
    ...columns,
  } as ChangeTask;
}

const unmarked = { correlationId: '', correlationDisplay: '' };

describe('the mark of a task', () => {
  it('is the key of its gate, and what it is called', () => {
    expect(mark).toEqual({ correlation_id: KEY, correlation_display: 'Change Gate: Smoke test' });
  });

  it('fits its column, and differs where long names differ at their end only', () => {
    const [one, other] = ['1', '2'].map((end) => taskMark(KEY, 'x'.repeat(200) + end).correlation_display);
    expect(one).toHaveLength(100);
    expect(one).not.toBe(other);
  });
});

describe('a task of the gate', () => {
  it('has its mark, and was created by the user who signs in', () => {
    expect(isOfGate(task({}), CHANGE, context)).toBe(true);
    expect(isOfGate(task({ createdBy: 'CI.Bot' }), CHANGE, context)).toBe(true);
    const shouting = fakeTasks([], { userName: 'CI.BOT' }).context;
    expect(isOfGate(task({}), CHANGE, shouting)).toBe(true);
  });

  it('may be in a change that no gate has opened', () => {
    expect(isOfGate(task({}), { correlationId: '' }, context)).toBe(true);
  });

  it('may be of the gate that opened the change, where another build names the change', () => {
    const other = { ...context, gate: { name: 'change', key: 'testci:build-2:change' } };
    expect(isOfGate(task({}), CHANGE, other)).toBe(true);
    expect(isOfGate(task({}), { correlationId: '' }, other)).toBe(false);
  });

  it('is whose mark it is, where who signs in is not known', () => {
    const unknown = fakeTasks([], { userName: null }).context;
    expect(isOfGate(task({ createdBy: null }), CHANGE, unknown)).toBe(true);
  });

  it.each([
    ['is of another user', { createdBy: 'eve' }],
    ['shows nobody who created it', { createdBy: null }],
    ['has the key of another gate', { correlationId: `${KEY}2` }],
    ['has no key', { correlationId: '' }],
    ['hides its key', { correlationId: null }],
    ['has the key for another reason', { correlationDisplay: 'Ticket 7' }],
    ['hides its mark', { correlationDisplay: null }],
  ])('is none that %s', (_what, columns) => {
    expect(isOfGate(task(columns), CHANGE, context)).toBe(false);
    // A change that no gate has opened has no key, and so have most tasks.
    expect(isOfGate(task(columns), { correlationId: '' }, context)).toBe(false);
  });
});

describe('a task of the deployment', () => {
  it.each([
    ['the gate has made', {}, true],
    [
      'a flow has made for the implementation',
      { ...unmarked, createdFrom: 'flow', type: 'implementation' },
      true,
    ],
    ['a flow has made for testing', { ...unmarked, createdFrom: 'flow', type: 'testing' }, true],
    ['a workflow has made, Implement', { ...unmarked, createdFrom: 'workflow', title: 'Implement' }, true],
    [
      'a workflow has made, the testing',
      { ...unmarked, createdFrom: 'workflow', title: 'Post implementation testing' },
      true,
    ],
    ['a workflow has made for something else', { ...unmarked, createdFrom: 'workflow' }, false],
    ['a person has made', { ...unmarked, type: 'implementation', title: 'Implement' }, false],
  ])('is one that %s: %j is %s', (_what, columns, expected) => {
    expect(isOfDeployment(task(columns), CHANGE, context)).toBe(expected);
  });
});

describe('a task in doubt', () => {
  it.each([{ correlationId: null }, { correlationDisplay: null }])(
    'is one that hides its mark: %j',
    (columns) => {
      expect(() => refuseDoubtfulTasks([task({}), task(columns)], CHANGE, context)).toThrowError(
        /read correlation_id and correlation_display of change_task/,
      );
    },
  );

  it.each([
    ['eve', 'was created by eve'],
    [null, 'let the integration user read sys_created_by of change_task'],
    ['', 'let the integration user read sys_created_by of change_task'],
  ])('is one with the mark that %j created', (createdBy, words) => {
    expect(() => refuseDoubtfulTasks([task({}), task({ createdBy })], CHANGE, context)).toThrowError(
      expect.objectContaining({ code: 'CHANGE_NOT_OURS', message: expect.stringContaining(words) }),
    );
  });

  it('is none of the gate, nor of people', () => {
    const ofPeople = task({ ...unmarked, createdBy: 'eve' });
    expect(() => refuseDoubtfulTasks([task({}), ofPeople], CHANGE, context)).not.toThrow();
  });
});
