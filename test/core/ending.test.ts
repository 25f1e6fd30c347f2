/** From the decision to the end of a change: wait, verify, update, close and cancel. */
import type { BuildContext } from '@change-gate/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Inputs, Instance } from './instance.ts';

let instance: Instance;

beforeAll(async () => {
  instance = await Instance.start({ start: new Date('2026-03-01T12:00:00Z') });
});
afterAll(() => instance.close());

/** A build with a change, and that change's number. */
async function opened(inputs: Inputs = {}, overrides: Partial<BuildContext> = {}) {
  const build = instance.newBuild(overrides);
  await instance.run('open', inputs, build);
  return { build, number: instance.changesOf(build)[0]?.number ?? '' };
}

const change = (build: BuildContext) => instance.changesOf(build)[0];

describe('verify', () => {
  it('begins the implementation where it is told to', async () => {
    const { build, number } = await opened({ implement: 'true' });
    instance.serviceNow.approveAll(number);
    const ran = await instance.run('verify', { implement: 'true' }, build);
    expect(ran).toMatchObject({ exitCode: 0, outputs: { state: '-1' } });
    expect(change(build)).toMatchObject({ state: '-1', work_start: expect.stringMatching(/^2026-/) });
  });

  it('fails when the start cannot be marked', async () => {
    const { build, number } = await opened({ implement: 'true' });
    instance.serviceNow.approveAll(number);
    const remove = instance.serviceNow.rules.abort({
      table: 'change_request',
      when: 'state=-1',
      name: 'Freeze',
    });
    const ran = await instance.run('verify', { implement: 'true' }, build);
    remove();
    expect(ran.exitCode).toBe(1);
    expect(ran.log).toMatch(/is approved, but does not go to Implement.*"Freeze".*\[RULE_ABORTED\]/);
  });

  it('sends its data where Implement demands it, and only there', async () => {
    const demanded = { table: 'change_request', when: 'state=-1^test_planISEMPTY', name: 'Plan first' };
    const remove = instance.serviceNow.rules.abort(demanded);
    const { build, number } = await opened({ implement: 'true' });
    instance.serviceNow.approveAll(number);
    const without = await instance.run('verify', { implement: 'true' }, build);
    expect(without.log).toMatch(/does not go to Implement.*"Plan first".*\[RULE_ABORTED\]/);
    const data = '{"test_plan": "Order a shoe", "work_notes": "Begun"}';
    const ran = await instance.run('verify', { implement: 'true', data }, build);
    remove();
    expect(ran).toMatchObject({ exitCode: 0, outputs: { state: '-1' } });
    expect(change(build)).toMatchObject({ test_plan: 'Order a shoe' });

    const other = await opened({ implement: 'true' });
    instance.serviceNow.approveAll(other.number);
    await instance.run('verify', { implement: 'true', data }, other.build);
    expect(change(other.build)).toMatchObject({ state: '-1', test_plan: '' });
  });

  it('looks at the conflicts themselves, not at the status of the check', async () => {
    const window = { 'planned-start': 'now', 'planned-end': '+1h' };
    const { build, number } = await opened({ data: 'cmdb_ci: globex-web', ...window });
    const { userActions } = instance.serviceNow;
    userActions.checkConflicts(number);
    userActions.update(number, { conflict_status: 'Conflict' });
    instance.serviceNow.approveAll(number);
    instance.serviceNow.move(number, 'Implement');
    const inputs = { 'conflict-check': 'true', 'conflict-policy': 'reject' };
    const ran = await instance.run('verify', inputs, build);
    expect(ran).toMatchObject({ exitCode: 0, outputs: { decision: 'approved' } });
    expect(ran.requests).toHaveLength(3);
    const contradiction = await instance.run('verify', { 'conflict-check': 'true' }, build);
    expect(contradiction.log).toMatch(/has no effect while conflict-policy is ignore.*\[INVALID_INPUT\]/);
  });
});

