import type { CompletedOperation } from '@change-gate/core';
import { describe, expect, it } from 'vitest';
import { readContext } from './context.ts';

describe('readContext', () => {
  it('describes the build', () => {
    const context = readContext(
      {
        CF_BUILD_ID: '60c7bc5447895646d116db74',
        CF_BUILD_URL: 'https://g.codefresh.io/build/60c7bc5447895646d116db74',
        CF_URL: 'https://codefresh.acme.example/',
        CF_PIPELINE_NAME: 'shop/deploy',
        CF_BUILD_TIMESTAMP: '1772366400000',
        CF_STEP_NAME: 'open_change',
      },
      {},
    );
    expect(context).toMatchObject({
      ci: 'codefresh',
      title: 'Codefresh build 60c7bc5447895646d116db74 of shop/deploy',
      server: 'https://codefresh.acme.example/api',
      buildKey: '60c7bc5447895646d116db74',
      began: 1772366400000,
      place: 'step open_change',
    });
    expect(context.target('prod')).toEqual({ build_id: '60c7bc5447895646d116db74', gate: 'prod' });
  });

  it('says how to run an operation again: another build, and nothing that repeats a hook', () => {
    const context = readContext({ CF_BUILD_ID: '60c7bc5447895646d116db74', CF_BUILD_URL: 'https://x' }, {});
    expect(context.againIsNewBuild).toBe(true);
    expect(context.runAgain?.('open')).toMatch(/^In Codefresh, restart the build: .* opens a new change\.$/);
    expect(context.runAgain?.('verify')).toMatch(
      /^In Codefresh, choose Restart from failed step: .*CHANGE_NUMBER/,
    );
    for (const operation of ['close', 'cancel'] as const) {
      expect(context.runAgain?.(operation)).toMatch(
        /^End the change in ServiceNow\. Or, where this step is no hook, /,
      );
    }
  });

  it('asks for no record of a change that is not there yet', async () => {
    const env = { CF_BUILD_ID: '60c7bc5447895646d116db74', CF_BUILD_URL: 'https://x' };
    const asked: string[] = [];
    const done = {
      operation: 'record',
      gate: 'record.change',
      change: {},
      outputs: { 'change-number': '', 'change-sys-id': '', 'change-url': '' },
      client: { request: async (_method: string, path: string) => asked.push(path) },
    } as unknown as CompletedOperation;
    await readContext(env, { 'record-file': 'change.json' }).completed?.(done);
    expect(asked).toEqual([]);
  });

  it('says that it needs a Codefresh build', () => {
    expect(() => readContext({}, {})).toThrowError(/CF_BUILD_ID is not set/);
    const env = { CF_BUILD_ID: '60c7bc5447895646d116db74', CF_BUILD_URL: '' };
    expect(() => readContext(env, {})).toThrowError(/CF_BUILD_URL is not set/);
  });
});
