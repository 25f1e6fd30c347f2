import { describe, expect, it } from 'vitest';
import {
  bodyOf,
  type Exchange,
  ID,
  LOOKUP,
  NEXT,
  no,
  ok,
  PATCH,
  record,
  runWith,
  TABLE,
  TASKS,
} from '../../test/scripted-run.ts';

type Columns = Record<string, string>;

const UPDATE = { operation: 'update' };
const found = (columns: Columns = {}): Exchange => ({ expect: LOOKUP, answer: ok([record(columns)]) });
const written = (columns: Columns): Exchange => ({ expect: PATCH, answer: ok(record(columns)) });
const data = (fields: object) => ({ ...UPDATE, data: JSON.stringify(fields) });

describe('update', () => {
  it('writes what it is given to the change of this gate', async () => {
    const { exitCode, log, outputs, sent } = await runWith(
      { ...data({ short_description: 'Globex' }), 'work-notes': 'Half way' },
      [found({ state: '-1' }), written({ state: '-1', short_description: 'Globex', approval: 'approved' })],
    );
    expect(exitCode).toBe(0);
    expect(bodyOf(sent[1])).toEqual({ short_description: 'Globex', work_notes: 'Half way' });
    expect(outputs).toMatchObject({ state: '-1', decision: 'approved' });
    expect(log).toContain('Updated CHG0030001, which is in Implement.');
    expect(log).not.toContain('WARNING');
  });

  it('writes nothing where it is given nothing', async () => {
    expect(await runWith(UPDATE, [found()])).toMatchObject({ exitCode: 0, outputs: { state: '-5' } });
  });

  it.each([
    ['', 0, /WARNING ServiceNow did not keep every field of CHG0030001 as it was sent: short_description/],
    ['true', 1, /short_description.*\[FIELDS_ALTERED\]/],
  ])('tells what was not kept (strict: %j)', async (strict, code, words) => {
    const inputs = { ...data({ short_description: 'Globex' }), ...(strict !== '' && { strict }) };
    const { exitCode, log } = await runWith(inputs, [found(), written({ short_description: 'Other' })]);
    expect(exitCode).toBe(code);
    expect(log).toMatch(words);
  });

  it.each([
    [{ state: '-1' }, /holds state; give it as state, which walks the allowed path/],
    [{ approval: 'approved' }, /approval cannot be set/],
    [{ type: 'standard' }, /type cannot be set/],
    [{ chg_model: 'x' }, /chg_model cannot be set/],
    [{ correlation_id: 'x' }, /correlation_id cannot be set/],
    [{ on_hold: 'false' }, /on_hold cannot be taken back/],
  ])('asks nothing of the instance with %j', async (fields, words) => {
    const { exitCode, log } = await runWith(data(fields), []);
    expect(exitCode).toBe(1);
    expect(log).toMatch(words);
    expect(log).toContain('[INVALID_INPUT]');
  });

  it.each([
    [
      'an end before its start',
      { start_date: '2026-03-02 01:00:00' },
      { 'planned-end': '2026-03-02T00:00:00Z' },
    ],
    [
      'a start after its end',
      { end_date: '2026-03-02 01:00:00' },
      { 'planned-start': '2026-03-02T02:00:00Z' },
    ],
  ])('does not give a change %s', async (_what, columns, inputs) => {
    const { exitCode, log } = await runWith({ ...UPDATE, ...inputs }, [found(columns)]);
    expect(exitCode).toBe(1);
    expect(log).toContain('[INVALID_INPUT]');
  });

  it.each([
    ['start', { 'planned-start': '2026-03-02T00:00:00Z' }, { start_date: '2026-03-02 00:00:00' }],
    ['end', { 'planned-end': '2026-03-02T00:00:00Z' }, { end_date: '2026-03-02 00:00:00' }],
  ])('moves a planned %s within the times of the change', async (_what, inputs, fields) => {
    const times = { start_date: '2026-03-01 00:00:00', end_date: '2026-03-03 00:00:00' };
    const { exitCode, sent } = await runWith({ ...UPDATE, ...inputs }, [found(times), written(fields)]);
    expect(exitCode).toBe(0);
    expect(bodyOf(sent[1])).toEqual(fields);
  });

  it('writes other fields to a change whose own times are wrong', async () => {
    const times = { start_date: '2026-03-03 00:00:00', end_date: '2026-03-01 00:00:00' };
    const { exitCode } = await runWith(data({ risk: '2' }), [found(times), written({ ...times, risk: '2' })]);
    expect(exitCode).toBe(0);
  });

  it('is content with a state of its model that the change is in, by its label', async () => {
    const own = record({ state: '20' });
    const labeled = { ...own, state: { value: '20', display_value: 'Built' } };
    const { exitCode, outputs } = await runWith({ ...UPDATE, state: 'bUILT' }, [
      { expect: LOOKUP, answer: ok([labeled]) },
    ]);
    expect(exitCode).toBe(0);
    expect(outputs).toMatchObject({ state: '20' });
  });

  it('leaves the change alone where it is given a task', async () => {
    const { sent, log } = await runWith({ ...data({ risk: '2' }), task: 'Deploy', state: 'Pending' }, [
      found(),
      { expect: TASKS, answer: ok([]) },
    ]);
    expect(sent.every(({ method }) => method === 'GET')).toBe(true);
    expect(log).toContain('Deploy');
  });

  it('moves a planned end where the start is there, or hidden', async () => {
    const end = { end_date: '2026-03-02 00:00:00' };
    for (const columns of [{ start_date: '2026-03-01 00:00:00' }, {}] as Columns[]) {
      const { sent } = await runWith({ ...UPDATE, 'planned-end': '2026-03-02T00:00:00Z' }, [
        found(columns),
        written(end),
      ]);
      expect(bodyOf(sent[1])).toEqual(end);
    }
  });

  it.each(['Implement', 'implement', '-1'])('walks the change to %s', async (state) => {
    const { exitCode, sent } = await runWith({ ...UPDATE, state }, [
      found({ state: '-2' }),
      written({ state: '-1' }),
    ]);
    expect(exitCode).toBe(0);
    expect(bodyOf(sent[1])).toEqual({ state: '-1' });
  });

  it.each(['Built', 'built'])("walks it to %s, a state of its model's own", async (state) => {
    const next: Exchange = {
      expect: NEXT,
      answer: ok({ available_states: ['4', '20'], state_label: { '4': 'Canceled', '20': 'Built' } }),
    };
    const { exitCode, sent } = await runWith({ ...UPDATE, state }, [
      found(),
      next,
      next,
      written({ state: '20' }),
    ]);
    expect(exitCode).toBe(0);
    expect(bodyOf(sent[3])).toEqual({ state: '20' });
  });

  it('is content with a state that the change is in, by the label of its model', async () => {
    const { exitCode } = await runWith({ ...UPDATE, state: 'review' }, [found({ state: '0' })]);
    expect(exitCode).toBe(0);
  });

  it.each([
    [{ available_states: ['4'], state_label: { '4': 'Canceled' } }, 'follows (Canceled). Name one'],
    [{ available_states: [] }, 'follows. Name one'],
  ])('says which states follow where it knows none of this name', async (next, words) => {
    const { exitCode, log } = await runWith({ ...UPDATE, state: 'Built' }, [
      found(),
      { expect: NEXT, answer: ok(next) },
    ]);
    expect(exitCode).toBe(1);
    expect(log).toContain(`CHG0030001 is in New, and its model knows no state "Built" that ${words}`);
    expect(log).toContain('[STATE_NOT_REACHED]');
  });

  it('does not know a state by name where the model cannot be asked', async () => {
    const { log } = await runWith({ ...UPDATE, state: 'Built' }, [
      found(),
      { expect: NEXT, answer: no(400, 'Requested URI does not represent any resource') },
    ]);
    expect(log).toContain('[STATE_NOT_REACHED]');
  });

  it('adds the affected CIs that the change does not have yet, each once', async () => {
    const [there, other, hidden] = ['a', 'b', 'c'].map((digit) => digit.repeat(32)) as [
      string,
      string,
      string,
    ];
    const cis = 'GET /api/now/table/task_ci';
    const { log, sent } = await runWith(
      { ...UPDATE, 'affected-cis': `${there},${other},${other},${hidden}` },
      [
        found(),
        {
          expect: cis,
          answer: ok([
            { task: ID, ci_item: there },
            { task: 'id2', ci_item: hidden },
          ]),
        },
        { expect: 'POST /api/now/table/task_ci', answer: ok({}, 201) },
        { expect: 'POST /api/now/table/task_ci', answer: ok({}, 201) },
      ],
    );
    expect(new URL(sent[1]?.url ?? '').searchParams.get('sysparm_query')).toBe(`task=${ID}`);
    expect([bodyOf(sent[2]), bodyOf(sent[3])]).toEqual([
      { task: ID, ci_item: other },
      { task: ID, ci_item: hidden },
    ]);
    expect(log).toContain('Added 2 affected CI(s) to CHG0030001.');
  });

  it('does not take a list of CIs that shows no change for one without CIs', async () => {
    const { exitCode, log } = await runWith({ ...UPDATE, 'affected-cis': 'a'.repeat(32) }, [
      found(),
      { expect: 'GET /api/now/table/task_ci', answer: ok([{ ci_item: 'x' }]) },
    ]);
    expect(exitCode).toBe(1);
    expect(log).toMatch(/task_ci does not look like one \(task\)/);
  });
});