describe('wait', () => {
  it('polls with one small request, says what it waits for when that changes, and ends approved', async () => {
    const { build, number } = await opened();
    const { clock } = instance.sandbox;
    clock.at(new Date(clock.now().getTime() + 120_000), () => instance.serviceNow.approveAll(number));
    clock.at(new Date(clock.now().getTime() + 300_000), () => instance.serviceNow.move(number, 'Implement'));
    const ran = await instance.run('wait', {}, build);
    expect(ran).toMatchObject({ exitCode: 0, outputs: { decision: 'approved' } });
    expect(ran.log.split('\n')).toEqual([
      expect.stringMatching(/is in Assess: not approved yet\. Waiting; this runner is held/),
      expect.stringMatching(/is in Scheduled: approved, but not yet in a state/),
      expect.stringMatching(/^WARNING CHG\d+ has no evidence, so nothing is compared with it\.$/),
      expect.stringMatching(/is in Implement \(approved by .*\)\.$/),
    ]);
    const polls = ran.requests.slice(1, -1);
    expect(ran.requests.at(-1)).toBe('POST /api/x_change_gate/v1/evidence/checks');
    expect(new Set(polls)).toEqual(new Set(['GET /api/now/table/change_request/{id}']));
    expect(polls.length).toBeLessThan(20);
  });

  it.each([
    ['deny', 'denied', /and the deadline .* has passed/],
    ['leave', 'pending', /not approved yet/],
  ])('ends at its deadline with %s', async (outcome, decision, words) => {
    const { build } = await opened();
    const ran = await instance.run('wait', { 'deadline-minutes': '30', 'deadline-outcome': outcome }, build);
    expect(ran).toMatchObject({ exitCode: 1, outputs: { decision } });
    expect(ran.log).toMatch(words);
    expect(ran.log).toContain('[NOT_APPROVED]');
  });

  it('bears an instance that is away for a while', async () => {
    const { build, number } = await opened();
    instance.serviceNow.faults.inject({
      effect: { kind: 'status', status: 503 },
      method: 'GET',
      path: /change_request\//,
      // More than one read is tried again.
      times: 30,
    });
    const { clock } = instance.sandbox;
    clock.at(new Date(clock.now().getTime() + 600_000), () => instance.serviceNow.reject(number, 'No'));
    const ran = await instance.run('wait', {}, build);
    expect(ran).toMatchObject({ exitCode: 1, outputs: { decision: 'denied' } });
    expect(ran.log).toContain('Still waiting.');
  });
});

