import { type CallbackRegistration, GateError, type ServiceNowClient } from '@change-gate/core';
import { describe, expect, it } from 'vitest';
import { registerWithOriginal } from './callback.ts';

const REGISTRATION: CallbackRegistration = {
  change: { number: 'CHG0030001', sys_id: '0'.repeat(32) },
  build: { id: '60c7bc5447895646d116db74', url: 'https://g.codefresh.io/build/60c7bc5447895646d116db74' },
  ci: 'codefresh',
  server: 'https://g.codefresh.io/api',
  target: { build_id: '60c7bc5447895646d116db74', gate: 'change' },
  credential: { token: 'key.123' },
  policy: { proceed_states: ['-1'], conflict: 'wait', window: 'ignore', deadline: '' },
  key: 'codefresh:60c7bc5447895646d116db74:change',
};

function client(answer: () => unknown) {
  const sent: unknown[] = [];
  const instance: ServiceNowClient = {
    instanceUrl: 'https://acme.service-now.com',
    request: async (method, path, options) => {
      sent.push([method, path, options?.body]);
      return answer();
    },
  };
  return { instance, sent };
}

describe('registerWithOriginal', () => {
  it("sends the original's body, and is content with its empty answer", async () => {
    const { instance, sent } = client(() => undefined);
    const said = await registerWithOriginal('409723', instance, REGISTRATION);
    expect(sent).toEqual([
      [
        'POST',
        '/api/409723/codefresh/callback',
        {
          cr_number: 'CHG0030001',
          cf_build_id: '60c7bc5447895646d116db74',
          cf_token: 'key.123',
          cf_url: 'https://g.codefresh.io',
          cr_policy: 'wait',
        },
      ],
    ]);
    expect(said).toContain('a rejected or closed change leaves the build paused until its timeout');
    expect(said).not.toContain('key.123');
  });

  it.each(['APP_NOT_INSTALLED', 'RECORD_NOT_FOUND'] as const)('says what is missing (%s)', async (code) => {
    const { instance } = client(() => {
      throw new GateError(code, 'acme answered 404.');
    });
    await expect(registerWithOriginal('1', instance, REGISTRATION)).rejects.toMatchObject({
      code: 'APP_NOT_INSTALLED',
      message: expect.stringContaining('There is nothing at /api/1/codefresh/callback'),
    });
  });

  it('leaves other failures as they are', async () => {
    const { instance } = client(() => {
      throw new GateError('UNAUTHENTICATED', 'acme answered 401.');
    });
    await expect(registerWithOriginal('1', instance, REGISTRATION)).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });

  it('has no use for an alias', async () => {
    const { instance, sent } = client(() => undefined);
    const registration = { ...REGISTRATION, credential: { alias: 'x' } };
    await expect(registerWithOriginal('1', instance, registration)).rejects.toThrow('takes a token only');
    expect(sent).toEqual([]);
  });
});
