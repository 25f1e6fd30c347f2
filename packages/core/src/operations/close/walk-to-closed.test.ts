import { describe, expect, it } from 'vitest';
import {
  bodyOf,
  type Exchange,
  LOOKUP,
  NEXT,
  no,
  ok,
  PATCH,
  record,
  runWith,
  shown,
  TASKS,
} from '../../../test/scripted-run.ts';

type Columns = Record<string, string>;

const NOTES = { 'work-notes': 'Seen', comments: 'Done' };
const NOW = '2026-03-01 12:00:00';
const ENDING = { close_code: 'successful', close_notes: 'It works' };

const found = (columns: Columns): Exchange => ({ expect: LOOKUP, answer: ok([record(columns)]) });
const written = (columns: Columns): Exchange => ({ expect: PATCH, answer: ok(record(columns)) });
const closed = written({ state: '3', close_code: 'successful' });
const refused: Exchange = {
  expect: PATCH,
  answer: no(403, 'Operation Failed', "aborted by Business Rule 'Not yet'"),
};
const tasks = (...rows: object[]): Exchange => ({ expect: TASKS, answer: ok(rows) });
const next = (...states: string[]): Exchange => ({
  expect: NEXT,
  answer: ok({ available_states: states, state_label: {}, state_transitions: [] }),
});

/** Closes a change, and gives what was written into it. */
async function close(script: Exchange[], inputs: Columns = {}) {
  const raw = { operation: 'close', outcome: 'success', 'close-notes': 'It works', ...inputs };
  const ran = await runWith(raw, script);
  return { ...ran, bodies: ran.sent.filter(({ method }) => method === 'PATCH').map(bodyOf) };
}

describe('on its way to Closed a change', () => {
  it.each([
    ['that it lacks', { work_end: '' }, { work_end: NOW }],
    ['no end that is noted', { work_end: '2026-03-01 11:00:00' }, {}],
    ['no end that it cannot see', {}, {}],
  ] as [string, Columns, Columns][])('gets in Review the actual end %s', async (_what, columns, ended) => {
    const script = [found({ state: '-1', ...columns }), tasks(), written({ state: '0' }), closed];
    const { exitCode, bodies, log } = await close(script, { ...NOTES, data: '{"u_result": "ok"}' });
    expect(exitCode).toBe(0);
    expect(log).toContain('Closed CHG0030001 as successful.');
    expect(bodies).toEqual([
      { ...ended, state: '0' },
      { u_result: 'ok', work_notes: 'Seen', comments: 'Done', ...ENDING, state: '3' },
    ]);
  });

  it('gets no actual end in Closed', async () => {
    const { bodies } = await close([found({ state: '0', work_end: '' }), tasks(), closed]);
    expect(bodies).toEqual([{ ...ENDING, state: '3' }]);
  });

  it('gets what closes it before, without the notes, where Review demands that', async () => {
    const script = [found({ state: '-1', work_end: '' }), tasks(), refused, written({ state: '0' }), closed];
    const { exitCode, bodies } = await close(script, NOTES);
    expect(exitCode).toBe(0);
    expect(bodies[1]).toEqual({ ...ENDING, work_end: NOW, state: '0' });
  });

  it.each([
    ['and its notes once', NOTES, [{ work_notes: 'Seen', comments: 'Done' }]],
    ['and no notes where there are none', {}, []],
  ] as [string, Columns, object[]][])(
    "gets what closes it in a last state of its model's own, %s",
    async (_what, notes, more) => {
      const over = written({ state: '22', active: 'false', close_code: 'successful' });
      const script = [found({ state: '0', work_end: '' }), tasks(), refused, next('22'), over];
      const { exitCode, bodies } = await close([...script, ...more.map(() => over)], notes);
      expect(exitCode).toBe(0);
      expect(bodies.slice(1)).toEqual([{ work_end: NOW, ...ENDING, state: '22' }, ...more]);
    },
  );

  it('is not believed to be closed so where it shows another close code', async () => {
    const other = written({ state: '3', close_code: 'u_other' });
    const { exitCode, log } = await close([found({ state: '0' }), tasks(), other]);
    expect(exitCode).toBe(1);
    expect(log).toMatch(
      /was closed as "successful", but shows the close code "u_other"\. .*\[FIELDS_ALTERED\]/,
    );
  });

  it('keeps its tasks as they are where it is on hold', async () => {
    const held = { state: '0', on_hold: 'true', on_hold_reason: 'Freeze' };
    const { exitCode, log } = await close([found(held), written(held), next(), tasks()]);
    expect(exitCode).toBe(1);
    expect(log).toMatch(/It is on hold: Freeze\. .*\[WRITE_IGNORED\]/);
  });

  it('names the tasks of others where it stops', async () => {
    const task = shown({
      sys_id: 't1',
      number: 'CTASK0010001',
      change_request: record({}).sys_id?.value,
      active: 'true',
      state: '1',
      short_description: 'Call the customer',
      created_from: 'manual',
    });
    const script = [found({ state: '0' }), tasks(task), refused, next(), tasks(task)];
    const { exitCode, log } = await close(script);
    expect(exitCode).toBe(1);
    expect(log).toMatch(/Not yet.*Tasks that others made are open, .*: CTASK0010001 \(Call the customer\)\./);
  });
});
