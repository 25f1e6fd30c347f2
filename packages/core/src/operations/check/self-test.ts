/** What the app's self-test finds on the instance: anew, where the user is an admin of the app, or else as it ended last. */
import {
  type CheckAnswer,
  type Finding,
  SELF_TEST_OF_CALLBACK,
  SELF_TEST_OF_TOKEN,
  type SelfTestAnswer,
} from '../../check/contract.ts';
import type { CheckLine } from '../../check/report.ts';
import { runSelfTest } from '../../servicenow/self-test.ts';
import { isCalledByApp } from '../callback.ts';
import { holds, type Remedy, unseen, untold } from './line.ts';
import type { CheckContext, CheckSection } from './section.ts';

export const selfTest: CheckSection = {
  id: 'self-test',
  title: 'Self-test of the Change Gate app',
  needs: ['instance', 'sign-in', 'app.installed', 'app.role', 'app.question'],
  async look(context) {
    const answer = await context.app();
    const { app, user } = answer;
    if (user.roles[`${app.scope}.admin`] === true) {
      const { findings } = await runSelfTest(context.client);
      return linesOf(findings, context);
    }
    if (answer.selfTest === null) return [unseen(selfTest, 'Nobody has run it on this instance.', RUN)];
    return lastLines(answer.selfTest, answer, context);
  },
};

const RAN = { id: 'self-test.ran', title: 'The self-test of the Change Gate app has run' };

const RUN: Remedy = {
  remedy: 'Press "Run self-test" under Change Gate > Self-test, and check again.',
  who: 'Change Gate admin',
};

/** What held of another version, or on another release, is not known to hold now. */
function lastLines(
  { ranAt, appVersion, release, findings }: SelfTestAnswer,
  { app, instance }: CheckAnswer,
  context: CheckContext,
): readonly CheckLine[] {
  if (appVersion !== app.version || release !== instance.release) {
    const was = `${ranAt} UTC, with version ${appVersion} of the app on ${nameOf(release)}`;
    const is = `now there is ${app.version} on ${nameOf(instance.release)}`;
    return [unseen(selfTest, `It ran last at ${was}; ${is}, of which it knows nothing.`, RUN)];
  }
  return [holds(RAN, `What it found was so at ${ranAt} UTC.`), ...linesOf(findings, context)];
}

function linesOf(findings: readonly Finding[], context: CheckContext): readonly CheckLine[] {
  return [
    ...findings.map((finding) => toLine(finding, context)),
    ...untold(selfTest, findings, [...SELF_TEST_OF_CALLBACK, ...SELF_TEST_OF_TOKEN]),
  ];
}

function nameOf(release: string): string {
  return release === '' ? 'a release that the instance does not tell' : release;
}

function toLine(finding: Finding, { build, inputs }: CheckContext): CheckLine {
  const isNeeded =
    SELF_TEST_OF_CALLBACK.includes(finding.id) ||
    (SELF_TEST_OF_TOKEN.includes(finding.id) && inputs['callback-token'] !== undefined);
  return { ...finding, breaks: finding.outcome === 'does-not-hold' && isCalledByApp(build) && isNeeded };
}