describe('open of a change that exists', () => {
  const OPEN = { operation: 'open', 'callback-alias': 'ci', 'change-number': 'CHG0030001', submit: 'false' };
  const KEY = 'testci:build-1:change';
  const REGISTER: Exchange = {
    expect: 'POST /api/x_change_gate/v1/registrations',
    answer: ok({ sys_id: 'r1', key: KEY, status: 'waiting', decision: '', reason: '' }, 201),
  };
  const reads = (columns: Columns): Exchange => ({
    expect: `GET ${TABLE}/${ID}`,
    answer: ok(record(columns)),
  });
  const asked = { ...OPEN, data: '{"short_description":"Globex","risk":"2"}' };

  it('writes to a change in New what that lacks, and nothing else', async () => {
    const { exitCode, log, sent } = await runWith(asked, [
      found(),
      reads({ short_description: 'Old', risk: '2' }),
      written({ short_description: 'Globex' }),
      REGISTER,
    ]);
    expect(exitCode).toBe(0);
    expect(bodyOf(sent[2])).toMatchObject({ short_description: 'Globex' });
    expect(bodyOf(sent[2])).not.toHaveProperty('risk');
    expect(log).toMatch(/Uses CHG0030001: .*Wrote .*short_description.* to CHG0030001\./s);
  });

  it.each([
    [{}, 0, /WARNING CHG0030001 exists already, in Assess, .*: short_description.* were not written/],
    [{ strict: 'true' }, 1, /short_description.*\[FIELDS_ALTERED\]/],
  ])('writes nothing once people have been asked (%j)', async (inputs, code, words) => {
    const { exitCode, log } = await runWith({ ...asked, ...inputs }, [
      found({ state: '-4' }),
      reads({ state: '-4', short_description: 'Old', risk: '2' }),
      ...(code === 0 ? [REGISTER] : []),
    ]);
    expect(exitCode).toBe(code);
    expect(log).toMatch(words);
  });

  it('does not write notes twice, and says so', async () => {
    const { exitCode, log } = await runWith({ ...OPEN, 'work-notes': 'Again' }, [found(), REGISTER]);
    expect(exitCode).toBe(0);
    expect(log).toMatch(/WARNING work_notes not written to CHG0030001, which exists already/);
  });

  it.each(['3', '4'])('does not deploy under one that is over (state %s)', async (state) => {
    const { exitCode, log } = await runWith(OPEN, [found({ state })]);
    expect(exitCode).toBe(1);
    expect(log).toMatch(/CHG0030001 is (closed|canceled), so nothing more.*\[CHANGE_OVER\]/);
  });
});
