/** The operations as functions. */
import { check, GateError, open, register, verify } from '@change-gate/core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALLBACK_TOKEN, Instance } from './instance.ts';

let instance: Instance;

beforeAll(async () => {
  instance = await Instance.start();
});
afterAll(() => instance.close());

describe('the library', () => {
  it('opens a change, and registers its callback later', async () => {
    const build = instance.newBuild({ callback: false });
    const opened = await open(instance.basic(), { build });
    expect(opened).toMatchObject({ decision: 'pending', state: '-4' });
    expect(instance.registrationsOf(build)).toEqual([]);
    const inputs = { ...instance.basic(), 'callback-token': CALLBACK_TOKEN };
    expect(await register(inputs, { build })).toMatchObject({ 'change-number': opened['change-number'] });
    expect(instance.registrationsOf(build)).toMatchObject([{ status: 'waiting' }]);
  });

  it('takes data as an object, flags and numbers', async () => {
    const build = instance.newBuild({ callback: false });
    const data = { short_description: 'From code', impact: 2, start_date: new Date('2026-03-01T22:00:00Z') };
    const inputs = { ...instance.basic(), data, submit: false, 'deadline-minutes': 90 };
    expect(await open(inputs, { build })).toMatchObject({ state: '-5' });
    expect(instance.changesOf(build)).toMatchObject([
      { short_description: 'From code', impact: '2', start_date: '2026-03-01 22:00:00' },
    ]);
    const missing = { ...inputs, data: { assignment_group: process.env.NO_SUCH_VARIABLE } };
    await expect(open(missing, { build })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('data: assignment_group is undefined'),
    });
  });

  it('checks a configuration, and creates nothing', async () => {
    const before = instance.serviceNow.changes().length;
    const build = instance.newBuild({ callback: false });
    const { clock } = instance.sandbox;
    const options = { build, clock: { now: () => clock.now(), sleep: async () => {} } };
    const report = await check({ ...instance.basic(), password: 'n0t-the-passw0rd' }, options);
    expect(report).toMatchObject({ version: 1, instance: instance.serviceNow.url, ci: 'codefresh' });
    expect(report.lines.filter(({ breaks }) => breaks)).toMatchObject([{ id: 'sign-in.accepted' }]);
    const held = await check(instance.basic(), options);
    expect(held.lines.filter(({ outcome }) => outcome === 'does-not-hold')).toEqual([]);
    expect(instance.serviceNow.changes()).toHaveLength(before);
  });

  it.each([
    ['nothing', undefined, /build: is required in the options/],
    ['options without a build', {}, /build: is required in the options/],
    ['a build that is none', { build: 'jenkins' }, /build: is required in the options/],
    ['an empty build', { build: {} }, /ci of the build: must be .*buildKey of the build: must be/],
    ['a log that is none', { build: {}, log: 'yes' }, /log: must have the functions info and warning/],
  ])('says in one sentence what it lacks, given %s', async (_what, options, message) => {
    for (const operation of [open, verify, register, check]) {
      await expect(operation(instance.basic(), options as never)).rejects.toMatchObject({
        code: 'INVALID_INPUT',
        message: expect.stringMatching(message),
      });
    }
    await expect(open(undefined as never, options as never)).rejects.toBeInstanceOf(GateError);
  });

  it.each([
    { ci: '' },
    { buildKey: '' },
    { build: { id: '', url: 'https://ci.example' } },
    { build: { id: '1', url: '' } },
  ])('shares no change among builds that cannot be told apart: %j', async (lack) => {
    const before = instance.serviceNow.requests.length;
    const build = instance.newBuild({ callback: false, ...lack });
    for (const operation of [open, verify]) {
      await expect(operation(instance.basic(), { build })).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    }
    expect(instance.serviceNow.requests).toHaveLength(before);
  });

  it('throws what an adapter would say, without its secrets', async () => {
    const build = instance.newBuild();
    const lines: string[] = [];
    const log = { info: (line: string) => lines.push(line), warning: (line: string) => lines.push(line) };
    await open({ ...instance.basic(), 'callback-token': CALLBACK_TOKEN }, { build, log });
    expect(lines.join('\n')).toContain('ServiceNow calls back');

    await expect(verify(instance.basic(), { build })).rejects.toMatchObject({ code: 'NOT_APPROVED' });
    const password = 'a wrong but secret one';
    const failure = await open(
      { ...instance.basic(), password, data: `{"x": "${password}` },
      { build },
    ).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(GateError);
    expect(String(failure)).not.toContain(password);
  });
});
