import { expect, it } from 'vitest';
import { GateError } from '../../errors.ts';
import { clock } from './clock.ts';
import type { CheckContext } from './section.ts';

const SENT = Date.UTC(2026, 2, 1, 12, 0, 0, 900);
const RECEIVED = SENT + 2_000;

interface Given {
  /** Seconds that the app is ahead of the moment at which it was asked; undefined where it does not answer. */
  readonly app?: number;
  /** The same of the first answer's `Date`. */
  readonly date?: number;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly isRefused?: true;
}

async function look({ app, date, inputs = {}, isRefused }: Given) {
  const at = (seconds: number) => Math.floor(SENT / 1_000) * 1_000 + seconds * 1_000;
  const asked = { sentAt: new Date(SENT), receivedAt: new Date(RECEIVED) };
  const context = {
    inputs,
    signInError: async () => (isRefused ? new GateError('UNAUTHENTICATED', 'No.') : undefined),
    async appTime() {
      if (app === undefined) throw new GateError('APP_NOT_INSTALLED', 'It is not there.');
      return { time: at(app), ...asked };
    },
    firstAnswer: async () => ({
      response: { headers: date === undefined ? {} : { date: new Date(at(date)).toUTCString() } },
      ...asked,
    }),
  } as unknown as CheckContext;
  const [line] = await clock.look(context, []);
  return line;
}

const KEY = { 'jwt-private-key': 'PEM' };
const ENFORCE = { 'window-policy': 'enforce' };

it.each<[Given, string]>([
  [{ app: 0 }, 'They say the same.'],
  [{ date: 2 }, 'They say the same.'],
  // On its way for two seconds.
  [{ date: 3 }, 'They differ by 1 second.'],
  [{ date: -30 }, 'They differ by 30 seconds.'],
  [{ app: 0, date: 3_600 }, 'They say the same.'],
])('holds for %j', async (given, detail) => {
  expect(await look(given)).toMatchObject({ id: 'clock.difference', outcome: 'holds', detail });
});

it('could not be seen where nobody tells the time', async () => {
  expect(await look({})).toMatchObject({ id: 'clock.difference', outcome: 'could-not-be-seen' });
});

it.each<[string, Given, string, boolean, RegExp]>([
  [
    '',
    { date: -31 },
    'clock.difference',
    false,
    /^The clock of this machine is 31 seconds ahead of the clock of the instance\.$/,
  ],
  ['', { app: 600 }, 'clock.difference', false, /is 10 minutes behind the clock of the instance\.$/],
  [', with a key that signs', { app: 600, inputs: KEY }, 'clock.difference', false, /instance\.$/],
  [
    ', with a key whose assertions are refused',
    { date: -3_600, inputs: KEY, isRefused: true },
    'clock.sign-in',
    true,
    /is 60 minutes ahead of .*, and the instance does not take the assertion/,
  ],
  [
    ', with a password that is refused',
    { date: -3_600, isRefused: true },
    'clock.difference',
    false,
    /instance\.$/,
  ],
  [
    ', with windows that begin by the clock of the instance',
    { app: 40, inputs: ENFORCE },
    'clock.difference',
    true,
    /is 38 seconds behind .*, and a build that is woken when its window begins/,
  ],
  [', with windows that have begun', { app: -40, inputs: ENFORCE }, 'clock.difference', false, /instance\.$/],
])('does not hold%s: %j', async (_what, given, id, breaks, detail) => {
  const line = await look(given);
  expect(line).toMatchObject({ id, outcome: 'does-not-hold', breaks, who: 'CI admin' });
  expect(line?.detail).toMatch(detail);
});
