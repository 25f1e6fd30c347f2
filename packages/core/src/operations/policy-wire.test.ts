/** Each input of the policy on its way: to the registration and the mark that `open` leaves, and into `verify`. */
import { describe, expect, it } from 'vitest';
import {
  bodyOf,
  CREATE,
  LOOKUP,
  ok,
  PATCH,
  REGISTER,
  record,
  registered,
  runWith,
  TOKEN,
} from '../../test/scripted-run.ts';
import { POLICY_ENTRIES } from '../policy/fields.ts';
import { changeSysIds } from './find/change-identity.ts';

const UNSET = { proceed_states: ['-1'], conflict: 'ignore', window: 'ignore', deadline: '' };
const MARK = { proceed_states: '-1', approval: 'approved', conflict: 'ignore', window: 'ignore' };

const markOf = (mark: object) => {
  const words = Object.entries({ ...MARK, ...mark }).map(([column, word]) => `${column.slice(0, 4)}=${word}`);
  return `Change Gate: ${words.join(' ')}`;
};

const NOW = '2026-03-01 12:00:00';
const BEFORE = '2026-03-01 11:59:59';
const AFTER = '2026-03-01 12:00:01';

/** By input: what it is set to, what of the registration is other for it, and what of the mark. */
const SENT: Record<string, readonly [text: string, registration: object, mark: object][]> = {
  'proceed-states': [
    ['Scheduled', { proceed_states: ['-2'] }, { proceed_states: '-2' }],
    ['implement, 20', { proceed_states: ['-1', '20'] }, { proceed_states: '-1,20' }],
    ['model', { proceed_states: ['model'] }, { proceed_states: 'model' }],
  ],
  'approval-policy': [
    ['approved', {}, {}],
    ['state', { approval: 'state' }, { approval: 'state' }],
  ],
  'conflict-policy': [
    ['ignore', {}, {}],
    ['wait', { conflict: 'wait' }, { conflict: 'wait' }],
    ['reject', { conflict: 'reject' }, { conflict: 'reject' }],
  ],
  'window-policy': [
    ['ignore', {}, {}],
    ['enforce', { window: 'enforce' }, { window: 'enforce' }],
  ],
  'deadline-minutes': [['90', { deadline: '2026-03-01 13:30:00' }, {}]],
  'deadline-outcome': [
    ['deny', {}, {}],
    ['leave', { on_deadline: 'leave', deadline: '2026-03-01 13:30:00' }, {}],
  ],
  implement: [['true', { proceed_states: ['-2', '-1'] }, { proceed_states: '-2,-1' }]],
};

const EACH_SENT = Object.entries(SENT).flatMap(([input, cases]) =>
  cases.map(([text, registration, mark]) => ({ input, text, registration, mark })),
);

