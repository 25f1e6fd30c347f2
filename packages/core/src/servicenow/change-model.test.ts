import { expect, it } from 'vitest';
import { implementationStates } from './change-model.ts';

const [ONE, TWO, THREE] = ['1'.repeat(32), '2'.repeat(32), '3'.repeat(32)];

function statesOf(implementation_states: unknown, states: unknown = []) {
  const answers = [{ sys_id: 'MODEL', implementation_states }, states];
  const client = { instanceUrl: 'https://acme.service-now.com', request: async () => answers.shift() };
  return implementationStates(client, 'model');
}

it.each([
  ['', []],
  [' , ,', []],
  [' -1, 0 ,', ['-1', '0']],
  [`x${ONE},${ONE}x`, [`x${ONE}`, `${ONE}x`]],
  [null, null],
  [7, null],
  [undefined, null],
])('of %j are %j', async (stored, states) => {
  expect(await statesOf(stored)).toEqual(states);
});

it('are read in either column, where the model holds them by sys_id', async () => {
  const rows = [
    { sys_id: ONE, state_value: '-1', value: 'x' },
    { sys_id: TWO, value: 0 },
    { sys_id: THREE, state_value: '9' },
  ];
  expect(await statesOf(`5,${ONE}, ${TWO} ,${ONE}`, rows)).toEqual(['5', '-1', '0']);
});
