/** Builds that sign in with ID tokens as docs/id-tokens.md says, and have no password. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestEnvironment, type TestEnvironment } from '../environment/environment.ts';
import { type OidcProvider, registerOidcProvider } from '../environment/oidc-provider.ts';
import { codefresh } from '../gate/codefresh.ts';
import { approveAtEveryPause, run, variables } from './builds.ts';
import { guidePipeline } from './documents.ts';

const GUIDE = readFileSync(new URL('../../docs/id-tokens.md', import.meta.url), 'utf8');
const [, VERIFY = ''] = /## In Codefresh\n[\s\S]*?```yaml\n([\s\S]*?)```/.exec(GUIDE) ?? [];

/** The first pipeline of docs/codefresh.md, with the step that docs/id-tokens.md shows. */
const PIPELINE = guidePipeline('Quick start').replace(/ {2}verify_change:\n(?: {4}.*\n)+/, VERIFY);

let testEnv: TestEnvironment;
beforeEach(async () => {
  testEnv = await startTestEnvironment();
  testEnv.listServer(codefresh);
  approveAtEveryPause(testEnv);
});
afterEach(() => testEnv.close());

function withoutPassword(audience = 'change-gate'): Record<string, string> {
  const { CHANGE_GATE_USERNAME: _user, CHANGE_GATE_PASSWORD: _password, ...others } = variables(testEnv);
  return { ...others, CHANGE_GATE_ID_TOKEN_AUDIENCE: audience };
}

/** A build that is refused says which pipeline it is of, and an admin lets that one in. */
async function register(options: Partial<OidcProvider> = {}): Promise<void> {
  const refused = run(testEnv, PIPELINE, withoutPassword());
  expect(await refused.finished).toBe('error');
  const [, value = ''] = /to "account:[0-9a-f]{24}:pipeline:([0-9a-f]{24}):/.exec(refused.log) ?? [];
  const issuer = `${testEnv.sandbox.codefresh.url}/_oidc`;
  registerOidcProvider(testEnv.sandbox, { issuer, userClaim: 'pipeline_id', value, ...options });
}

describe('a build without a password', () => {
  it('opens, verifies and closes with tokens that it asks for', async () => {
    expect(PIPELINE).toContain('ID_TOKEN_AUDIENCE');
    await register();
    const build = run(testEnv, PIPELINE, withoutPassword());
    expect(await build.finished).toBe('success');
    expect(testEnv.change()).toMatchObject({ state: '3', close_code: 'successful' });
    expect(build.log).not.toContain('eyJ');
  });

  it.each([
    ['for another audience', {}, 'vault', /for the audience "vault".*\[UNAUTHENTICATED\]/],
    [
      'of another pipeline',
      { value: '64f0c408000000aafd145556' },
      'change-gate',
      /that its user claim names an active user.*\[UNAUTHENTICATED\]/,
    ],
    [
      'where a token is good once',
      { isOnce: true },
      'change-gate',
      /is off, as the token has no jti\. \[UNAUTHENTICATED\]/,
    ],
  ])('is refused with a token %s', async (_what, provider, audience, words) => {
    await register(provider);
    const build = run(testEnv, PIPELINE, withoutPassword(audience));
    expect(await build.finished).toBe('error');
    expect(build.log).toMatch(words);
    expect(testEnv.sandbox.serviceNow.changes()).toEqual([]);
  });

  it('is refused with a password beside its tokens', async () => {
    await register();
    const build = run(testEnv, PIPELINE, { ...variables(testEnv), ...withoutPassword() });
    expect(await build.finished).toBe('error');
    expect(build.log).toMatch(/ID_TOKEN_AUDIENCE belongs to another way to sign in.*\[INVALID_INPUT\]/);
  });

  it('is refused where Codefresh gives it no tokens', async () => {
    const build = run(testEnv, PIPELINE, { ...withoutPassword(), CF_OIDC_REQUEST_URL: '' });
    expect(await build.finished).toBe('error');
    expect(build.log).toMatch(/Codefresh gives this build no ID tokens.*\[NO_ID_TOKEN\]/);
  });
});
