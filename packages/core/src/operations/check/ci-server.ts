/** What ServiceNow sees of the CI that it is to call back: the app's own findings. */
import type { Finding } from '../../check/contract.ts';
import type { CheckLine } from '../../check/report.ts';
import { isCalledByApp } from '../callback.ts';
import { unseen, untold } from './line.ts';
import type { CheckSection } from './section.ts';

export const ciServer: CheckSection = {
  id: 'ci-server',
  title: 'CI server, as ServiceNow sees it',
  isAsked: ({ build }) => isCalledByApp(build),
  // What hides the app's answer, or makes it one about nothing; a token that a job itself refuses is not asked about twice.
  needs: [
    ...['instance', 'sign-in', 'app.installed', 'app.role', 'app.question', 'self-test.methods'],
    ...['gate.credential', 'gate.token'],
  ],
  async look({ app }, before) {
    const { gate } = await app();
    const stops = before.find(({ id, outcome }) => id === 'gate.stops' && outcome === 'does-not-hold');
    return [...gate.map((finding) => toLine(finding, stops)), ...untold(ciServer, gate, TOLD)];
  },
};

/** Of each the app says something, whatever it finds. */
const TOLD = ['listed', 'reached', 'token', 'sees-gate', 'may-answer'].map((what) => `ci-server.${what}`);

/** What keeps the gate from stopping the build may be what keeps ServiceNow from seeing it: that has its line. */
function toLine(finding: Finding, stops: CheckLine | undefined): CheckLine {
  const isOfGate = finding.id === 'ci-server.sees-gate' || finding.id === 'ci-server.may-answer';
  const breaks = finding.outcome === 'does-not-hold';
  return breaks && isOfGate && stops !== undefined
    ? unseen(
        finding,
        `${finding.detail} It may be so as another line does not hold: ${stops.title} (${stops.id}).`,
      )
    : { ...finding, breaks };
}
