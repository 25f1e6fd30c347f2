import { describe, expect, it } from 'vitest';
import { CHANGE, fakeTasks, KEY } from '../../../test/fake-change-tasks.ts';
import { GateError, type GateErrorCode } from '../../errors.ts';
import { closeDeploymentTasks, withTasksInTheWay } from './tasks.ts';

type Row = Record<string, string>;

const ENDING = { code: 'unsuccessful', notes: 'It failed.' };
const BASE = { created_from: 'flow', change_task_type: 'testing', short_description: 'Test it' };
const OWN = { correlation_id: KEY, correlation_display: 'Change Gate: Deploy', short_description: 'Deploy' };
const FOREIGN = { short_description: 'Call the customer' };

/** The client of a fake whose requests with this method fail. */
function failing(method: string, error: Error, given: readonly Row[]) {
  const fake = fakeTasks(given);
  const { client } = fake.context;
  const request: typeof client.request = async (...args) => {
    if (args[0] === method) throw error;
    return client.request(...args);
  };
  return { ...fake, context: { ...fake.context, client: { ...client, request } } };
}

describe('the tasks of a change that is closed', () => {
  it('are closed as it is, one after the other, where the instance or the gate made them', async () => {
    const fake = fakeTasks([BASE, FOREIGN, OWN, { ...BASE, state: '4', active: 'false' }]);
    await closeDeploymentTasks(CHANGE, ENDING, fake.context);
    expect(fake.requests).toEqual(['GET change_task', 'PATCH change_task/t1', 'PATCH change_task/t3']);
    const closed = { state: '3', close_code: 'unsuccessful', close_notes: 'It failed.' };
    expect(fake.rows).toMatchObject([closed, { state: '1', close_code: '' }, closed, { state: '4' }]);
    expect(fake.log).toEqual([
      'Closed CTASK1 (Test it) of CHG0030001 as unsuccessful.',
      'Closed CTASK3 (Deploy) of CHG0030001 as unsuccessful.',
    ]);
  });

  it('stay open with a warning where the instance ignores the write', async () => {
    const fake = fakeTasks([BASE], { kept: (row) => ({ ...row, state: '1' }) });
    await closeDeploymentTasks(CHANGE, ENDING, fake.context);
    expect(fake.log).toEqual([
      'WARNING CTASK1 (Test it) of CHG0030001 was not closed, and Review may cancel it. The instance answered with success and left it open.',
    ]);
  });

  it('stay open with a warning each where the instance refuses the write', async () => {
    const fake = failing('PATCH', new GateError('FORBIDDEN', 'An ACL says no.'), [BASE, OWN]);
    await closeDeploymentTasks(CHANGE, ENDING, fake.context);
    expect(fake.log).toEqual([
      'WARNING CTASK1 (Test it) of CHG0030001 was not closed, and Review may cancel it. An ACL says no.',
      'WARNING CTASK2 (Deploy) of CHG0030001 was not closed, and Review may cancel it. An ACL says no.',
    ]);
  });

  it('stay open with a warning where they cannot be read', async () => {
    const fake = failing('GET', new GateError('FORBIDDEN', 'An ACL says no.'), [BASE]);
    await closeDeploymentTasks(CHANGE, ENDING, fake.context);
    expect(fake.log).toEqual([
      expect.stringMatching(
        /^WARNING The tasks of CHG0030001 cannot be read, so none is closed\. .* An ACL says no\.$/,
      ),
    ]);
  });

  it.each(['GET', 'PATCH'])('do not hide a defect of the program (%s)', async (method) => {
    const { context } = failing(method, new TypeError('defect'), [BASE]);
    await expect(closeDeploymentTasks(CHANGE, ENDING, context)).rejects.toThrowError(TypeError);
  });
});

describe('an error on the way to Closed', () => {
  const stopped = (code: GateErrorCode) => new GateError(code, 'It stopped.');

  it.each(['RULE_ABORTED', 'POLICY_REFUSED', 'WRITE_IGNORED', 'STATE_NOT_REACHED'] as const)(
    'names the open tasks of others: %s',
    async (code) => {
      const ended = { short_description: 'Ended', state: '3', active: 'false' };
      const { context } = fakeTasks([BASE, FOREIGN, OWN, ended, { short_description: 'Tell them' }]);
      const error = stopped(code);
      expect(await withTasksInTheWay(error, CHANGE, context)).toMatchObject({
        code,
        message:
          'It stopped. Tasks that others made are open, and have to be closed or canceled by them before the change can be closed: CTASK2 (Call the customer), CTASK5 (Tell them).',
        cause: error,
        again: true,
      });
    },
  );

  it.each([stopped('UNAVAILABLE'), stopped('FIELDS_ALTERED'), new TypeError('defect')])(
    'has nothing to do with tasks: %s',
    async (error) => {
      const { context, requests } = fakeTasks([FOREIGN]);
      expect(await withTasksInTheWay(error, CHANGE, context)).toBe(error);
      expect(requests).toEqual([]);
    },
  );

  it('is left as it is where no task of others is open, or none can be read', async () => {
    const error = stopped('RULE_ABORTED');
    expect(await withTasksInTheWay(error, CHANGE, fakeTasks([BASE, OWN]).context)).toBe(error);
    const { context } = failing('GET', new GateError('FORBIDDEN', 'No.'), [FOREIGN]);
    expect(await withTasksInTheWay(error, CHANGE, context)).toBe(error);
  });
});