describe('close', () => {
  it.each([
    ['success', 'successful', 'succeeded'],
    ['Succeeded', 'successful', 'succeeded'],
    ['failure', 'unsuccessful', 'failed'],
    ['FAILURE', 'unsuccessful', 'failed'],
    ['cancelled', 'unsuccessful', 'was cancelled'],
    ['ABORTED', 'unsuccessful', 'was cancelled'],
    ['skipped', 'unsuccessful', 'its deployment was skipped'],
  ] as const)('of a deployment that ended with %s says so', async (outcome, code, words) => {
    const { build, number } = await opened();
    instance.serviceNow.approveAll(number);
    instance.serviceNow.move(number, 'Implement');
    expect(await instance.run('close', { outcome }, build)).toMatchObject({ exitCode: 0 });
    expect(change(build)).toMatchObject({
      state: '3',
      close_code: code,
      close_notes: expect.stringContaining(words),
      work_end: expect.stringMatching(/^2026-/),
    });
  });

  it.each([
    [{ outcome: undefined }, /outcome: is not set or empty/],
    [{ outcome: '' }, /outcome: is not set or empty/],
    [
      { outcome: 'UNSTABLE' },
      /outcome: is "UNSTABLE", which is none of success, failure, cancelled, skipped/,
    ],
    [{ outcome: 'failure', 'close-code': 'successful' }, /close-code: is successful, but outcome is failure/],
    [
      { outcome: 'skipped', data: 'close_code: successful' },
      /close-code: is successful, but outcome is skipped/,
    ],
  ])('refuses %j before it asks for anything', async (inputs, words) => {
    const { build, number } = await opened();
    instance.serviceNow.approveAll(number);
    instance.serviceNow.move(number, 'Implement');
    const ran = await instance.run('close', inputs, build);
    expect(ran).toMatchObject({ exitCode: 1, requests: [] });
    expect(ran.log).toMatch(words);
    expect(ran.log).toContain('[INVALID_INPUT]');
    expect(change(build)).toMatchObject({ state: '-1' });
  });

  it('goes by a close code alone, which may be one of the instance', async () => {
    const { build, number } = await opened();
    instance.serviceNow.approveAll(number);
    instance.serviceNow.move(number, 'Implement');
    const inputs = { outcome: undefined, 'close-code': 'successful_issues' };
    expect(await instance.run('close', inputs, build)).toMatchObject({ exitCode: 0 });
    expect(change(build)).toMatchObject({ state: '3', close_code: 'successful_issues' });
  });

  it('does not contradict what the change was closed with, and names both', async () => {
    const { build, number } = await opened();
    instance.serviceNow.approveAll(number);
    instance.serviceNow.move(number, 'Implement');
    await instance.run('close', { outcome: 'success' }, build);
    const ran = await instance.run('close', { outcome: 'failure' }, build);
    expect(ran.exitCode).toBe(1);
    expect(ran.log).toMatch(
      /is closed as "successful", and this step says "unsuccessful".*\[CLOSED_OTHERWISE\]/,
    );
    expect(change(build)).toMatchObject({ state: '3', close_code: 'successful' });
    expect((await instance.run('cancel', {}, build)).log).toContain('[CLOSED_OTHERWISE]');
    expect(await instance.run('close', { outcome: 'success' }, build)).toMatchObject({ exitCode: 0 });
  });

  it('sends its data with the step that demands it', async () => {
    const demanded = { table: 'change_request', when: 'state=0^backout_planISEMPTY', name: 'Backout first' };
    const remove = instance.serviceNow.rules.abort(demanded);
    const { build, number } = await opened();
    instance.serviceNow.approveAll(number);
    instance.serviceNow.move(number, 'Implement');
    // Closing the last task would let the change go to Review by itself.
    const without = await instance.run('close', {}, build);
    expect(without.log).toMatch(
      /stopped in Implement on its way to Closed.*"Backout first".*\[RULE_ABORTED\]/,
    );
    const data = '{"backout_plan": "Deploy 2.3", "work_notes": "Deployed 2.4"}';
    const ran = await instance.run('close', { data }, build);
    remove();
    expect(ran).toMatchObject({ exitCode: 0 });
    expect(change(build)).toMatchObject({ state: '3', backout_plan: 'Deploy 2.3' });
    const notes = instance.serviceNow.database.query(
      'sys_journal_field',
      `element_id=${change(build)?.sys_id}`,
    );
    expect(notes.filter(({ value }) => value === 'Deployed 2.4')).toHaveLength(1);
  });

  it('is not for a change in Scheduled, under which nothing was verified', async () => {
    const { build, number } = await opened();
    instance.serviceNow.approveAll(number);
    const ran = await instance.run('close', {}, build);
    expect(ran.exitCode).toBe(1);
    expect(ran.log).toMatch(/is in Scheduled: its implementation has not begun.*\[NOT_CLOSABLE\]/);
    expect(change(build)).toMatchObject({ state: '-2', close_code: '' });
  });

  it('writes its data: before what it would say itself, after what was said by name', async () => {
    const { build, number } = await opened();
    instance.serviceNow.approveAll(number);
    instance.serviceNow.move(number, 'Implement');
    const group = instance.serviceNow.database.query('sys_user_group', '')[0];
    const ran = await instance.run(
      'close',
      {
        data: `{"close_code": "unsuccessful", "close_notes": "Rolled back", "assignment_group": "${group?.name}"}`,
        'close-notes': 'Rolled back at once',
      },
      build,
    );
    expect(ran.log).not.toContain('WARNING');
    expect(change(build)).toMatchObject({
      state: '3',
      close_code: 'unsuccessful',
      close_notes: 'Rolled back at once',
      assignment_group: group?.sys_id,
    });
  });

  it('refuses a state in its data, and a name that stands for nothing, before it moves the change', async () => {
    const { build, number } = await opened();
    instance.serviceNow.approveAll(number);
    instance.serviceNow.move(number, 'Implement');
    const state = await instance.run('close', { data: '{"state": "4"}' }, build);
    expect(state).toMatchObject({ exitCode: 1, requests: [] });
    expect(state.log).toMatch(/data: holds state.*\[INVALID_INPUT\]/);
    const name = await instance.run('close', { data: '{"assignment_group": "Nobody"}' }, build);
    expect(name.log).toMatch(/there is no "Nobody".*\[NAME_NOT_RESOLVED\]/);
    expect(change(build)).toMatchObject({ state: '-1' });
  });

  it('does not pretend when the instance ignores the write', async () => {
    const { build, number } = await opened();
    instance.serviceNow.approveAll(number);
    instance.serviceNow.move(number, 'Implement');
    const remove = instance.serviceNow.rules.ignore({
      table: 'change_request',
      when: `number=${number}`,
      fields: ['state'],
    });
    const ran = await instance.run('close', {}, build);
    remove();
    expect(ran.exitCode).toBe(1);
    expect(ran.log).toMatch(/stopped in Implement on its way to Closed.*\[WRITE_IGNORED\]/);
  });

  it('says where it stopped, and which rule stopped it', async () => {
    const { build, number } = await opened();
    instance.serviceNow.approveAll(number);
    instance.serviceNow.move(number, 'Implement');
    const remove = instance.serviceNow.rules.abort({
      table: 'change_request',
      when: 'state=3',
      name: 'Tasks open',
    });
    const ran = await instance.run('close', {}, build);
    remove();
    expect(ran.log).toMatch(/stopped in Review on its way to Closed.*"Tasks open".*\[RULE_ABORTED\]/);
    expect(await instance.run('close', {}, build)).toMatchObject({ exitCode: 0 });
  });

  it('is not for a change that was never implemented', async () => {
    const { build } = await opened();
    expect((await instance.run('close', {}, build)).log).toMatch(/is canceled, not closed.*\[NOT_CLOSABLE\]/);
  });
});

