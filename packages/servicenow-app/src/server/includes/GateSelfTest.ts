/** The self-test: tries on this very instance what is not documented and everything depends on. It calls no CI. */
import type { Finding, SelfTestAnswer } from '@change-gate/core/check';
import * as GateApp from './GateApp.ts';
import * as GateFinding from './GateFinding.ts';
import * as GatePlatform from './GatePlatform.ts';
import * as GateSelfTestDecision from './GateSelfTestDecision.ts';
import * as GateSelfTestLocks from './GateSelfTestLocks.ts';
import * as GateSelfTestRecords from './GateSelfTestRecords.ts';
import * as GateSelfTestRedirect from './GateSelfTestRedirect.ts';
import * as GateSelfTestRelease from './GateSelfTestRelease.ts';
import * as GateSelfTestRows from './GateSelfTestRows.ts';
import * as GateSelfTestRuns from './GateSelfTestRuns.ts';
import * as GateSelfTestToken from './GateSelfTestToken.ts';
import * as GateTime from './GateTime.ts';

/**
 * Tries everything, keeps the answer, and deletes what it made.
 *
 * @param listener for the redirect, in place of the instance itself; empty for none
 */
export function run(listener: string): SelfTestAnswer {
  const answer = {
    ranAt: GateTime.now(),
    appVersion: GateApp.VERSION,
    release: GateApp.release(),
    findings: parts(listener).map(GateFinding.look),
  };
  GateSelfTestRows.keep(answer);
  // Its script may have been faster than what was just kept.
  GateSelfTestRuns.settleEvent();
  return answer;
}

/** The self-test as it ended last; `null` where nobody has run it. */
export function last(): SelfTestAnswer | null {
  return GateSelfTestRows.last();
}

/** One of the parts alone, without keeping what it finds: for ATF. @param of what its id begins with */
export function findings(of: string): Finding[] {
  return parts('')
    .filter(({ id }) => id.indexOf(`self-test.${of}`) === 0)
    .map(GateFinding.look);
}

/** The button "Run self-test": says what does not hold, and what could not be seen. */
export function press(): void {
  const { findings: all } = run('');
  const others = all.filter(({ outcome }) => outcome !== 'holds');
  for (const finding of others) {
    const text = `${finding.title}: ${GateFinding.words(finding)}`;
    if (finding.outcome === 'does-not-hold') gs.addErrorMessage(text);
    else gs.addInfoMessage(text);
  }
  gs.addInfoMessage(`The self-test has ended: ${all.length - others.length} of ${all.length} hold.`);
}

function parts(listener: string): GateFinding.Part[] {
  const methods: GateFinding.Part = {
    id: 'self-test.methods',
    title: 'Methods of the platform that Change Gate calls',
    look: platform,
  };
  return [methods, GateSelfTestRelease.part(), GateSelfTestDecision.part()]
    .concat(GateSelfTestLocks.parts())
    .concat(GateSelfTestToken.parts())
    .concat([GateSelfTestRedirect.part(listener)])
    .concat(GateSelfTestRecords.parts())
    .concat(GateSelfTestRuns.parts());
}

function platform(): GateFinding.Seen {
  const lack = GatePlatform.lacking();
  return lack === ''
    ? GateFinding.holds('This release has all of them.')
    : GateFinding.broken(
        lack,
        `Upgrade the instance to ${GatePlatform.MINIMUM_RELEASE} or later.`,
        'ServiceNow admin',
      );
}
