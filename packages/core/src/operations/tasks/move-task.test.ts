import { describe, expect, it } from 'vitest';
import { type FakeTasks, fakeTasks, KEY } from '../../../test/fake-change-tasks.ts';
import { parseInputs } from '../../inputs/parse.ts';
import { moveTask } from './move-task.ts';
import { taskMark } from './own-tasks.ts';

const OWN = { short_description: 'Smoke test', ...taskMark(KEY, 'Smoke test') };
const OF_PEOPLE = { short_description: 'Tell the users', sys_created_by: 'eve' };

async function move(name: string, raw: Record<string, string>, { context }: FakeTasks): Promise<unknown> {
  const values = { operation: 'update', 'instance-url': 'https://acme.service-now.com', task: name, ...raw };
  const { inputs } = await parseInputs('update', { values, displayName: (input) => input }, {});
  return moveTask(name, inputs, context);
}

describe('a task that is named', () => {
  it.each([
    ['by its number', 'CTASK1'],
    ['by what it is called in tasks', ' Smoke test '],
  ])('%s is moved and written with one request', async (_how, name) => {
    const fake = fakeTasks([OWN, OF_PEOPLE]);
    const raw = { state: 'in progress', data: 'description: x', 'work-notes': 'Begun' };
    expect(await move(name, raw, fake)).toMatchObject({ number: 'CHG0030001' });
    expect(fake.rows).toMatchObject([{ state: '2', description: 'x', work_notes: 'Begun' }, { state: '1' }]);
    expect(fake.requests).toEqual(['GET change_request', 'GET change_task', 'PATCH change_task/t1']);
  });

  it('is found by its first name when people have given it another', async () => {
    const fake = fakeTasks([{ ...OWN, short_description: 'Smoke tests' }]);
    await move('Smoke test', { state: '2' }, fake);
    expect(fake.rows).toMatchObject([{ state: '2' }]);
  });

  it('may be one that the instance made, and by its number one of people', async () => {
    const base = { short_description: 'Implement', created_from: 'flow', change_task_type: 'implementation' };
    const fake = fakeTasks([{ ...base, sys_created_by: 'system' }, OF_PEOPLE]);
    await move('Implement', { state: 'In Progress' }, fake);
    await move('CTASK2', { state: 'Pending' }, fake);
    expect(fake.rows).toMatchObject([{ state: '2' }, { state: '-5' }]);
  });

  it.each([
    ['of another change', [{ ...OWN, change_request: 'c2' }], 'CTASK1', /CHG0030001 has no task "CTASK1"/],
    ['that is not there', [OWN], 'CTASK10', /CHG0030001 has no task "CTASK10"/],
    ['of people by its title', [OF_PEOPLE], 'Tell the users', /has no task "Tell the users"/],
    ['that two are called', [OWN, OWN], 'Smoke test', /more than one task .*: CTASK1, CTASK2\./],
  ])('%s is refused', async (_which, rows, name, message) => {
    const fake = fakeTasks(rows);
    await expect(move(name, { state: '2' }, fake)).rejects.toMatchObject({
      code: 'NAME_NOT_RESOLVED',
      message: expect.stringMatching(message),
    });
    expect(fake.rows.every(({ state }) => state === '1')).toBe(true);
  });

  it('is refused where another user has marked one so', async () => {
    const fake = fakeTasks([{ ...OWN, sys_created_by: 'eve' }]);
    await expect(move('Smoke test', { state: '2' }, fake)).rejects.toMatchObject({ code: 'CHANGE_NOT_OURS' });
  });
});

describe('the inputs for a task', () => {
  it.each([
    [{ state: 'New' }, /state: a task has no state "New"; give one of Pending, Open, In Progress, Closed, /],
    [{ state: 'Implement' }, /a task has no state "Implement"/],
    [{ 'planned-start': 'now' }, /task: a task takes no planned-start/],
    [{ 'planned-end': 'now', 'affected-cis': 'db' }, /a task takes no planned-end, affected-cis;/],
    [{ attachments: 'x' }, /a task takes no attachments/],
    [{ data: 'state: 3' }, /data: state cannot be set/],
    [{ data: 'change_request: c2' }, /data: change_request cannot be set/],
    [{ state: 'Closed' }, /outcome: is not set or empty/],
    [{ state: 'Closed', outcome: 'failure', 'close-code': 'successful' }, /close-code: is successful, but/],
  ])('%j are refused before anything is asked', async (raw, message) => {
    const fake = fakeTasks([OWN]);
    await expect(move('CTASK1', raw, fake)).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringMatching(message),
    });
    expect(fake.requests).toEqual([]);
  });
});

