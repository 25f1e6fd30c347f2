import { beforeEach, describe, expect, it } from 'vitest';
import { SandboxClock } from '../../clock.ts';
import { baseSystem } from '../base-system/base-system.ts';
import type { Database, Row } from '../database/database.ts';
import { UserActions } from './user-actions.ts';

const TRANSITION_ABORTED =
  /^Operation against file 'change_request' was aborted by Business Rule 'Change Model: Check State Transition\^[0-9a-f]{32}'\. Business Rule Stack:Change Model: Check State Transition$/;

let database: Database;
let userActions: UserActions;

beforeEach(() => {
  const clock = SandboxClock.stoppedAt(new Date('2026-01-01T10:00:00Z'));
  database = baseSystem(clock);
  userActions = new UserActions(database, clock);
});

/** @returns the number of a change of a group that has a member and no manager */
function open(values: Row = {}): string {
  const group = database.find('sys_user_group', 'name', 'DevOps')?.sys_id ?? '';
  const change = { short_description: 'x', assignment_group: group, ...values };
  return database.insert('change_request', change, 'pipeline.integration').number ?? '';
}

function approvals(number: string): (string | undefined)[] {
  const { sys_id } = userActions.change(number);
  return database.query('sysapproval_approver', `sysapproval=${sys_id}`).map((row) => row.state);
}

describe('a new change', () => {
  it('has the defaults of the base system', () => {
    const number = open();
    expect(number).toBe('CHG0030001');
    const change = userActions.change(number);
    expect(change).toMatchObject({
      type: 'normal',
      state: '-5',
      approval: 'not requested',
      active: 'true',
      on_hold: 'false',
      conflict_status: 'Not Run',
      opened_at: '2026-01-01 10:00:00',
    });
    expect(database.get('chg_model', change.chg_model ?? '')?.name).toBe('Normal');
    expect(database.get('sys_user', change.opened_by ?? '')?.user_name).toBe('pipeline.integration');
  });

  it('may ask for approval at once, and may not skip it', () => {
    expect(userActions.change(open({ state: '-4', approval: 'approved' }))).toMatchObject({
      state: '-4',
      approval: 'requested',
    });
    expect(() => open({ state: '-1' })).toThrow(TRANSITION_ABORTED);
    expect(userActions.change(open({ state: '-2', approval: 'approved' }))).toMatchObject({
      state: '-2',
      approval: 'not requested',
    });
  });
});

describe('a normal change', () => {
  it('goes through all states to Closed', () => {
    const number = open();
    expect(userActions.move(number, 'Assess')).toMatchObject({ state: '-4', approval: 'requested' });
    expect(approvals(number)).toEqual(['requested']);
    expect(userActions.approve(number)).toMatchObject({ state: '-3', approval: 'requested' });
    expect(approvals(number)).toEqual(['approved', 'requested']);
    expect(userActions.approve(number)).toMatchObject({ state: '-2', approval: 'approved' });
    expect(approvals(number)).toEqual(['approved', 'approved']);
    expect(userActions.move(number, 'Implement')).toMatchObject({
      state: '-1',
      work_start: '2026-01-01 10:00:00',
    });
    expect(userActions.move(number, 'Review')).toMatchObject({ state: '0', work_end: '2026-01-01 10:00:00' });
    const closed = userActions.update(number, { state: '3', close_code: 'successful', close_notes: 'done' });
    expect(closed).toMatchObject({ state: '3', active: 'false', closed_at: '2026-01-01 10:00:00' });
  });

  it('goes back to New when it is rejected, and can ask again', () => {
    const number = open({ state: '-4' });
    expect(userActions.reject(number, 'not on a Friday')).toMatchObject({
      state: '-5',
      approval: 'rejected',
    });
    expect(approvals(number)).toEqual(['rejected']);
    expect(userActions.move(number, 'Assess')).toMatchObject({ state: '-4', approval: 'requested' });
    expect(approvals(number)).toEqual(['rejected', 'requested']);
  });

  it('starts its approval again when it is reverted to New', () => {
    const number = open({ state: '-4' });
    expect(userActions.move(number, 'New')).toMatchObject({ state: '-5', approval: 'not requested' });
    expect(approvals(number)).toEqual(['cancelled']);
  });

  it.each([
    ['New', 'Scheduled'],
    ['New', 'Implement'],
    ['New', 'Authorize'],
    ['Assess', 'Scheduled'],
    ['Assess', 'Closed'],
  ])('cannot jump from %s to %s', (from, to) => {
    const number = open();
    if (from !== 'New') userActions.move(number, from);
    expect(() => userActions.move(number, to)).toThrow(TRANSITION_ABORTED);
  });

  it('cannot be scheduled by hand before it is approved', () => {
    const number = open({ state: '-4' });
    userActions.move(number, 'Authorize');
    expect(() => userActions.move(number, 'Scheduled')).toThrow(TRANSITION_ABORTED);
  });

  it('has the type of its model, and without one keeps its type once it has left New', () => {
    const number = open();
    expect(userActions.update(number, { type: 'emergency' }).type).toBe('normal');
    userActions.update(number, { chg_model: '' });
    expect(userActions.update(number, { type: 'emergency' }).type).toBe('emergency');
    userActions.move(number, 'Authorize');
    expect(userActions.update(number, { type: 'normal' }).type).toBe('emergency');
  });
});

describe('other types', () => {
  it('lets a standard change, which is approved beforehand, go to Scheduled', () => {
    const number = open({ type: 'standard' });
    expect(() => userActions.move(number, 'Assess')).toThrow(TRANSITION_ABORTED);
    expect(userActions.move(number, 'Scheduled')).toMatchObject({ state: '-2', approval: 'approved' });
    expect(approvals(number)).toEqual([]);
  });

  it('lets an emergency change skip Assess', () => {
    const number = open({ type: 'emergency' });
    expect(() => userActions.move(number, 'Assess')).toThrow(TRANSITION_ABORTED);
    expect(userActions.move(number, 'Authorize')).toMatchObject({ approval: 'requested' });
    expect(userActions.approve(number)).toMatchObject({ state: '-2', approval: 'approved' });
  });
});

describe('canceling', () => {
  it('ends the change and its open approvals', () => {
    const number = open({ state: '-4' });
    expect(userActions.cancel(number)).toMatchObject({ state: '4', active: 'false' });
    expect(approvals(number)).toEqual(['cancelled']);
  });

  it('is not possible from Review or Closed', () => {
    const number = open({ type: 'standard' });
    for (const state of ['Scheduled', 'Implement', 'Review']) userActions.move(number, state);
    expect(() => userActions.cancel(number)).toThrow(TRANSITION_ABORTED);
    userActions.update(number, { state: '3', close_code: 'successful', close_notes: 'done' });
    expect(() => userActions.cancel(number)).toThrow(TRANSITION_ABORTED);
  });
});

describe('closing', () => {
  it('needs a close code and close notes', () => {
    const number = open({ type: 'standard' });
    for (const state of ['Scheduled', 'Implement', 'Review']) userActions.move(number, state);
    expect(() => userActions.move(number, 'Closed')).toThrow(
      'Data Policy Exception: The following fields are mandatory: Close code, Close notes',
    );
    expect(() => userActions.update(number, { state: '3', close_code: 'successful' })).toThrow(
      'mandatory: Close notes',
    );
    expect(userActions.change(number).state).toBe('0');
  });
});
