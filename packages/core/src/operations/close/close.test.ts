import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Exchange,
  LOOKUP,
  NEXT,
  no,
  ok,
  PATCH,
  record,
  runWith,
  TASKS,
} from '../../../test/scripted-run.ts';

const close = (columns: Record<string, string>) =>
  runWith({ operation: 'close', outcome: 'success' }, [{ expect: LOOKUP, answer: ok([record(columns)]) }]);

describe('close', () => {
  it.each([
    ['-5', 'is canceled, not closed'],
    ['-4', 'is canceled, not closed'],
    ['-3', 'is canceled, not closed'],
    ['-2', 'its implementation has not begun'],
    ['4', 'is canceled, not closed'],
  ])('writes nothing in state %s, where nothing was implemented', async (state, words) => {
    const { exitCode, log } = await close({ state });
    expect(exitCode).toBe(1);
    expect(log).toContain(words);
    expect(log).toContain('[NOT_CLOSABLE]');
  });

  it('notes on an emergency that nobody has approved yet how it ended, once, and leaves it open', async () => {
    const begun = {
      type: 'emergency',
      state: '-3',
      approval: 'requested',
      work_start: '2026-03-01 11:00:00',
    };
    const inputs = { operation: 'close', outcome: 'failure', 'work-notes': 'See INC0010001.' };
    const first = await runWith(inputs, [
      { expect: LOOKUP, answer: ok([record({ ...begun, work_end: '' })]) },
      { expect: PATCH, answer: ok(record({ ...begun, work_end: '2026-03-01 12:00:00' })) },
    ]);
    expect(first).toMatchObject({ exitCode: 0, outputs: { state: '-3', decision: 'pending' } });
    expect(first.log).toContain('it stays open until it is approved and reviewed');
    expect(JSON.parse(String(first.sent[1]?.body))).toEqual({
      work_end: '2026-03-01 12:00:00',
      work_notes: expect.stringMatching(
        /^Deployed as an emergency before its approval: unsuccessful\..*\nSee INC0010001\.$/,
      ),
    });
    const again = { expect: LOOKUP, answer: ok([record({ ...begun, work_end: '2026-03-01 12:00:00' })]) };
    expect(await runWith(inputs, [again])).toMatchObject({ exitCode: 0 });
  });

  it('writes nothing where nobody can see whether the implementation has begun', async () => {
    const { exitCode, log } = await close({ state: '22' });
    expect(exitCode).toBe(1);
    expect(log).toMatch(
      /cannot be read\. Let the integration user read change_request\.work_start.*\[NOT_CLOSABLE\]/,
    );
  });

  it('tells what to do where the implementation has not begun', async () => {
    const scheduled = await close({ state: '-2' });
    expect(scheduled.log).toMatch(
      /move it to Implement first \(implement of verify does, or update with state\)/,
    );
    const early = await close({ state: '-4' });
    expect(early.log).toMatch(
      /is in Assess, which does not lead to Closed\..* however the build ends, use cancel, with unless-decided\./,
    );
    const model = 'd'.repeat(32);
    const own = await runWith({ operation: 'close', outcome: 'success' }, [
      { expect: LOOKUP, answer: ok([record({ state: '22', chg_model: model, work_start: '' })]) },
      {
        expect: `GET /api/now/table/chg_model/${model}`,
        answer: ok({ sys_id: model, implementation_states: '20' }),
      },
    ]);
    expect(own.exitCode).toBe(1);
    expect(own.log).toMatch(
      /no implementation state of its model, .* note its actual start.*\[NOT_CLOSABLE\]/,
    );
  });

  it.each([
    ['{"state": "3"}', 'data: holds state, and close walks the change to Closed; leave state out'],
    ['{"approval": "approved"}', 'data: approval cannot be set'],
    ['{"type": "standard"}', 'data: type cannot be set'],
  ])('asks the instance nothing where data are %s', async (data, words) => {
    const { exitCode, log } = await runWith({ operation: 'close', outcome: 'success', data }, []);
    expect(exitCode).toBe(1);
    expect(log).toContain(words);
  });

  it('writes nothing into a change that is closed as this step says, and says so', async () => {
    const script = [{ expect: LOOKUP, answer: ok([record({ state: '3', close_code: 'successful' })]) }];
    const inputs = { operation: 'close', outcome: 'success', data: '{"assignment_group": "Ops"}' };
    const { exitCode, log, outputs } = await runWith(inputs, script);
    expect(exitCode).toBe(0);
    expect(log).toContain('CHG0030001 is closed already, as successful.');
    expect(outputs).toMatchObject({ state: '3', 'change-number': 'CHG0030001' });
  });

  it("takes a last state of the model's own for closed, without a question", async () => {
    const { exitCode, log } = await close({ state: '22', active: 'false', close_code: 'successful' });
    expect(exitCode).toBe(0);
    expect(log).toContain('CHG0030001 is closed already, as successful.');
  });

  it('does not agree with a change that is closed otherwise', async () => {
    const { exitCode, log } = await close({ state: '3', close_code: 'unsuccessful' });
    expect(exitCode).toBe(1);
    expect(log).toContain('[CLOSED_OTHERWISE]');
  });

  it.each([
    ['3', 'successful', 0, /is closed already, as successful\.\nWARNING This run was repeated\.$/],
    ['3', 'unsuccessful', 1, /step with the other\. This run was repeated\. \[CLOSED_OTHERWISE\]$/],
    ['4', '', 1, /is canceled, not closed\. This run was repeated\. \[NOT_CLOSABLE\]$/],
  ])(
    'says what a build that runs again may have done under a change in state %s, closed as %j',
    async (state, code, exit, words) => {
      const closed = [{ expect: LOOKUP, answer: ok([record({ state, close_code: code })]) }];
      const inputs = { operation: 'close', outcome: 'success' };
      const { exitCode, log } = await runWith(inputs, closed, undefined, {
        closedBefore: 'This run was repeated.',
      });
      expect(exitCode).toBe(exit);
      expect(log).toMatch(words);
    },
  );
});

