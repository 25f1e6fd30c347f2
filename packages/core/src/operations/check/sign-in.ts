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
  needs: ['instance'],
  async look(context) {
    try {
      await context.client.request('GET', '/api/now/table/change_request', {
        query: { sysparm_fields: 'sys_id', sysparm_limit: '1' },
      });
    } catch (error) {
      if (!(error instanceof GateError)) throw error;
      const who = WHO[error.code];
      if (who !== undefined) return [failed(ACCEPTED, error, who)];
      // Whoever is refused a table has signed in; what the user may do is looked at elsewhere.
      if (error.code !== 'FORBIDDEN') return [unseen(ACCEPTED, error.message)];
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
