import { describe, expect, it } from 'vitest';
import { GateError, type GateErrorCode } from '../errors.ts';
import { toChange } from './change.ts';
import { conflictsOf, createChange, nextStates } from './change-management.ts';

const ROW = { sys_id: { value: 'id1' }, number: { value: 'CHG1' }, state: { value: '-1' } };
const CHANGE = toChange(ROW);

const answering = (answer: unknown) => ({
  instanceUrl: 'https://acme.service-now.com',
  request: async () => answer,
});
const failing = (code: GateErrorCode) => ({
  instanceUrl: 'https://acme.service-now.com',
  request: () => Promise.reject(new GateError(code, 'refused')),
});

describe('createChange', () => {
  const create = (answer: unknown) => createChange(answering(answer), { type: 'normal' }, { risk: '4' });

  it.each([
    ['an object', (row: object) => row],
    ['a list', (row: object) => [row]],
  ])('reads what is answered as %s', async (_what, as) => {
    expect(await create(as({ ...ROW, risk: { value: '4' } }))).toEqual({ change: CHANGE, differences: [] });
  });

  it.each([
    [{ ignoredFields: ['risk'] }, 'risk was dropped (sent "4")'],
    [{ ignoredFields: ['other'] }, 'risk came back as "3" (sent "4")'],
    [{}, 'risk came back as "3" (sent "4")'],
    [undefined, 'risk came back as "3" (sent "4")'],
    ['no object', 'risk came back as "3" (sent "4")'],
  ])('tells with __meta %j that %s', async (__meta, clause) => {
    const { differences } = await create({ ...ROW, risk: { value: '3' }, __meta });
    expect(differences).toEqual([clause]);
  });

  it.each([[[]], [null], ['text']])('believes no %j', async (answer) => {
    await expect(create(answer)).rejects.toMatchObject({ code: 'UNEXPECTED_ANSWER' });
  });
});

describe('nextStates', () => {
  const condition = (name: string, passed: boolean) => ({ passed, condition: { name, description: null } });
  const transition = (to_state: unknown, ...conditions: unknown[]) => ({
    to_state,
    transition_available: false,
    conditions,
  });

  it('are the available ones but the current, with the conditions that are not met', async () => {
    const answer = {
      available_states: ['-1', 0, '3'],
      state_label: { '0': 'Review', '3': 'Closed' },
      state_transitions: [
        [
          transition('0', condition('Tasks closed', false), condition('Approved', true)),
          transition(0, condition('Tasks closed', false), condition('Notes', false)),
        ],
        [transition('3', condition('Approved', true))],
      ],
    };
    expect(await nextStates(answering(answer), CHANGE)).toStrictEqual({
      available: ['0', '3'],
      labels: { '0': 'Review', '3': 'Closed' },
      unmet: { '0': ['Tasks closed', 'Notes'] },
    });
  });

  it('are known where nothing else is said, or is unreadable', async () => {
    const known = { available: ['0'], labels: {}, unmet: {} };
    expect(await nextStates(answering({ available_states: ['0'] }), CHANGE)).toStrictEqual(known);
    const unreadable = { available_states: ['0'], state_label: 'x', state_transitions: 'x' };
    expect(await nextStates(answering(unreadable), CHANGE)).toStrictEqual(known);
    const conditions = { ...transition('0'), conditions: [{ passed: 'no' }] };
    const half = { available_states: ['0'], state_transitions: [[conditions]] };
    expect(await nextStates(answering(half), CHANGE)).toStrictEqual(known);
  });

  it.each(['API_NOT_INSTALLED', 'FORBIDDEN', 'RECORD_NOT_FOUND', 'NOT_ACCEPTED'] as const)(
    'are unknown after %s',
    async (code) => {
      expect(await nextStates(failing(code), CHANGE)).toBeNull();
    },
  );

  it('are unknown where the answer does not tell them, and a failure is a failure', async () => {
    expect(await nextStates(answering({ state_label: {} }), CHANGE)).toBeNull();
    await expect(nextStates(failing('UNAVAILABLE'), CHANGE)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});

describe('conflictsOf', () => {
  it.each([
    [
      { last_run: '2026-03-01 01:00:00', conflicts: [{}, {}] },
      { checked: true, count: 2 },
    ],
    [
      { last_run: '2026-03-01 01:00:00', conflicts: [] },
      { checked: true, count: 0 },
    ],
    [
      { last_run: '', conflicts: [] },
      { checked: false, count: 0 },
    ],
    [
      { last_run: null, conflicts: [] },
      { checked: false, count: 0 },
    ],
    [{ conflicts: [{}] }, { checked: false, count: 1 }],
  ])('of %j are %j', async (answer, conflicts) => {
    expect(await conflictsOf(answering(answer), CHANGE)).toEqual(conflicts);
  });

  it.each([[{ last_run: '2026-03-01 01:00:00' }], [{ last_run: 1, conflicts: [] }], [null]])(
    'are not taken from %j',
    async (answer) => {
      await expect(conflictsOf(answering(answer), CHANGE)).rejects.toMatchObject({
        code: 'UNEXPECTED_ANSWER',
        message: expect.stringContaining('the conflicts of CHG1 as documented'),
        cause: expect.objectContaining({ issues: expect.anything() }),
      });
    },
  );
});
