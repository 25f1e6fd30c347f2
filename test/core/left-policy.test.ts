/** The policy of a gate is given to two steps. What one of them was not given holds all the same. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Inputs, Instance } from './instance.ts';

let instance: Instance;

beforeAll(async () => {
  instance = await Instance.start({ start: new Date('2026-03-01T12:00:00Z') });
});
afterAll(() => instance.close());

/** A change in Implement that was opened with these. */
async function opened(inputs: Inputs) {
  const build = instance.newBuild();
  const ran = await instance.run('open', inputs, build);
  expect(ran).toMatchObject({ exitCode: 0 });
  const number = instance.changesOf(build)[0]?.number ?? '';
  instance.serviceNow.approveAll(number);
  instance.serviceNow.move(number, 'Implement');
  return { build, number, log: ran.log };
}

const LATER = { 'planned-start': '+1h', 'planned-end': '+2h' };
const WINDOW = { 'window-policy': 'enforce', ...LATER };

describe('verify without the policy of open', () => {
  it.each([
    [
      WINDOW,
      /its planned start is 2026-03-01 13:\d\d:\d\d UTC \(by the policy that open left with the change\)/,
    ],
    [{ 'conflict-policy': 'wait' }, /has not been checked for schedule conflicts/],
    [{ 'proceed-states': 'Scheduled' }, /not yet in a state that lets the build go on/],
  ])('applies it: %j', async (inputs, words) => {
    const { build, log } = await opened(inputs);
    expect(log).not.toContain('correlation_display');
    const ran = await instance.run('verify', {}, build);
    expect(ran).toMatchObject({ exitCode: 1, outputs: { decision: 'pending' } });
    expect(ran.log).toMatch(words);
    expect(ran.requests).toHaveLength(1);
    expect(await instance.run('status', {}, build)).toMatchObject({ outputs: { decision: 'pending' } });
  });

  it('applies a stricter one of its own, whatever open left', async () => {
    const { build } = await opened(LATER);
    expect(await instance.run('verify', {}, build)).toMatchObject({ exitCode: 0 });
    expect(await instance.run('verify', { 'window-policy': 'enforce' }, build)).toMatchObject({
      exitCode: 1,
    });
  });

  it('begins an implementation that open has left to people, where the change is scheduled', async () => {
    const build = instance.newBuild();
    await instance.run('open', {}, build);
    instance.serviceNow.approveAll(instance.changesOf(build)[0]?.number ?? '');
    expect(await instance.run('verify', { implement: 'true' }, build)).toMatchObject({ exitCode: 0 });
  });
});

it('a policy that the instance does not keep is said to be lost', async () => {
  const keep = instance.serviceNow.rules.ignore({
    table: 'change_request',
    operations: ['insert'],
    fields: ['correlation_display'],
  });
  const { build, number, log } = await opened({ ...WINDOW, strict: 'true' });
  keep();
  expect(log).toContain(
    `WARNING The policy of this gate does not stand in ${number} (correlation_display): verify goes by its own inputs, so give it the same.`,
  );
  expect(await instance.run('verify', {}, build)).toMatchObject({ exitCode: 0 });
});

it('a policy that an earlier run has left stays, and a run with another one says so', async () => {
  const build = instance.newBuild();
  await instance.run('open', WINDOW, build);
  const again = await instance.run('open', LATER, build);
  expect(again).toMatchObject({ exitCode: 0 });
  expect(again.log).toMatch(
    /WARNING CHG\d+ keeps the policy with which it was opened \(correlation_display\), and this step has another/,
  );
  expect((await instance.run('open', WINDOW, build)).log).not.toContain('correlation_display');
});

it('a policy of many states lets nothing pass but a step that has the same', async () => {
  const states = { 'proceed-states': '-1,101,102,103,104' };
  const { build, log } = await opened(states);
  expect(log).not.toContain('correlation_display');
  expect(await instance.run('verify', states, build)).toMatchObject({ exitCode: 0 });
  for (const others of [{}, { 'proceed-states': '-1,101,102,103' }]) {
    const ran = await instance.run('verify', others, build);
    expect(ran.exitCode).toBe(1);
    expect(ran.log).toMatch(/give open and this step the same proceed-states\. .*\[COLUMN_UNREADABLE\]/);
  }
});

it('a policy that is cut off lets nothing pass, and is not waited for', async () => {
  const { build, number } = await opened({});
  instance.serviceNow.userActions.update(number, { correlation_display: 'Change Gate: proc' });
  const ran = await instance.run('verify', {}, build);
  expect(ran.exitCode).toBe(1);
  const words =
    /has a policy in correlation_display that is cut off or of another version.*\[COLUMN_UNREADABLE\]/;
  expect(ran.log).toMatch(words);
  const waited = await instance.run('wait', {}, build);
  expect(waited).toMatchObject({ exitCode: 1, requests: { length: 1 } });
  expect(waited.log).toMatch(words);
});