describe('a file that is refused', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'change-gate-close-'));
    writeFileSync(join(folder, 'a.txt'), 'x');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const found = (columns: Record<string, string>): Exchange => ({
    expect: LOOKUP,
    answer: ok([record(columns)]),
  });
  const UPLOAD: readonly Exchange[] = [
    { expect: 'GET /api/now/attachment', answer: ok([]) },
    { expect: 'POST /api/now/attachment/file', answer: no(403, 'No attachments') },
  ];
  const closeWithFile = (script: readonly Exchange[]) =>
    runWith({ operation: 'close', outcome: 'success', attachments: join(folder, 'a.txt') }, [...script]);

  it('does not keep the change from being closed, but fails the step', async () => {
    const { exitCode, log, sent } = await closeWithFile([
      found({ state: '0' }),
      ...UPLOAD,
      { expect: TASKS, answer: ok([]) },
      { expect: PATCH, answer: ok(record({ state: '3', close_code: 'successful' })) },
    ]);
    expect({ exitCode, requests: sent.length }).toEqual({ exitCode: 1, requests: 5 });
    expect(log).toMatch(
      /Closed CHG0030001 as successful\. But a\.txt was not attached to CHG0030001\. .* Attach it with update\./,
    );
  });

  it('fails the step for a change that is closed already', async () => {
    const { exitCode, log } = await closeWithFile([
      found({ state: '3', close_code: 'successful' }),
      ...UPLOAD,
    ]);
    expect(exitCode).toBe(1);
    expect(log).toMatch(/is closed already, as successful\. But a\.txt was not attached/);
  });

  it('is named besides what stopped the change', async () => {
    const { exitCode, log } = await closeWithFile([
      found({ state: '0' }),
      ...UPLOAD,
      { expect: TASKS, answer: ok([]) },
      { expect: PATCH, answer: ok(record({ state: '0' })) },
      { expect: NEXT, answer: ok({ available_states: [], state_label: {}, state_transitions: [] }) },
      { expect: TASKS, answer: ok([]) },
    ]);
    expect(exitCode).toBe(1);
    expect(log).toMatch(/stopped in Review .* Besides, a\.txt was not attached .*\[WRITE_IGNORED\]/);
  });
});