describe('the policy that open is given', () => {
  it('has each of its inputs tried here, with each word', () => {
    const words = POLICY_ENTRIES.flatMap((field) =>
      field.kind === 'choice' ? Object.keys(field.choices).map((word) => [field.input.name, word]) : [],
    );
    expect(Object.keys(SENT)).toEqual(expect.arrayContaining(POLICY_ENTRIES.map(({ input }) => input.name)));
    expect(EACH_SENT.map(({ input, text }) => [input, text])).toEqual(expect.arrayContaining(words));
  });

  it.each(EACH_SENT)(
    'goes to ServiceNow, and stays with the change: $input $text',
    async ({ input, text, registration, mark }) => {
      const inputs = {
        operation: 'open',
        submit: 'false',
        'callback-token': TOKEN,
        data: '{"short_description":"Globex"}',
        ...(text === 'leave' && { 'deadline-minutes': '90' }),
        ...(text === 'enforce' && {
          'planned-start': '2026-03-01T12:00:00Z',
          'planned-end': '2026-03-01T14:00:00Z',
        }),
        [input]: text,
      };
      const { exitCode, sent } = await runWith(inputs, [
        { expect: CREATE, answer: ok(record({}), 201) },
        { expect: REGISTER, answer: registered },
      ]);
      expect(exitCode).toBe(0);
      expect(bodyOf(sent[1]).policy).toEqual({ ...UNSET, ...registration });
      expect(bodyOf(sent[0]).correlation_display).toBe(markOf(mark));
    },
  );

  it('is of the gate of its name', async () => {
    const key = 'testci:build-1:production';
    const inputs = { operation: 'open', submit: 'false', 'callback-alias': 'ci', 'gate-name': 'production' };
    const { sent } = await runWith({ ...inputs, data: '{"short_description":"Globex"}' }, [
      {
        expect: CREATE,
        answer: ok(record({ sys_id: changeSysIds(key)[0] ?? '', correlation_id: key }), 201),
      },
      {
        expect: REGISTER,
        answer: ok({ sys_id: 'r1', key, status: 'waiting', decision: '', reason: '' }, 201),
      },
    ]);
    expect(bodyOf(sent[0]).correlation_id).toBe(key);
    expect(bodyOf(sent[1])).toMatchObject({
      key,
      target: { gate: 'production' },
      credential: { alias: 'ci' },
    });
  });
});

const APPROVED = { state: '-1', approval: 'approved' };
const OPEN_WINDOW = { start_date: BEFORE, end_date: AFTER };

/** What of a change is other than approved in Implement, what the policy is, and what verify makes of it. */
const DECIDED: readonly [
  columns: Record<string, string>,
  inputs: Record<string, string>,
  decision: string,
][] = [
  [{}, {}, 'approved'],
  [{ state: '-2' }, {}, 'pending'],
  [{ state: '-2' }, { 'proceed-states': 'Scheduled' }, 'approved'],
  [{}, { 'proceed-states': 'Scheduled' }, 'pending'],
  [{ state: '20' }, { 'proceed-states': 'Implement, 20' }, 'approved'],
  [{ approval: 'not requested' }, {}, 'pending'],
  [{ approval: 'requested' }, {}, 'pending'],
  [{ approval: 'not requested' }, { 'approval-policy': 'state' }, 'approved'],
  [{ on_hold: 'true' }, {}, 'pending'],
  [{ on_hold: '1' }, {}, 'pending'],
  [{ conflict_status: 'Conflict' }, {}, 'approved'],
  [{ conflict_status: 'Conflict' }, { 'conflict-policy': 'wait' }, 'pending'],
  [{ conflict_status: 'Conflict' }, { 'conflict-policy': 'reject' }, 'denied'],
  [{ conflict_status: 'Not Run' }, { 'conflict-policy': 'wait' }, 'pending'],
  [{ conflict_status: 'Not Run' }, { 'conflict-policy': 'reject' }, 'pending'],
  [{ conflict_status: 'No Conflict' }, { 'conflict-policy': 'reject' }, 'approved'],
  [{ start_date: AFTER, end_date: AFTER }, {}, 'approved'],
  [{ start_date: AFTER, end_date: AFTER }, { 'window-policy': 'enforce' }, 'pending'],
  [{ start_date: BEFORE, end_date: BEFORE }, { 'window-policy': 'enforce' }, 'denied'],
  [{ start_date: '', end_date: AFTER }, { 'window-policy': 'enforce' }, 'pending'],
  [{ start_date: BEFORE, end_date: '' }, { 'window-policy': 'enforce' }, 'pending'],
  [OPEN_WINDOW, { 'window-policy': 'enforce' }, 'approved'],
  [{ start_date: NOW, end_date: NOW }, { 'window-policy': 'enforce' }, 'approved'],
  [{ approval: 'rejected' }, { 'approval-policy': 'state' }, 'denied'],
  [{ state: '0' }, { 'proceed-states': 'Review' }, 'denied'],
  [{ state: '3' }, { 'proceed-states': '3' }, 'denied'],
  [{ state: '4' }, { 'proceed-states': '4' }, 'denied'],
  [{ active: 'false' }, {}, 'denied'],
];

