import { beforeEach, expect, it } from 'vitest';
import { startInstance, type TestInstance } from '../../../test/instance/instance.ts';
import * as GateModel from './GateModel.ts';

let instance: TestInstance;
beforeEach(() => {
  instance = startInstance();
});

const modelWith = (implementation_states: string): string =>
  instance.insert('chg_model', { implementation_states });

it('reads state values, and states by either column that may hold their value', () => {
  const first = instance.insert('sttrm_state', { state_value: '5', value: '9' });
  const second = instance.insert('sttrm_state', { value: '6' });
  expect(GateModel.implementationStates(modelWith(` -1 ,${first},, ${second},7`))).toEqual([
    '-1',
    '5',
    '6',
    '7',
  ]);
});

it('names none where there is no model, or it names none', () => {
  expect(GateModel.implementationStates('')).toEqual([]);
  expect(GateModel.implementationStates(modelWith(''))).toEqual([]);
});

it('is unknown where the model, its column or one of its states is not there', () => {
  expect(GateModel.implementationStates('0'.repeat(32))).toBeNull();
  expect(GateModel.implementationStates(modelWith(`-1,${'0'.repeat(32)}`))).toBeNull();
  // A sys_id alone, too.
  expect(GateModel.implementationStates(modelWith('0'.repeat(32)))).toBeNull();
  const empty = instance.insert('sttrm_state', {});
  expect(GateModel.implementationStates(modelWith(`-1,${empty}`))).toBeNull();
  const model = modelWith('-1');
  instance.missingColumns.add('chg_model.implementation_states');
  expect(GateModel.implementationStates(model)).toBeNull();
});
