/** Whether the Change Gate app is on the instance, in which version, and answers this user. */
import type { CheckLine } from '../../check/report.ts';
import { GateError } from '../../errors.ts';
import { appScope } from '../../servicenow/app-path.ts';
import { isAppThere } from '../../servicenow/checks.ts';
import { VERSION } from '../../version.ts';
import { isCalledByApp } from '../callback.ts';
import { doesNotHold, failed, holds, type Remedy, unseen } from './line.ts';
import type { CheckContext, CheckSection } from './section.ts';

const INSTALLED = { id: 'app.installed', title: 'The Change Gate app is on the instance' };
const USED = { id: 'app.version', title: 'The app and this step are of one version' };
const ROLE = { id: 'app.role', title: 'The app answers the integration user' };
const QUESTION = { id: 'app.question', title: 'The app takes what would be registered' };

export const app: CheckSection = {
  id: 'app',
  title: 'Change Gate app',
  needs: ['instance', 'sign-in'],
  async look(context) {
    try {
      const { version, scope } = (await context.app()).app;
      const role = `It answers, as the user has the role ${appScope(context.client)}.pipeline.`;
      return [
        holds(INSTALLED, `It answers under the scope ${scope}.`),
        versionLine(version),
        holds(ROLE, role),
      ];
    } catch (error) {
      if (!(error instanceof GateError)) throw error;
      return await failure(error, context);
    }
  },
};

const SAME: Remedy = {
  remedy:
    'Import the update set of the version that the pipelines use, the newest of them; pipelines follow.',
  who: 'ServiceNow admin',
};

const POLICY: Remedy = {
  remedy: 'Where an API key signs in, add the API "Change Gate checks" to its REST API Access Policy.',
  who: 'ServiceNow admin',
};

/** Each version of the app answers the steps of every other: what a step lacks of an older one, it says itself. */
function versionLine(version: string): CheckLine {
  return version === VERSION
    ? holds(USED, `Both are ${VERSION}.`)
    : doesNotHold(USED, `The app is ${version}, and this step is ${VERSION}.`, SAME, false);
}

async function failure(error: GateError, context: CheckContext): Promise<readonly CheckLine[]> {
  // Without a callback, all that a gate needs is in ServiceNow's own tables.
  const breaks = isCalledByApp(context.build);
  switch (error.code) {
    case 'APP_NOT_INSTALLED':
      return [await notInstalled(error, context, breaks)];
    case 'APP_OUTDATED':
      return [
        holds(INSTALLED, 'It answers, though not to a check.'),
        doesNotHold(USED, `The app is older than this step, which is ${VERSION}.`, SAME, false),
        unseen(ROLE, 'Whether it takes a registration of this user is not to be seen without making one.'),
      ];
    case 'FORBIDDEN':
      return [
        holds(INSTALLED, 'It is there, and refuses this user.'),
        unseen(USED, 'It tells its version to those that have its role alone.'),
        // verify asks the app about every change, whoever wakes the build.
        failed(ROLE, error, 'ServiceNow admin'),
      ];
    case 'UNAUTHENTICATED':
      // The user has signed in to another API.
      return [unseen(ROLE, error.message, POLICY)];
    case 'REGISTRATION_REFUSED':
      return [holds(INSTALLED, 'It answers.'), failed(QUESTION, error, 'pipeline author', breaks)];
    default:
      throw error;
  }
}

async function notInstalled(error: GateError, { client }: CheckContext, breaks: boolean): Promise<CheckLine> {
  const { appScope: given } = client;
  const asShipped = { ...client, appScope: undefined };
  if (given !== undefined && (await isAppThere(asShipped))) {
    return doesNotHold(
      INSTALLED,
      `It is not there under the scope ${given}, which app-scope names, but under ${appScope(asShipped)}.`,
      { remedy: 'Leave app-scope out.', who: 'pipeline author' },
      breaks,
    );
  }
  return failed(INSTALLED, error, 'ServiceNow admin', breaks);
}
