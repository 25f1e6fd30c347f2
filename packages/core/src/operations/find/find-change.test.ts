import { describe, expect, it } from 'vitest';
import type { Change } from '../../servicenow/change.ts';
import { type ChangeReference, findChange, findNamedChange, hasChangeReference } from './find-change.ts';
import type { FindContext } from './find-own-change.ts';

const reference = (number?: string, sysId?: string): ChangeReference => ({
  'change-number': number,
  'change-sys-id': sysId,
});
const CHANGE = { number: 'CHG1' } as Change;

/** What the instance is asked for, and what comes of its answer. */
async function named(number: string | undefined, sysId: string | undefined, answer: Change | null) {
  const asked: object[] = [];
  const changes = {
    find: async (by: object) => {
      asked.push(by);
      return answer;
    },
    ofGate: async () => ({ found: [], isComplete: true }),
  } as unknown as FindContext['changes'];
  const outcome = findNamedChange(reference(number, sysId), changes);
  return { asked, outcome: await outcome.catch((error) => error), changes };
}

describe('a change that is named', () => {
  it.each([
    ['CHG1', undefined, { number: 'CHG1' }, 'CHG1'],
    [undefined, 'abc', { sys_id: 'abc' }, 'abc'],
    ['CHG1', 'abc', { number: 'CHG1', sys_id: 'abc' }, 'CHG1 with sys_id abc'],
  ])('by %s and %s is asked for by all of that, and named where it is not found', async (...given) => {
    const [number, sysId, by, name] = given;
    expect(hasChangeReference(reference(number, sysId))).toBe(true);
    expect(await named(number, sysId, CHANGE)).toMatchObject({ asked: [by], outcome: CHANGE });
    expect((await named(number, sysId, null)).outcome).toMatchObject({
      code: 'CHANGE_NOT_FOUND',
      message: expect.stringContaining(`There is no ${name} on this instance`),
    });
  });

  it('is the one that is meant, not that of the build', async () => {
    const { changes } = await named('CHG1', undefined, CHANGE);
    await expect(findChange(reference('CHG1'), { changes } as FindContext)).resolves.toBe(CHANGE);
  });
});

it('says by which correlation id it looked where the build has opened none', async () => {
  expect(hasChangeReference(reference())).toBe(false);
  const { changes } = await named(undefined, undefined, CHANGE);
  const context = { changes, gate: { name: 'change', key: 'ci:1:change' }, build: {}, client: {} };
  await expect(findChange(reference(), context as FindContext)).rejects.toMatchObject({
    code: 'CHANGE_NOT_FOUND',
    message: expect.stringContaining('nothing with correlation id ci:1:change'),
  });
});