describe('a task that ends', () => {
  it.each([
    [{ outcome: 'success' }, 'successful', 'Build 1 succeeded. https://ci.example/1'],
    [{ outcome: 'failed' }, 'unsuccessful', 'Build 1 failed. https://ci.example/1'],
    [{ 'close-code': 'u_partly', 'close-notes': 'half' }, 'u_partly', 'half'],
    [{ data: '{"close_code": "u_partly", "close_notes": "half"}' }, 'u_partly', 'half'],
  ])('as %j says is closed as %s, and its change is read again', async (raw, code, notes) => {
    const fake = fakeTasks([OWN]);
    await move('CTASK1', { state: 'Closed', ...raw }, fake);
    expect(fake.requests.at(-1)).toBe('GET change_request/c1');
    expect(fake.rows).toMatchObject([{ state: '3', close_code: code, close_notes: notes }]);
  });

  it('takes closing code and notes without being closed', async () => {
    const fake = fakeTasks([OWN]);
    await move('CTASK1', { 'close-code': 'u_none', 'close-notes': 'Not needed' }, fake);
    expect(fake.rows).toMatchObject([{ state: '1', close_code: 'u_none', close_notes: 'Not needed' }]);
  });

  it('is not written where nothing is asked of it', async () => {
    const fake = fakeTasks([OWN]);
    expect(await move('CTASK1', {}, fake)).toMatchObject({ number: 'CHG0030001' });
    expect(fake.requests).toEqual(['GET change_request', 'GET change_task']);
  });

  const closed = { ...OWN, state: '3', active: 'false', close_code: 'successful' };

  it('is not written a second time where the step is run again', async () => {
    const fake = fakeTasks([closed]);
    const done = { state: 'Closed', outcome: 'success', 'work-notes': 'Done' };
    expect(await move('CTASK1', done, fake)).toMatchObject({ number: 'CHG0030001' });
    expect(fake.requests).not.toContain('PATCH change_task/t1');
    expect(fake.log.join()).toContain('is closed already, and nothing was written to it');
  });

  it.each([
    [{ state: 'Open' }, 'STATE_NOT_REACHED'],
    [{ state: 'Canceled' }, 'STATE_NOT_REACHED'],
    [{ state: 'Closed', outcome: 'failure' }, 'CLOSED_OTHERWISE'],
  ])('stays as it is where %j is asked', async (raw, code) => {
    const fake = fakeTasks([closed]);
    await expect(move('CTASK1', raw, fake)).rejects.toMatchObject({ code });
    expect(fake.rows).toMatchObject([closed]);
  });

  it('takes a note all the same', async () => {
    const fake = fakeTasks([closed]);
    await move('CTASK1', { comments: 'Seen' }, fake);
    expect(fake.rows).toMatchObject([{ ...closed, comments: 'Seen' }]);
  });
});

describe('an instance that ignores', () => {
  it('the move of a task makes it an error', async () => {
    const fake = fakeTasks([OWN], { kept: (row) => ({ ...row, state: '1' }) });
    await expect(move('CTASK1', { state: 'In Progress' }, fake)).rejects.toMatchObject({
      code: 'WRITE_IGNORED',
      message: expect.stringContaining('left it in Open'),
    });
  });

  it('a field of a task is named, and makes it an error where that is asked for', async () => {
    const kept = (row: Record<string, string>) => ({ ...row, description: '' });
    const fake = fakeTasks([OWN], { kept });
    await move('CTASK1', { data: 'description: x' }, fake);
    expect(fake.log.join()).toContain('description was dropped');
    const strict = move('CTASK1', { data: 'description: x', strict: 'true' }, fakeTasks([OWN], { kept }));
    await expect(strict).rejects.toMatchObject({ code: 'FIELDS_ALTERED' });
  });
});
