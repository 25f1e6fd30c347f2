import { describe, expect, it } from 'vitest';
import type { CallbackRegistration } from '../callback/contract.ts';
import { affectedCis } from './affected-cis.ts';
import { anotherRecord } from './another-record.ts';
import { listAttachments } from './attachments.ts';
import { toChange } from './change.ts';
import { implementationStates } from './change-model.ts';
import { type ChangeTask, updateTask } from './change-tasks.ts';
import { Changes } from './changes.ts';
import { register, withdrawRegistration } from './registrations.ts';

const SYS_ID = 'a'.repeat(32);
const OTHER = 'b'.repeat(32);

const row = (sysId: string, number: string) => ({
  sys_id: { value: sysId },
  number: { value: number },
  state: { value: '-1' },
});

const CHANGE = toChange(row(SYS_ID, 'CHG0030001'));
const ANOTHER = row(OTHER, 'CHG0030002');
const TASK = { sysId: SYS_ID, number: 'CTASK1' } as ChangeTask;
const task = (sysId: string) => ({
  ...row(sysId, 'CTASK2'),
  change_request: { value: SYS_ID },
  active: { value: 'false' },
});
const REGISTRATION = { key: 'ci:1:QA' } as CallbackRegistration;

const answering = (answer: unknown) => {
  const sent: string[] = [];
  const request = async (method: string) => {
    sent.push(method);
    return answer;
  };
  return { instanceUrl: 'https://acme.service-now.com', request, sent };
};
const changes = (answer: unknown) => new Changes(answering(answer));
const registered = (key: string) => ({ sys_id: SYS_ID, key, status: 'waiting', decision: '', reason: '' });

describe('an answer about another record', () => {
  it.each([
    ['a change by its number', () => changes([ANOTHER]).find({ number: 'CHG0030001' }), 'CHG0030001'],
    ['a change by its sys_id', () => changes([ANOTHER]).find({ sys_id: SYS_ID }), SYS_ID],
    [
      'a change by both, of which one fits',
      () => changes([row(OTHER, 'CHG0030001')]).find({ number: 'CHG0030001', sys_id: SYS_ID }),
      `CHG0030001 with sys_id ${SYS_ID}`,
    ],
    ['a change that is read again', () => changes(ANOTHER).read(CHANGE), 'CHG0030001'],
    ['a change that is compared', () => changes(ANOTHER).missing(CHANGE, {}), 'CHG0030001'],
    ['a change that is written', () => changes(ANOTHER).update(CHANGE, {}), 'CHG0030001'],
    [
      'a model',
      () => implementationStates(answering({ sys_id: OTHER, implementation_states: '-1' }), SYS_ID),
      `chg_model ${SYS_ID}`,
    ],
    ['a task that is written', () => updateTask(answering(task(OTHER)), TASK, { state: '3' }), 'CTASK1'],
    ['a registration', () => register(answering(registered('ci:1:qa')), REGISTRATION), 'ci:1:QA'],
  ])('is not believed of %s', async (_what, read, asked) => {
    await expect(read()).rejects.toMatchObject({
      code: 'ANOTHER_RECORD',
      message: expect.stringContaining(asked),
    });
  });

  it('withdraws nobody', async () => {
    const client = answering(registered('ci:1:qa'));
    await expect(withdrawRegistration(client, 'ci:1:QA')).rejects.toMatchObject({ code: 'ANOTHER_RECORD' });
    expect(client.sent).toEqual(['GET']);
  });

  it('is left out of a list', async () => {
    const cis = [
      { task: OTHER, ci_item: 'x' },
      { task: SYS_ID, ci_item: 'y' },
    ];
    await expect(affectedCis(answering(cis), CHANGE)).resolves.toEqual(['y']);
    const files = [OTHER, SYS_ID].map((id) => ({ table_sys_id: id, file_name: id, size_bytes: '1' }));
    await expect(listAttachments(answering(files), CHANGE)).resolves.toMatchObject([{ name: SYS_ID }]);
  });
});

it('a number and a sys_id name the same change in either case', async () => {
  const by = { number: 'chg0030001', sys_id: SYS_ID.toUpperCase() };
  await expect(changes([row(SYS_ID, 'CHG0030001')]).find(by)).resolves.toEqual(CHANGE);
});

it.each([
  ['', 'a record without a name'],
  ['CHG2', 'CHG2'],
])('an answer about %j is one about %s', (answered, named) => {
  expect(anotherRecord('CHG1', answered)).toMatchObject({
    code: 'ANOTHER_RECORD',
    message: expect.stringContaining(`was asked for CHG1 and answered with ${named}, so`),
  });
});
