import { statSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  CREATE,
  type Exchange,
  ID,
  LOOKUP,
  ok,
  REGISTER,
  record,
  registered,
  runWith,
  TAKEN,
  TOKEN,
} from '../../../test/scripted-run.ts';

type Columns = Record<string, string>;

const BASE = { operation: 'open', submit: 'false' };
const OPEN = { ...BASE, 'callback-token': TOKEN };
const MARK = 'Change Gate: proc=-1 appr=approved conf=ignore wind=ignore';
const STRICTER = { 'conflict-policy': 'reject' };
const ANOTHER = /WARNING CHG0030001 keeps the policy with which it was opened/;
const NONE = /WARNING The policy of this gate does not stand in CHG0030001/;

const registering: Exchange = { expect: REGISTER, answer: registered };

function opened(correlation_display: string, inputs: Columns = {}) {
  const row = record({ correlation_display, conflict_status: 'No Conflict' });
  return runWith({ ...OPEN, ...inputs }, [{ expect: CREATE, answer: ok(row, 201) }, registering]);
}

describe('the policy in the change', () => {
  it.each([
    ['as this step has it', MARK, {}],
    ['as this step has it, with a place', `${MARK} at=0123abcd`, {}],
    ['as this stricter step has it', MARK.replace('conf=ignore', 'conf=reject'), STRICTER],
  ])('is not mentioned where it stands there %s', async (_how, mark, inputs) => {
    const { exitCode, log } = await opened(mark, inputs);
    expect(exitCode).toBe(0);
    expect(log).not.toContain('WARNING');
  });

  it.each([
    ['another one', MARK, STRICTER, ANOTHER],
    ['one that is cut off', MARK.slice(0, -1), {}, ANOTHER],
    ['none, where this step has more than the default', '', STRICTER, NONE],
    ['something else, where this step has more than the default', 'Jira', STRICTER, NONE],
  ])('is warned of where there is %s', async (_what, mark, inputs, words) => {
    const { exitCode, log } = await opened(mark, inputs);
    expect(exitCode).toBe(0);
    expect(log).toMatch(words);
    expect(log.match(/WARNING/g)).toHaveLength(1);
  });

  it('is warned of where it is hidden', async () => {
    const { correlation_display: _hidden, ...row } = record({});
    const { exitCode, log } = await runWith(OPEN, [{ expect: CREATE, answer: ok(row, 201) }, registering]);
    expect(exitCode).toBe(0);
    expect(log).toMatch(/WARNING CHG0030001 .*change_request\.correlation_display/);
  });
});

it('warns of a column that the decision will want and cannot see', async () => {
  const { exitCode, log } = await opened(MARK.replace('wind=ignore', 'wind=enforce'), {
    'window-policy': 'enforce',
    'planned-start': '2026-03-01T12:00:00Z',
    'planned-end': '2026-03-01T13:00:00Z',
  });
  expect(exitCode).toBe(0);
  expect(log).toMatch(/WARNING CHG0030001 .*change_request\.start_date/);
});

describe('the check of the gate by its CI', () => {
  it.each([
    [{ 'callback-token': TOKEN }, true, { name: 'change', callbackToken: TOKEN }],
    [{ 'callback-alias': 'ci' }, true, { name: 'change' }],
    [{}, false, { name: 'change' }],
  ])('gets what %j give, before anything is created (called back: %j)', async (inputs, callback, gate) => {
    const checked: unknown[] = [];
    const { exitCode, sent } = await runWith({ ...BASE, ...inputs }, [], undefined, {
      callback,
      checkGate: async (given) => {
        checked.push(given);
        throw new Error('stop');
      },
    });
    expect(checked).toEqual([gate]);
    expect(exitCode).toBe(1);
    expect(sent).toEqual([]);
  });
});

it('warns of what its CI has found', async () => {
  const { exitCode, log } = await runWith(
    BASE,
    [{ expect: CREATE, answer: ok(record({ correlation_display: MARK }), 201) }],
    undefined,
    { callback: false, checkGate: async () => ['Job deploy would run all the same.'] },
  );
  expect(exitCode).toBe(0);
  expect(log).toContain('WARNING Job deploy would run all the same.');
});

it('registers nothing for a build that is not called back', async () => {
  const { exitCode, log } = await runWith(
    BASE,
    [{ expect: CREATE, answer: ok(record({ correlation_display: MARK }), 201) }],
    undefined,
    { callback: false },
  );
  expect(exitCode).toBe(0);
  expect(log).not.toContain('calls back');
});

it('takes a file that is attached already for the same, where the instance shows no hash', async () => {
  const path = import.meta.filename;
  const row = record({ state: '-4', approval: 'requested', correlation_display: MARK });
  const attached = { table_sys_id: ID, file_name: basename(path), size_bytes: String(statSync(path).size) };
  const { exitCode, log } = await runWith({ ...OPEN, attachments: path }, [
    { expect: CREATE, answer: TAKEN },
    { expect: LOOKUP, answer: ok([row]) },
    { expect: 'GET /api/now/attachment', answer: ok([attached]) },
    registering,
  ]);
  expect(exitCode).toBe(0);
  expect(log).toContain('already, by its name and size');
});