describe('the policy that verify is given', () => {
  it.each(DECIDED)('makes of %j with %j: %s', async (columns, inputs, decision) => {
    const { exitCode, outputs } = await runWith({ operation: 'verify', ...inputs }, [
      { expect: LOOKUP, answer: ok([record({ ...APPROVED, ...columns })]) },
    ]);
    expect(outputs?.decision).toBe(decision);
    expect(exitCode).toBe(decision === 'approved' ? 0 : 1);
  });

  it.each([
    ['approval', 'approval', 'state'],
    ['conflict_status', 'conflict', 'wait'],
    ['start_date', 'window', 'enforce'],
    ['end_date', 'window', 'enforce'],
    ['on_hold', 'conflict', 'ignore'],
    ['active', 'conflict', 'ignore'],
  ])('is an error that names %s where that is hidden', async (column, policy, word) => {
    const given = column === 'approval' ? {} : { [`${policy}-policy`]: word };
    const shown = record({ ...APPROVED, ...OPEN_WINDOW, conflict_status: 'No Conflict' });
    const { [column]: _hidden, ...row } = shown;
    const { exitCode, log } = await runWith({ operation: 'verify', ...given }, [
      { expect: LOOKUP, answer: ok([row]) },
    ]);
    expect(exitCode).toBe(1);
    expect(log).toMatch(new RegExp(`change_request\\.${column} could not be read.*\\[COLUMN_UNREADABLE\\]`));
  });
});

/** What open has left, what verify is given besides, and a change of which the two think otherwise. */
const LEFT: readonly [mark: object, columns: Record<string, string>, inputs: object, decision: string][] = [
  [{ window: 'enforce' }, { start_date: AFTER, end_date: AFTER }, {}, 'pending'],
  [{ conflict: 'reject' }, { conflict_status: 'Conflict' }, { 'conflict-policy': 'wait' }, 'denied'],
  [{}, { conflict_status: 'Conflict' }, { 'conflict-policy': 'reject' }, 'denied'],
  [{ proceed_states: '-2' }, {}, {}, 'pending'],
  [{}, { approval: 'not requested' }, { 'approval-policy': 'state' }, 'pending'],
  [{ approval: 'state' }, { approval: 'not requested' }, {}, 'pending'],
  [{}, {}, {}, 'approved'],
];

describe('the policy that open has left with the change', () => {
  it.each(LEFT)(
    'counts where it is the stricter: %j left, of %j with %j: %s',
    async (mark, columns, inputs, decision) => {
      const row = record({ ...APPROVED, correlation_display: markOf(mark), ...columns });
      const { outputs } = await runWith({ operation: 'verify', ...inputs }, [
        { expect: LOOKUP, answer: ok([row]) },
      ]);
      expect(outputs?.decision).toBe(decision);
    },
  );

  it('is no obstacle in Scheduled where verify starts the implementation', async () => {
    const row = record({ ...APPROVED, state: '-2', work_start: '', correlation_display: markOf({}) });
    const { exitCode, sent } = await runWith({ operation: 'verify', implement: 'true' }, [
      { expect: LOOKUP, answer: ok([row]) },
      { expect: PATCH, answer: ok(record({ ...APPROVED, state: '-1' })) },
    ]);
    expect(exitCode).toBe(0);
    expect(bodyOf(sent[1])).toEqual({ state: '-1', work_start: NOW });
  });

  it('is an error where it cannot be read whole', async () => {
    const row = record({ ...APPROVED, correlation_display: markOf({}).slice(0, -3) });
    const { exitCode, log } = await runWith({ operation: 'verify' }, [{ expect: LOOKUP, answer: ok([row]) }]);
    expect(exitCode).toBe(1);
    expect(log).toMatch(/correlation_display that is cut off or of another version.*\[COLUMN_UNREADABLE\]/);
  });
});
