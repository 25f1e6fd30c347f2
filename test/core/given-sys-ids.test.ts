/** Which change is this build's on an instance that gives sys_ids itself: no change then proves by its own which gate made it. */
import type { BuildContext } from '@change-gate/core';
import { USERS } from '@change-gate/sandbox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Instance } from './instance.ts';

const MINE = USERS.integration.userName;

let instance: Instance;

beforeAll(async () => {
  instance = await Instance.start({ serviceNow: { behaviours: { clientSysId: 'ignored' } } });
});
afterAll(() => instance.close());

function newBuild(overrides: Partial<BuildContext> = {}): BuildContext {
  instance.sandbox.clock.advance(10 * 60_000);
  return instance.newBuild(overrides);
}

/** A change of the pipelines' user that was approved for something else, and got the correlation id of this build. */
function stolen(build: BuildContext): string {
  const { number = '' } = instance.serviceNow.database.insert(
    'change_request',
    { type: 'standard', correlation_id: `codefresh:${build.buildKey}:change` },
    MINE,
  );
  instance.serviceNow.move(number, 'Scheduled');
  instance.serviceNow.move(number, 'Implement');
  instance.sandbox.clock.advance(2_000);
  return number;
}

async function opened(build: BuildContext): Promise<string> {
  const ran = await instance.run('open', {}, build);
  expect(ran).toMatchObject({ exitCode: 0 });
  instance.sandbox.clock.advance(2_000);
  return ran.outputs?.['change-number'] ?? '';
}

describe('a change that was approved for something else', () => {
  it('is not taken where it is older than the build', async () => {
    const build = newBuild();
    const other = stolen(build);
    instance.sandbox.clock.advance(10 * 60_000);
    const began = instance.sandbox.clock.now().getTime();
    const refused = await instance.run('verify', {}, { ...build, began });
    expect(refused.log).toMatch(new RegExp(`${other} .*before this build began.*\\[CHANGE_NOT_OURS\\]`));
    expect(await opened({ ...build, began })).not.toBe(other);
    expect(await instance.run('verify', {}, { ...build, began })).toMatchObject({
      exitCode: 1,
      outputs: { decision: 'pending' },
    });
  });

  it.each([true, false])(
    'is not taken by open where nothing tells how old the build is (callback: %s)',
    async (callback) => {
      const build = newBuild({ callback });
      const other = stolen(build);
      const input = callback ? {} : { 'callback-token': undefined };
      const ran = await instance.run('open', input, build);
      const [, own] = instance.standing(build);
      expect(ran).toMatchObject({ exitCode: 1, outputs: undefined });
      expect(ran.log).toMatch(
        new RegExp(
          `${other} .*nothing proves that this build opened it.*${own?.number}, .*stays.*\\[CHANGE_NOT_OURS\\]`,
        ),
      );
      // Both are open, so that verify takes neither.
      expect((await instance.run('verify', {}, build)).log).toContain('[CHANGE_AMBIGUOUS]');
    },
  );

  it('is not taken by verify where the gate has registered its own', async () => {
    const build = newBuild();
    const own = await opened(build);
    stolen(build);
    expect(await instance.run('verify', {}, build)).toMatchObject({
      exitCode: 1,
      outputs: { 'change-number': own, decision: 'pending' },
    });
  });
});

describe('open, run again', () => {
  it('goes on with the registered change, approved or not', async () => {
    const build = newBuild();
    const own = await opened(build);
    expect(await opened(build)).toBe(own);
    instance.serviceNow.approveAll(own);
    expect(await opened(build)).toBe(own);
    expect(instance.standing(build)).toMatchObject([{ number: own }]);
    expect(await instance.run('verify', { implement: 'true' }, build)).toMatchObject({ exitCode: 0 });
  });

  it('opens another one where the first has ended, and says so there', async () => {
    const build = newBuild();
    const first = await opened(build);
    await instance.run('cancel', {}, build);
    const second = await opened(build);
    expect(second).not.toBe(first);
    const { sys_id } = instance.serviceNow.userActions.change(second);
    const notes = instance.serviceNow.database.query('sys_journal_field', `element_id=${sys_id}`);
    expect(notes.map(({ value }) => value).join()).toContain(`Follows ${first}`);
  });

  it.each([true, false])(
    'leaves one of the changes that runs before it were kept from withdrawing (callback: %s)',
    async (callback) => {
      const build = newBuild({ callback });
      const inputs = callback ? {} : { 'callback-token': undefined };
      const twin = () => {
        instance.sandbox.clock.advance(2_000);
        const values = { type: 'normal', correlation_id: `codefresh:${build.buildKey}:change` };
        return instance.serviceNow.database.insert('change_request', values, MINE).number ?? '';
      };
      const [first, second] = [twin(), twin()];
      expect((await instance.run('verify', {}, build)).log).toMatch(
        /or run open again.*\[CHANGE_AMBIGUOUS\]/,
      );
      const ran = await instance.run('open', inputs, build);
      expect(ran).toMatchObject({ exitCode: 0, outputs: { 'change-number': first } });
      expect(ran.log).toContain(`Canceled ${second} again.`);
      expect(instance.standing(build)).toMatchObject([{ number: first }]);
      expect(await instance.run('verify', {}, build)).toMatchObject({ outputs: { 'change-number': first } });
    },
  );
});
