import { describe, expect, it } from 'vitest';
import { checkContext } from '../../../test/check-context.ts';
import { shownTables } from '../../../test/shown-tables.ts';
import { askedPlan } from './asked-plan.ts';
import { neededOfChange, neededOfTask } from './needed-columns.ts';

async function needed(inputs: Readonly<Record<string, string>> = {}) {
  const context = await checkContext({ client: { ...shownTables({}), userName: 'ci.bot' }, inputs });
  const plan = await askedPlan(context);
  return {
    change: [...neededOfChange(plan, context)].sort(),
    task: [...neededOfTask(plan, context)].sort(),
  };
}

const ALWAYS = [
  ...['active', 'approval', 'correlation_display', 'correlation_id', 'number', 'on_hold', 'state'],
  ...['sys_created_by', 'sys_id', 'type'],
];

describe('the columns that an answer has to show', () => {
  it.each([
    ['no more than this', {}, []],
    ['conflicts, where the policy asks for them', { 'conflict-policy': 'wait' }, ['conflict_status']],
    [
      'the window, where it is enforced',
      { 'window-policy': 'enforce', 'planned-start': '+1h', 'planned-end': '+1h' },
      ['start_date', 'end_date'],
    ],
    ['the model, where its states count', { 'proceed-states': 'model' }, ['chg_model']],
  ])('are %s', async (_what, inputs, more) => {
    expect((await needed(inputs)).change).toEqual([...ALWAYS, ...more].sort());
  });

  it('do not tell who created the change where nobody knows who signs in', async () => {
    const context = await checkContext({ client: shownTables({}) });
    const all = neededOfChange(await askedPlan(context), context);
    expect([...all].sort()).toEqual(ALWAYS.filter((column) => column !== 'sys_created_by'));
  });

  it('do not tell the type of a change that comes from a template', async () => {
    const { change } = await needed({ 'standard-template': 'Deploy' });
    expect(change).toEqual(ALWAYS.filter((column) => column !== 'type'));
  });

  it('of tasks are none where there are no tasks', async () => {
    expect((await needed()).task).toEqual([]);
    expect((await needed({ tasks: '[{"short_description": "Watch"}]' })).task).toEqual([
      ...['active', 'change_request', 'correlation_display', 'correlation_id', 'number', 'state'],
      ...['sys_created_by', 'sys_id'],
    ]);
  });
});
