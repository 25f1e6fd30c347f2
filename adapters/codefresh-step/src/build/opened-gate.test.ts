import { GateError } from '@change-gate/core';
import { expect, it } from 'vitest';
import type { Annotations } from './annotations.ts';
import { refuseOpenedGate } from './opened-gate.ts';

const build = (list: Annotations['list']) => ({ list }) as Annotations;

it('refuses a gate that the build has opened, and no other', async () => {
  const annotations = build(async () => [{ key: 'GATE_OPENED_qa', value: 'CHG0030001 before:' }]);
  await expect(refuseOpenedGate('qa', annotations)).rejects.toMatchObject({
    code: 'GATE_NAME_TAKEN',
    message: expect.stringMatching(/opened CHG0030001 with GATE_NAME qa:/),
  });
  expect(await refuseOpenedGate('prod', annotations)).toEqual([]);
});

it('says so where the build does not show its gates', async () => {
  const annotations = build(async () => {
    throw new GateError('FORBIDDEN', 'Codefresh answered 403.');
  });
  expect(await refuseOpenedGate('qa', annotations)).toEqual([
    expect.stringMatching(/^Whether another step .* with GATE_NAME qa could not be seen: /),
  ]);
});
