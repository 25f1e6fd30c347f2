import { expect, it } from 'vitest';
import { GateError, type GateErrorCode } from '../../errors.ts';
import type { CheckContext } from './section.ts';
import { signIn } from './sign-in.ts';

interface Given {
  readonly error?: GateErrorCode;
  /** As the method to sign in knows it. */
  readonly userName?: string;
  /** As the app tells it; a code where it does not answer. */
  readonly told?: string;
}

function look({ error, userName, told = 'APP_NOT_INSTALLED' }: Given) {
  const context = {
    client: { userName },
    signInError: async () =>
      error && new GateError(error, 'It did not work.', { remedy: 'Change something.' }),
    async app() {
      if (told === 'APP_NOT_INSTALLED') throw new GateError(told, 'It is not there.');
      return { user: { name: told } };
    },
  } as unknown as CheckContext;
  return signIn.look(context, []);
}

it.each<[string, Given, string]>([
  ['the app tells it', { told: 'pipeline' }, 'pipeline'],
  ['the app tells it, whatever was given', { told: 'pipeline', userName: 'Pipeline' }, 'pipeline'],
  ['it was given', { userName: 'ci.user' }, 'ci.user'],
])('says who signs in where %s', async (_what, given, name) => {
  expect(await look(given)).toMatchObject([
    { id: 'sign-in.accepted', outcome: 'holds' },
    { id: 'sign-in.user', outcome: 'holds', detail: `The user is ${name}.` },
  ]);
});

it.each([{}, { told: '' }])('does not know who signs in where nobody tells: %j', async (given) => {
  expect(await look(given)).toMatchObject([
    { id: 'sign-in.accepted', outcome: 'holds' },
    { id: 'sign-in.user', outcome: 'could-not-be-seen' },
  ]);
});

it.each<[GateErrorCode, string]>([
  ['UNAUTHENTICATED', 'pipeline author'],
  ['INVALID_INPUT', 'pipeline author'],
  ['NO_ID_TOKEN', 'pipeline author'],
  ['LOGIN_PAGE', 'ServiceNow admin'],
])('does not hold, and breaks, by %s', async (error, who) => {
  expect(await look({ error, userName: 'ci.user' })).toEqual([
    {
      id: 'sign-in.accepted',
      title: 'The integration user signs in',
      outcome: 'does-not-hold',
      detail: 'It did not work.',
      remedy: 'Change something.',
      who,
      breaks: true,
    },
  ]);
});

it.each<GateErrorCode>(['UNAVAILABLE', 'RATE_LIMITED'])('could not be seen by %s', async (error) => {
  expect(await look({ error })).toMatchObject([{ outcome: 'could-not-be-seen', breaks: false }]);
});
