/** The operations as functions. */
import { GateError, open, register, verify } from '@change-gate/core';
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
