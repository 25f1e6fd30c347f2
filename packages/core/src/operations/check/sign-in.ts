/** Whether the integration user can sign in, and who it is. */
import type { Remedier } from '../../check/contract.ts';
import { GateError, type GateErrorCode } from '../../errors.ts';
import { failed, holds, unseen } from './line.ts';
import type { CheckContext, CheckSection } from './section.ts';

const ACCEPTED = { id: 'sign-in.accepted', title: 'The integration user signs in' };
const USER = { id: 'sign-in.user', title: 'Who signs in' };

export const signIn: CheckSection = {
  id: 'sign-in',
  title: 'Sign-in',
  // A clock that is off may be why an assertion is refused.
  needs: ['instance', 'clock.sign-in'],
  async look(context) {
    const error = await context.signInError();
    if (error !== undefined) {
      const who = WHO[error.code];
      return [who === undefined ? unseen(ACCEPTED, error.message) : failed(ACCEPTED, error, who)];
    }
    return [holds(ACCEPTED, 'The instance accepts the credentials.'), await userLine(context)];
  },
};

/** What the credentials are refused by, and who can do something about it. */
const WHO: Partial<Record<GateErrorCode, Remedier>> = {
  INVALID_INPUT: 'pipeline author',
  UNAUTHENTICATED: 'pipeline author',
  NO_ID_TOKEN: 'pipeline author',
  LOGIN_PAGE: 'ServiceNow admin',
};

async function userLine({ client, app }: CheckContext) {
  // The app is told by the session itself who asks; the name that was given may be written otherwise.
  const name = await app().then(
    ({ user }) => user.name,
    (error) => {
      if (error instanceof GateError) return client.userName;
      throw error;
    },
  );
  if (name !== undefined && name !== '') return holds(USER, `The user is ${name}.`);
  return unseen(
    USER,
    'This way to sign in names no user, and the Change Gate app, which tells it, has not answered.',
  );
}
