import { expect, it } from 'vitest';
import { affectedCis } from './affected-cis.ts';
import { listAttachments } from './attachments.ts';
import { toChange } from './change.ts';
import { implementationStates } from './change-model.ts';

const CHANGE = toChange({ sys_id: { value: 'id1' }, number: { value: 'CHG1' }, state: { value: '-5' } });

const answering = (...answers: readonly unknown[]) => {
  const left = [...answers];
  return { instanceUrl: 'https://acme.service-now.com', request: async () => left.shift() };
};

it.each([
  [
    'sys_attachment (size_bytes)',
    () => listAttachments(answering([{ table_sys_id: 'id1', file_name: 'a' }]), CHANGE),
  ],
  ['task_ci (ci_item)', () => affectedCis(answering([{ task: 'id1' }]), CHANGE)],
  ['chg_model', () => implementationStates(answering([]), 'a')],
  [
    'sttrm_state (state_value)',
    () =>
      implementationStates(
        answering({ sys_id: 'a', implementation_states: 'a'.repeat(32) }, [{ sys_id: 'b' }]),
        'a',
      ),
  ],
])('an answer without what is needed names %s', async (named, read) => {
  const [table, columns = ''] = named.split(/(?= \()/);
  await expect(read()).rejects.toMatchObject({
    code: 'UNEXPECTED_ANSWER',
    message: `The instance's answer for ${table} does not look like one${columns}: an ACL may hide this from the integration user.`,
    cause: expect.objectContaining({ issues: expect.anything() }),
  });
});

it.each([
  ['the column', [{ sys_id: 'a' }]],
  [
    'a state of it, and answers with another one',
    [
      { sys_id: 'a', implementation_states: `${'a'.repeat(32)},${'b'.repeat(32)}` },
      [
        { sys_id: 'a'.repeat(32), state_value: '-1' },
        { sys_id: 'c'.repeat(32), state_value: '-2' },
      ],
    ],
  ],
  [
    'a state of it',
    [
      { sys_id: 'a', implementation_states: `${'a'.repeat(32)},${'b'.repeat(32)}` },
      [{ sys_id: 'a'.repeat(32), state_value: '-1' }],
    ],
  ],
  ['all of its states', [{ sys_id: 'a', implementation_states: 'a'.repeat(32) }, []]],
])(
  'a model that hides %s names no implementation states that anybody may rely on',
  async (_what, answers) => {
    await expect(implementationStates(answering(...answers), 'a')).resolves.toBeNull();
  },
);
