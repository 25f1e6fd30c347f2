import { expect, it } from 'vitest';
import type { CheckAnswer } from '../../check/contract.ts';
import { GateError, type GateErrorCode } from '../../errors.ts';
import { VERSION } from '../../version.ts';
import { app } from './app.ts';
import type { CheckContext } from './section.ts';

const failure = (code: GateErrorCode) =>
  new GateError(code, 'It did not work.', { remedy: 'Somebody gives the role.' });

interface Given {
  readonly answer: string | GateErrorCode;
  readonly callback?: boolean;
  readonly register?: () => Promise<string>;
  readonly appScope?: string;
  /** Where the app is, beside where `app-scope` says. */
  readonly elsewhere?: string;
}

/** @param answer the app's version, or how it fails */
async function look({ answer, callback = true, register, appScope, elsewhere }: Given) {
  const isVersion = /^\d/.test(answer);
  const context = {
    build: { callback, register },
    client: {
      instanceUrl: 'https://acme.service-now.com',
      appScope,
      async request(_method: string, path: string) {
        if (elsewhere !== undefined && path.startsWith(`/api/${elsewhere}/`)) return {};
        throw failure('APP_NOT_INSTALLED');
      },
    },
    async app() {
      if (isVersion)
        return { app: { version: answer, scope: appScope ?? 'x_change_gate' } } as unknown as CheckAnswer;
      throw failure(answer as GateErrorCode);
    },
  } as unknown as CheckContext;
  const lines = await app.look(context, []);
  return Object.fromEntries(lines.map((line) => [line.id, line]));
}

const outcomes = (lines: Awaited<ReturnType<typeof look>>) =>
  Object.fromEntries(Object.entries(lines).map(([id, { outcome }]) => [id.replace('app.', ''), outcome]));

it('holds where the app answers and is of the same version', async () => {
  const lines = await look({ answer: VERSION });
  expect(outcomes(lines)).toEqual({ installed: 'holds', version: 'holds', role: 'holds' });
});

it('another version does not hold, and breaks nothing', async () => {
  const { 'app.version': line } = await look({ answer: '0.0.9' });
  expect(line).toMatchObject({ outcome: 'does-not-hold', breaks: false, who: 'ServiceNow admin' });
  expect(line?.detail).toBe(`The app is 0.0.9, and this step is ${VERSION}.`);
});

it.each<[GateErrorCode, Readonly<Record<string, string>>, string, string]>([
  ['APP_NOT_INSTALLED', { installed: 'does-not-hold' }, 'app.installed', 'ServiceNow admin'],
  [
    'REGISTRATION_REFUSED',
    { installed: 'holds', question: 'does-not-hold' },
    'app.question',
    'pipeline author',
  ],
])('an app that answers with %s breaks a gate with a callback alone', async (code, expected, id, who) => {
  const lines = await look({ answer: code });
  expect(outcomes(lines)).toEqual(expected);
  expect(lines[id]).toMatchObject({
    breaks: true,
    detail: 'It did not work.',
    remedy: 'Somebody gives the role.',
    who,
  });
  expect((await look({ answer: code, callback: false }))[id]).toMatchObject({ breaks: false });
  const register = async () => 'by another app';
  expect((await look({ answer: code, register }))[id]).toMatchObject({ breaks: false });
});

it('an app that refuses the user breaks each gate, as verify asks it about every change', async () => {
  for (const callback of [true, false]) {
    const lines = await look({ answer: 'FORBIDDEN', callback });
    expect(outcomes(lines)).toEqual({
      installed: 'holds',
      version: 'could-not-be-seen',
      role: 'does-not-hold',
    });
    expect(lines['app.role']).toMatchObject({ breaks: true, who: 'ServiceNow admin' });
  }
});

it('an older app is there, and takes registrations', async () => {
  const lines = await look({ answer: 'APP_OUTDATED' });
  expect(outcomes(lines)).toEqual({
    installed: 'holds',
    version: 'does-not-hold',
    role: 'could-not-be-seen',
  });
  expect(lines['app.version']).toMatchObject({ breaks: false });
});

it('an app of another scope than app-scope says is found under its own', async () => {
  const given = { answer: 'APP_NOT_INSTALLED', appScope: 'x_acme_gate' } as const;
  const { 'app.installed': line } = await look({ ...given, elsewhere: 'x_change_gate' });
  expect(line).toMatchObject({ outcome: 'does-not-hold', breaks: true, who: 'pipeline author' });
  expect(line?.detail).toContain('not there under the scope x_acme_gate, which app-scope names, but under');
  const { 'app.installed': nowhere } = await look(given);
  expect(nowhere).toMatchObject({ detail: 'It did not work.', who: 'ServiceNow admin' });
});

it('a key that may use other APIs alone is told which one this is', async () => {
  const { 'app.role': line } = await look({ answer: 'UNAUTHENTICATED' });
  expect(line).toMatchObject({
    outcome: 'could-not-be-seen',
    remedy: expect.stringContaining('Change Gate checks'),
  });
});

it('what is no answer of an app is thrown', async () => {
  await expect(look({ answer: 'UNAVAILABLE' })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});
