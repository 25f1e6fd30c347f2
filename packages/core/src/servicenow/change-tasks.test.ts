import { describe, expect, it } from 'vitest';
import { toChange } from './change.ts';
import { createTask, tasksOf, updateTask } from './change-tasks.ts';

const [ID, OTHER] = ['a'.repeat(32), 'b'.repeat(32)];
const CHANGE = toChange({ sys_id: { value: ID }, number: { value: 'CHG1' }, state: { value: '-1' } });

/** No two values are alike, so that no column is read for another. */
const ROW = {
  sys_id: { value: 'task1' },
  number: { value: 'CTASK1' },
  change_request: { value: ID },
  active: { value: 'true' },
  state: { value: '2', display_value: 'In Progress' },
  short_description: { value: 'Look at it' },
  created_from: { value: 'workflow' },
  change_task_type: { value: 'testing' },
  close_code: { value: 'successful' },
  correlation_id: { value: 'key' },
  correlation_display: { value: 'Change Gate' },
  sys_created_by: { value: 'ci.bot' },
};
const TASK = {
  sysId: 'task1',
  number: 'CTASK1',
  change: ID,
  title: 'Look at it',
  state: '2',
  stateLabel: 'In Progress',
  isOpen: true,
  type: 'testing',
  createdFrom: 'workflow',
  closeCode: 'successful',
  correlationId: 'key',
  correlationDisplay: 'Change Gate',
  createdBy: 'ci.bot',
  row: ROW,
};
const CLOSED = { ...ROW, active: { value: 'false' }, number: { value: 'CTASK2' } };

const answering = (answer: unknown) => ({
  instanceUrl: 'https://acme.service-now.com',
  request: async () => answer,
});
const tasks = (answer: unknown, onlyOpen = true) => tasksOf(answering(answer), CHANGE, { onlyOpen });

describe('tasksOf', () => {
  it('reads each column for itself', async () => {
    expect(await tasks([ROW])).toStrictEqual([TASK]);
  });

  it('tells what is hidden from what is empty, where that matters', async () => {
    const { sys_id, number, change_request, active, state } = ROW;
    const hidden = { title: '', type: '', createdFrom: '', closeCode: '' };
    const unknown = { correlationId: null, correlationDisplay: null, createdBy: null };
    expect(await tasks([{ sys_id, number, change_request, active, state }])).toMatchObject([
      { ...hidden, ...unknown },
    ]);
    const empty = { correlation_id: { value: '' }, correlation_display: { value: '' } };
    expect(await tasks([{ ...ROW, ...empty, sys_created_by: { value: '' } }])).toMatchObject([
      { correlationId: '', correlationDisplay: '', createdBy: '' },
    ]);
  });

  it('leaves out what the instance answers besides', async () => {
    const others = { ...ROW, change_request: { value: OTHER } };
    expect(await tasks([ROW, CLOSED, others])).toMatchObject([{ number: 'CTASK1' }]);
    expect(await tasks([ROW, CLOSED, others], false)).toMatchObject([
      { number: 'CTASK1', isOpen: true },
      { number: 'CTASK2', isOpen: false },
    ]);
  });

  it('reads up to 199 and believes no more to be all', async () => {
    const rows = (length: number) => Array.from({ length }, () => ROW);
    expect(await tasks(rows(199))).toHaveLength(199);
    await expect(tasks(rows(200))).rejects.toMatchObject({
      code: 'UNEXPECTED_ANSWER',
      message: expect.stringContaining('answers with 200 tasks or more for CHG1'),
    });
  });

  it.each(['sys_id', 'number', 'change_request', 'active', 'state'])(
    'refuses a task without %s, and names it',
    async (column) => {
      await expect(tasks([{ ...ROW, [column]: undefined }])).rejects.toMatchObject({
        code: 'UNEXPECTED_ANSWER',
        message: expect.stringContaining(`for change_task does not look like one (${column})`),
      });
    },
  );

  it.each([[{}], [null]])('refuses %j in place of a list', async (answer) => {
    await expect(tasks(answer)).rejects.toMatchObject({
      code: 'UNEXPECTED_ANSWER',
      message: expect.stringContaining('change_task'),
    });
  });
});

it('tells what became of the fields that were written', async () => {
  const fields = { short_description: 'Look again' };
  const differences = ['short_description came back as "Look at it" (sent "Look again")'];
  expect(await updateTask(answering(ROW), TASK, fields)).toEqual({ task: TASK, differences });
  expect(await createTask(answering(ROW), CHANGE, fields)).toEqual({ task: TASK, differences });
  const elsewhere = { ...ROW, change_request: { value: OTHER } };
  expect((await createTask(answering(elsewhere), CHANGE, {})).differences).toEqual([
    expect.stringContaining('change_request came back as'),
  ]);
});

it('names the task that was written and the one that was answered', async () => {
  await expect(updateTask(answering({ ...ROW, sys_id: { value: OTHER } }), TASK, {})).rejects.toThrow(
    `asked for change_task CTASK1 with sys_id task1 and answered with ${OTHER},`,
  );
});