describe('update', () => {
  it('writes fields and notes, and walks to a state by its label', async () => {
    const { build, number } = await opened();
    instance.serviceNow.approveAll(number);
    const ran = await instance.run(
      'update',
      { data: 'description: New words', 'work-notes': 'Half done', state: 'implement' },
      build,
    );
    expect(ran).toMatchObject({ exitCode: 0 });
    expect(change(build)).toMatchObject({ state: '-1', description: 'New words' });
  });

  it('says which states there are, and how far it came', async () => {
    const { build } = await opened();
    expect((await instance.run('update', { state: 'Nowhere' }, build)).log).toMatch(
      /knows no state "Nowhere" that follows.*\[STATE_NOT_REACHED\]/,
    );
    const early = await instance.run('update', { state: 'Implement' }, build);
    expect(early.exitCode).toBe(1);
    expect(early.log).toMatch(/stopped in .* on its way to Implement/);
  });

  it('names a field that was not kept, and fails under strict', async () => {
    const { build } = await opened();
    const inputs = { data: '{"no_such_field": "x"}' };
    expect((await instance.run('update', inputs, build)).log).toMatch(/WARNING .*no_such_field was dropped/);
    const strict = await instance.run('update', { ...inputs, strict: 'true' }, build);
    expect(strict.log).toMatch(/no_such_field was dropped.*\[FIELDS_ALTERED\]/);
  });
});

describe('cancel', () => {
  it('withdraws the registration first, and cancels the change', async () => {
    const { build } = await opened();
    const ran = await instance.run('cancel', { comments: 'The pipeline was stopped' }, build);
    expect(ran).toMatchObject({ exitCode: 0, outputs: { state: '4' } });
    expect(instance.registrationsOf(build)).toMatchObject([{ status: 'withdrawn', token: '' }]);
    expect(await instance.run('cancel', {}, build)).toMatchObject({ exitCode: 0 });
  });

  it('says that nobody is called back any more when the instance does not let it cancel', async () => {
    const { build, number } = await opened();
    const allow = instance.serviceNow.rules.abort({
      table: 'change_request',
      when: `number=${number}^state=4`,
      name: 'No cancelling on Fridays',
    });
    const ran = await instance.run('cancel', {}, build);
    allow();
    expect(ran.log).toMatch(
      /"No cancelling on Fridays".*stays open, and its build is no longer called back\. Cancel it in ServiceNow.*\[RULE_ABORTED\]/,
    );
    expect(instance.registrationsOf(build)).toMatchObject([{ status: 'withdrawn' }]);
  });

  it('does not claim to have withdrawn what had ended before', async () => {
    const { build } = await opened();
    const [registration] = instance.registrationsOf(build);
    instance.serviceNow.database.update(
      'x_change_gate_registration',
      registration?.sys_id ?? '',
      { status: 'delivered', active_key: registration?.sys_id ?? '' },
      'system',
    );
    const ran = await instance.run('cancel', {}, build);
    expect(ran).toMatchObject({ exitCode: 0, outputs: { state: '4' } });
    expect(ran.log).not.toContain('Withdrew');
    expect(instance.registrationsOf(build)).toMatchObject([{ status: 'delivered' }]);
  });

  it.each(['Assess', 'Scheduled'])('cancels what is in %s, where nothing was deployed', async (label) => {
    const { build, number } = await opened();
    if (label === 'Scheduled') instance.serviceNow.approveAll(number);
    expect(await instance.run('cancel', {}, build)).toMatchObject({ exitCode: 0, outputs: { state: '4' } });
  });

  it('closes as unsuccessful what was being implemented, and is content with that a second time', async () => {
    const { build, number } = await opened();
    instance.serviceNow.approveAll(number);
    instance.serviceNow.move(number, 'Implement');
    const ran = await instance.run('cancel', {}, build);
    expect(ran).toMatchObject({ exitCode: 0, outputs: { state: '3' } });
    expect(ran.log).toMatch(/Closed CHG\d+ as unsuccessful: its implementation had begun/);
    expect(change(build)).toMatchObject({
      state: '3',
      close_code: 'unsuccessful',
      close_notes: expect.stringMatching(/was cancelled while this change was being implemented/),
    });
    expect(await instance.run('cancel', {}, build)).toMatchObject({ exitCode: 0 });
  });

  it('is not for what was implemented', async () => {
    const { build, number } = await opened();
    instance.serviceNow.approveAll(number);
    instance.serviceNow.move(number, 'Implement');
    instance.serviceNow.move(number, 'Review');
    expect((await instance.run('cancel', {}, build)).log).toMatch(/closed, not canceled.*\[NOT_CANCELABLE\]/);
  });
});
